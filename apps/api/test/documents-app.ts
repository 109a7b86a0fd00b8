// A real api over a real object store of its own, and the handshake as a browser does it.

import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ObjectStore, startObjectStore } from '@worksmart/dev-services/s3/server'
import { documentTypeOf } from '@worksmart/types/document-types'
import type { Document, PresignedUpload } from '@worksmart/types/documents'
import type { LightMyRequestResponse } from 'fastify'
import { v7 } from 'uuid'
import { connectJobs } from '../src/jobs/connect-jobs.ts'
import { runJob } from '../src/jobs/jobs.ts'
import type { Scanner } from '../src/scan/scanner.ts'
import { makeStorage, type Storage, type StorageSettings } from '../src/storage/storage.ts'
import type { SweepReport } from '../src/storage/sweep.ts'
import { createTestApp, type Person, type TestApp, type TestAppOptions } from './app.ts'

/** The page that the tests upload from. */
export const pageOrigin = 'http://localhost:3000'

export type File = { name?: string; mime?: string; bytes?: Buffer | string; sizeBytes?: number }

export type DocumentsApp = TestApp & {
  store: ObjectStore
  storage: Storage
  settings: StorageSettings
  /** How far the clocks of the api and of the store are ahead of this machine's. */
  forward: (ms: number) => void
  presign: (who: Person, file?: File, key?: string) => Promise<LightMyRequestResponse>
  /** The same, for when it has to work. */
  begin: (who: Person, file?: File) => Promise<PresignedUpload>
  confirm: (who: Person, uploadId: string, key?: string) => Promise<LightMyRequestResponse>
  /** The whole handshake. */
  upload: (who: Person, file?: File) => Promise<Document>
  /** Sweeps as if so much time had passed for objects. */
  sweep: (aheadMs?: number, options?: SweepOptions) => Promise<SweepReport>
  /** The keys of all objects there are. */
  keys: () => Promise<string[]>
}

export type SweepOptions = { isDryRun?: boolean; storage?: Storage; log?: (line: string) => void }

export const day = 24 * 60 * 60_000

let made = 0
export type WholeFile = Required<Omit<File, 'bytes'>> & { bytes: Buffer; sha256: string }

/** What is not said is a text of its own, so that two files differ. */
export const aFile = (file: File = {}): WholeFile => {
  const bytes = Buffer.from(file.bytes ?? `note ${++made}\n`)
  const name = file.name ?? 'note.txt'
  return {
    name,
    mime: file.mime ?? documentTypeOf(name) ?? 'text/plain',
    bytes,
    sizeBytes: file.sizeBytes ?? bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** PUTs the bytes to a signed address as a browser would. */
export function put(
  upload: PresignedUpload,
  bytes: Buffer | string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(upload.url, {
    method: 'PUT',
    headers: { origin: pageOrigin, ...upload.headers, ...headers },
    body: new Uint8Array(Buffer.from(bytes)),
  })
}

export async function createDocumentsApp(
  options: TestAppOptions & {
    /** Where the api finds the store, such as behind a gate; the browser goes to the store. */
    endpointFor?: (store: ObjectStore) => string | Promise<string>
    timeoutMs?: number
    /** Without it no file is scanned. */
    scannerFor?: (storage: Storage) => Scanner
  },
): Promise<DocumentsApp> {
  const folder = await mkdtemp(join(tmpdir(), 'worksmart-objects-'))
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const store = await startObjectStore({
    folder,
    bucket: 'documents-test',
    allowedOrigins: [pageOrigin],
    now,
  })
  const settings = settingsOf(store, await options.endpointFor?.(store), options.timeoutMs)
  const storage = makeStorage(settings, now)
  const t = await createTestApp({
    ...options,
    env: { UPLOAD_RATE_PER_MINUTE: '100000', UPLOAD_PENDING: '1000', ...options.env },
    override: (deps) => ({
      ...{ storage, now, scanner: options.scannerFor?.(storage) ?? null },
      ...options.override?.(deps),
    }),
  })
  const jobs = connectJobs(t.urlFor('postgres'))

  const presign: DocumentsApp['presign'] = (who, file, key) => {
    const { bytes: _bytes, ...body } = aFile(file)
    return t.as(who, 'POST', '/documents/presign', { body, ...(key ? { key } : {}) })
  }
  const confirm: DocumentsApp['confirm'] = (who, uploadId, key) =>
    t.as(who, 'POST', '/documents', { body: { uploadId }, ...(key ? { key } : {}) })
  const begin: DocumentsApp['begin'] = async (who, file) => {
    const answer = await presign(who, file)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
  return {
    ...t,
    store,
    storage,
    settings,
    forward: (ms) => {
      ahead = ms
    },
    presign,
    begin,
    confirm,
    async upload(who, file) {
      const whole = aFile(file)
      const upload = await begin(who, whole)
      const stored = await put(upload, whole.bytes)
      if (stored.status !== 200) throw new Error(await stored.text())
      const answer = await confirm(who, upload.uploadId)
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return answer.json()
    },
    async sweep(aheadMs = 3 * day, { isDryRun = false, log = () => {}, ...other } = {}) {
      const swept = { pool: jobs, newId: v7, storage: other.storage ?? storage, isDryRun, log }
      const at = () => new Date(now().getTime() + aheadMs)
      const report = await runJob({ ...swept, now: at }, 'sweep-uploads')
      if (!report) throw new Error('Another sweep is running.')
      return report as SweepReport
    },
    async keys() {
      const pages = await Promise.all(
        (['pending', 'documents'] as const).map((kind) => storage.list(kind, null, 1000)),
      )
      return pages.flat().map((object) => object.key)
    },
    async close() {
      await jobs.end()
      await t.close()
      storage.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export function settingsOf(
  store: ObjectStore,
  endpoint: string = store.url,
  timeoutMs = 3000,
): StorageSettings {
  const { accessKeyId, secretAccessKey, region, bucket } = store
  return {
    endpoint,
    publicEndpoint: store.url,
    region,
    bucket,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    timeoutMs,
  }
}
