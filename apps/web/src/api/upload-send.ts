import type { Document } from '@worksmart/types/documents'
import { newId } from '../lib/uuid.ts'
import { ApiProblem, type Client, Unreachable } from './client.ts'
import { addLink } from './document-links.ts'
import { type PutRequest, StoreRefusal } from './object-store.ts'
import type { UploadTarget } from './upload-journal.ts'
import { confirmUpload, presignUpload } from './uploads.ts'

/** One upload and how far it has come; a retry goes on from there. */
export type UploadJob = {
  readonly id: string
  /** Null when an earlier visit sent it. */
  readonly file: File | null
  readonly name: string
  readonly mime: string
  readonly sizeBytes: number
  readonly target: UploadTarget
  presignKey: string
  sha256: string | null
  uploadId: string | null
  isStored: boolean
  document: Document | null
}

export type SendPorts = {
  client: Client
  hash(file: Blob): Promise<string>
  put(request: PutRequest): Promise<void>
  /** Resolves after so many milliseconds, or rejects with the abort reason. */
  rest(ms: number, signal: AbortSignal): Promise<void>
}

export type SendStage =
  | { at: 'preparing' }
  | { at: 'uploading'; sentBytes: number }
  | { at: 'checking' }

export type SendReport = {
  onStage(stage: SendStage): void
  /** The api knows the upload now: from here on it may be confirmed by a later visit. */
  onPresigned(): void
}

const signsMax = 3
const roundsMax = 2
const retriesMax = 3
const waitsMax = 60

/**
 * Brings one file from here to a document: hash, presign, PUT, confirm, link. What may pass by
 * itself is tried three times more. Throws what the last of these threw, or the abort reason.
 */
export async function sendUpload(
  job: UploadJob,
  ports: SendPorts,
  report: SendReport,
  signal: AbortSignal,
): Promise<Document> {
  for (let round = 1; job.document === null; round++) {
    try {
      if (!job.isStored) await storeFile(job, ports, report, signal)
      report.onStage({ at: 'checking' })
      job.document = await persist(() => confirm(job, ports, signal), ports, signal)
    } catch (error) {
      if (!startsOver(error) || job.file === null || round === roundsMax) throw error
      startOver(job)
    }
  }
  const { document, target } = job
  if (target) await persist(() => addLink(ports.client, document.id, target), ports, signal)
  return document
}

/** Forgets how far it had come, because the file has to be sent again from its first byte. */
export function startOver(job: UploadJob): void {
  job.presignKey = newId()
  job.sha256 = null
  job.uploadId = null
  job.isStored = false
}

async function storeFile(
  job: UploadJob,
  ports: SendPorts,
  report: SendReport,
  signal: AbortSignal,
): Promise<void> {
  const { file, name, mime, sizeBytes } = job
  if (file === null) throw new Error('An upload of an earlier visit has no file to send.')
  report.onStage({ at: 'preparing' })
  const sha256 = job.sha256 ?? (await ports.hash(file))
  signal.throwIfAborted()
  job.sha256 = sha256
  for (let signs = 1; !job.isStored; signs++) {
    const body = { name, mime, sizeBytes, sha256 }
    const key = { idempotencyKey: job.presignKey, signal }
    const { uploadId, url, headers } = await persist(
      () => presignUpload(ports.client, body, key),
      ports,
      signal,
    )
    job.uploadId = uploadId
    report.onPresigned()
    const onProgress = (sentBytes: number) => report.onStage({ at: 'uploading', sentBytes })
    try {
      await persist(
        () => {
          onProgress(0)
          return ports.put({ url, headers, file, signal, onProgress })
        },
        ports,
        signal,
      )
      job.isStored = true
    } catch (error) {
      // The address has run out, which a new one cures.
      const isExpired = error instanceof StoreRefusal && error.status === 403
      if (!isExpired || signs === signsMax) throw error
    }
  }
}

async function confirm(job: UploadJob, { client }: SendPorts, signal: AbortSignal) {
  if (job.uploadId === null) throw new Error('Only a presigned upload can be confirmed.')
  return confirmUpload(client, job.uploadId, signal)
}

/** Tries again what may pass by itself, with growing rests, and waits as long as it is asked to. */
async function persist<T>(work: () => Promise<T>, ports: SendPorts, signal: AbortSignal) {
  let retries = 0
  for (let waits = 0; ; waits++) {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      const asked = askedToWaitMs(error)
      if (asked === null && !(mayPass(error) && retries++ < retriesMax)) throw error
      if (waits >= waitsMax) throw error
      await ports.rest(asked ?? 500 * 3 ** (retries - 1), signal)
    }
  }
}

function askedToWaitMs(error: unknown): number | null {
  if (!(error instanceof ApiProblem)) return null
  const { code, retryAfterMs } = error
  if (code !== 'rate.limited' && code !== 'upload.confirming') return null
  return Math.min(retryAfterMs ?? 1000, 60_000)
}

function mayPass(error: unknown): boolean {
  if (error instanceof Unreachable) return true
  if (error instanceof StoreRefusal) return error.status >= 500
  return error instanceof ApiProblem && error.status >= 502
}

function startsOver(error: unknown): boolean {
  return (
    error instanceof ApiProblem &&
    (error.code === 'upload.incomplete' || error.code === 'upload.expired')
  )
}
