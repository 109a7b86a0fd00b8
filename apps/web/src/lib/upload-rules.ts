import { documentTypeOf, documentTypes } from '@worksmart/types/document-types'
import { limits } from '@worksmart/types/limits'
import { formatBytes } from './byte-size.ts'
import { type NamedType, typeNames } from './type-names.ts'

export type UploadLimits = {
  maxBytes: number
  /** The media types that the api takes. */
  types: readonly string[]
}

export type Chosen = { name: string; mime: string; sizeBytes: number }

/** What is known of a file before its first byte is sent, or why it is not sent, in a sentence. */
export function checkFile(
  file: { name: string; size: number },
  { maxBytes, types }: UploadLimits,
): Chosen | { refusal: string } {
  const mime = documentTypeOf(file.name)
  if (mime === null || !types.includes(mime)) {
    return { refusal: `This type is not taken. Allowed: ${allowed(types)}.` }
  }
  if (file.size === 0) return { refusal: 'The file is empty.' }
  if (file.size > maxBytes) {
    const size = formatBytes(file.size)
    const limit = formatBytes(maxBytes)
    // Two sizes that round to the same words would explain nothing.
    const has = size === limit ? 'It is just over the limit of' : `It has ${size}. The limit is`
    return { refusal: `${has} ${limit} a file.` }
  }
  if ([...file.name].length > limits.documentName) {
    return { refusal: `The name is longer than ${limits.documentName} characters.` }
  }
  return { name: file.name, mime, sizeBytes: file.size }
}

function allowed(types: readonly string[]): string {
  const endings = Object.keys(typeNames) as NamedType[]
  const names = endings.filter((ending) => types.includes(documentTypes[ending]))
  return new Intl.ListFormat('en-GB').format(names.map((ending) => typeNames[ending]))
}

/**
 * The files of a paste. A clipboard that also holds text is left alone: a spreadsheet puts a picture
 * of its cells beside them. A picture without a name of its own is called after the moment.
 */
export function pastedFiles(clipboard: Pick<DataTransfer, 'files' | 'types'>, now: Date): File[] {
  if (clipboard.types.includes('text/plain')) return []
  return [...clipboard.files].map((file) => {
    if (!/^image\.\w+$/.test(file.name)) return file
    return new File([file], file.name.replace(/^image/, `Screenshot ${moment(now)}`), {
      type: file.type,
    })
  })
}

function moment(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `${day} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`
}
