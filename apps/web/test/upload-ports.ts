import { createHash } from 'node:crypto'
import { documentTypeOf, documentTypes } from '@worksmart/types/document-types'
import type { Document, DocumentPage, NewUpload } from '@worksmart/types/documents'
import { expect, vi } from 'vitest'
import type { Client } from '../src/api/client.ts'
import { type PutRequest, StoreRefusal } from '../src/api/object-store.ts'
import { uploadJournal } from '../src/api/upload-journal.ts'
import { createUploadQueue, type QueueOptions, type UploadQueue } from '../src/api/upload-queue.ts'
import { confirmUpload, presignUpload } from '../src/api/uploads.ts'
import { apiClient, type TestPerson } from './real-api-client.ts'

/** What XMLHttpRequest does in a browser; the bytes go to the real object store. */
export async function nodePut({ url, headers, file, signal, onProgress }: PutRequest) {
  const body = new Uint8Array(await file.arrayBuffer())
  const response = await fetch(url, { method: 'PUT', headers, body, signal })
  onProgress(file.size)
  if (!response.ok && response.status !== 412) throw new StoreRefusal(response.status)
}

export async function nodeHash(file: Blob): Promise<string> {
  return createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('hex')
}

/** The smallest file that is a PDF by its first bytes. */
export function aPdf(name = 'plan.pdf', words = name): File {
  return new File([`%PDF-1.7\n% ${words}\n%%EOF\n`], name, { type: 'application/pdf' })
}

/** A document of that person, by the whole handshake. */
export async function aDocument(client: Client, file: File = aPdf()): Promise<Document> {
  const { signal } = new AbortController()
  const upload: NewUpload = {
    name: file.name,
    mime: documentTypeOf(file.name) ?? '',
    sizeBytes: file.size,
    sha256: await nodeHash(file),
  }
  const key = { idempotencyKey: crypto.randomUUID(), signal }
  const { uploadId, url, headers } = await presignUpload(client, upload, key)
  await nodePut({ url, headers, file, signal, onProgress: () => {} })
  return confirmUpload(client, uploadId, signal)
}

export const uploadLimits = {
  maxBytes: 50 * 1024 * 1024,
  types: [...new Set(Object.values(documentTypes))],
}

/** What `localStorage` is to a page, for one test. */
export function memory(): Storage {
  const map = new Map<string, string>()
  return {
    get length() {
      return map.size
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => void map.set(key, value),
  }
}

/** A queue as the page makes it, over the real api and the real store; rests take no time. */
export function aQueue(person: TestPerson, given: Partial<QueueOptions> = {}, storage = memory()) {
  const rests: number[] = []
  const queue = createUploadQueue({
    client: apiClient(person.id),
    limits: uploadLimits,
    journal: uploadJournal(storage, person.id),
    hold: async () => () => {},
    hash: nodeHash,
    put: nodePut,
    rest: async (ms) => void rests.push(ms),
    nowMs: () => performance.now(),
    onDone: () => {},
    ...given,
  })
  return { queue, rests, storage }
}

export const steps = (queue: UploadQueue) => queue.uploads().map(({ step }) => step.at)

/** Waits until the uploads have come to exactly these steps. */
export async function settled(queue: UploadQueue, expected: string[]) {
  await vi.waitFor(() => expect(steps(queue)).toEqual(expected), { timeout: 15_000, interval: 20 })
}

/** The names of the documents that this person sees. */
export async function documentNames(person: TestPerson) {
  const page = await apiClient(person.id).request<DocumentPage>('GET', '/documents')
  return page.items.map(({ name }) => name).sort()
}
