import type { NewUpload, PresignedUpload } from '@worksmart/types/documents'
import type { ErrorCode } from '@worksmart/types/error-codes'
import { recordChanges } from '../audit/audit.ts'
import { toInstant } from '../db/instant.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { type AppError, conflict, notFound, unavailable } from '../errors.ts'
import { type Retry, writeOnce } from '../http/idempotency.ts'
import type { Storage } from '../storage/storage.ts'
import { checkFile, checkRoom, refusal } from './upload-rules.ts'
import {
  insertUpload,
  lockUploads,
  selectUpload,
  selectUsage,
  type UploadRow,
} from './uploads.queries.ts'

/** The upload has to be confirmed within this time; its address lives shorter. */
const uploadMs = 15 * 60_000
const addressS = 300

/** The storage, or 503 when this installation has none. */
export function storageOf(deps: Dependencies): Storage {
  if (deps.storage) return deps.storage
  throw unavailable('storage.unavailable', 'There is no file storage here yet.', 60)
}

/** What a rejected upload was told the first time is what it is told again. */
export const rejections = {
  'upload.size_mismatch': 'The file that arrived has another size. Upload it again.',
  'upload.type_mismatch': 'The file that arrived has another type. Upload it again.',
  'upload.checksum_mismatch': 'The file that arrived is not the one that was announced.',
  'upload.content_mismatch': 'What is in this file is not what its name says.',
} as const satisfies Partial<Record<ErrorCode, string>>
export type Rejection = keyof typeof rejections

/** Begins an upload: checks the limits, and signs an address that takes exactly this file once. */
export async function presignUpload(
  deps: Dependencies,
  actor: Actor,
  input: NewUpload,
  retry: Retry,
): Promise<{ upload: PresignedUpload; replayed: boolean }> {
  const storage = storageOf(deps)
  checkFile(input, deps.uploads)
  const begun = await deps.database.withActor(actor, async (tx, viewer) => {
    const { replayed, body } = await writeOnce(tx, viewer, retry, async () => {
      const made = await begin(deps, tx, viewer, input)
      // The address is not kept: a replay signs the same upload again.
      return { status: 200, body: { uploadId: made.id }, etag: null }
    })
    const { uploadId } = JSON.parse(body) as { uploadId: string }
    return { replayed, row: await ownUpload(tx, viewer, uploadId) }
  })
  const { row, replayed } = begun
  checkOpen(row, deps.now())
  const leftS = Math.ceil((Date.parse(toInstant(row.expiresAt)) - deps.now().getTime()) / 1000)
  const signed = await storage.signUpload({ ...row, uploadId: row.id }, Math.min(addressS, leftS))
  return {
    replayed,
    upload: {
      uploadId: row.id,
      url: signed.url,
      headers: signed.headers,
      expiresAt: signed.expiresAt.toISOString(),
    },
  }
}

async function begin(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  input: NewUpload,
): Promise<UploadRow> {
  await lockUploads(tx, viewer)
  const now = deps.now()
  checkRoom(input, await selectUsage(tx, viewer, now.toISOString()), deps.uploads)
  const made = await insertUpload(tx, {
    workspaceId: viewer.workspaceId,
    id: deps.newId(),
    userId: viewer.userId,
    documentId: deps.newId(),
    ...input,
    mime: input.mime.toLowerCase(),
    expiresAt: new Date(now.getTime() + uploadMs).toISOString(),
  })
  if (!made) throw new Error('An upload was not made and nothing says why.')
  await recordUpload(deps, tx, viewer, 'upload.begun', made, {
    name: made.name,
    mime: made.mime,
    sizeBytes: made.sizeBytes,
    sha256: made.sha256,
  })
  return made
}

export function recordUpload(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  action: 'upload.begun' | 'upload.rejected',
  row: UploadRow,
  after: Record<string, unknown>,
): Promise<void> {
  return recordChanges(tx, viewer, [
    { id: deps.newId(), action, objectType: 'upload', objectId: row.id, before: null, after },
  ])
}

export async function ownUpload(tx: Tx, viewer: Viewer, id: string): Promise<UploadRow> {
  const row = await selectUpload(tx, viewer, id)
  if (!row) throw notFound('upload', '/uploadId')
  return row
}

/** Throws the end of an upload that came to none: its rejection, or that its time is over. */
export function checkOpen(row: UploadRow, now: Date): void {
  if (row.status === 'rejected') throw rejected(row.rejectCode as Rejection)
  const isOver = Date.parse(toInstant(row.expiresAt)) <= now.getTime()
  if (row.status === 'expired' || (isOver && row.status !== 'confirmed')) {
    throw conflict('upload.expired', 'This upload took too long. Begin it again.', '/uploadId')
  }
}

export function rejected(code: Rejection): AppError {
  return refusal(code, rejections[code], '/uploadId')
}
