import { documentTypeOf, extensionOf } from '@worksmart/types/document-types'
import type { NewUpload } from '@worksmart/types/documents'
import type { ErrorCode } from '@worksmart/types/error-codes'
import type { UploadLimits } from '../dependencies.ts'
import { AppError } from '../errors.ts'
import type { Usage } from './uploads.queries.ts'

/** A refusal that names the field and says the limit in the words a person uses. */
export function refusal(code: ErrorCode, detail: string, pointer?: string): AppError {
  return new AppError(
    422,
    code,
    detail,
    pointer ? { errors: [{ pointer, code, message: detail }] } : {},
  )
}

/** Throws when this file is never accepted here. The media type comes in any letters. */
export function checkFile(file: NewUpload, limits: UploadLimits): void {
  const ending = extensionOf(file.name)
  const mime = documentTypeOf(file.name)
  const isListed = (limits.types as readonly string[]).includes(ending ?? '')
  if (mime === null || !isListed) {
    const list = limits.types.join(', ')
    throw refusal('upload.type_not_allowed', `These can be uploaded: ${list}.`, '/name')
  }
  if (file.mime.toLowerCase() !== mime) {
    throw refusal(
      'upload.type_not_allowed',
      `A file that ends in .${ending} has the type ${mime}.`,
      '/mime',
    )
  }
  if (file.sizeBytes === 0) {
    throw refusal('upload.empty', 'This file is empty.', '/sizeBytes')
  }
  if (file.sizeBytes > limits.maxBytes) {
    throw refusal(
      'upload.too_large',
      `A file can have ${inWords(limits.maxBytes)} at most.`,
      '/sizeBytes',
    )
  }
}

/** Throws when the person has no room for one more file of this size. */
export function checkRoom(file: NewUpload, usage: Usage, limits: UploadLimits): void {
  if (usage.pending >= limits.pending) {
    throw new AppError(
      429,
      'upload.too_many_pending',
      `${limits.pending} uploads have begun and are not finished. Finish them, or wait a few minutes.`,
      { headers: { 'retry-after': '60' } },
    )
  }
  if (usage.documents >= limits.quotaDocuments) {
    throw refusal(
      'upload.quota_exceeded',
      `You keep ${limits.quotaDocuments.toLocaleString('en')} documents, which is all there is room for. Deleted ones count for 30 days.`,
    )
  }
  if (usage.bytes + file.sizeBytes > limits.quotaBytes) {
    throw refusal(
      'upload.quota_exceeded',
      `There is room for ${inWords(limits.quotaBytes)} a person. Deleted documents count for 30 days.`,
      '/sizeBytes',
    )
  }
}

const units = [
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['KiB', 1024],
] as const

function inWords(bytes: number): string {
  for (const [unit, size] of units) {
    if (bytes >= size) return `${Math.floor((bytes / size) * 10) / 10} ${unit}`
  }
  return `${bytes} bytes`
}
