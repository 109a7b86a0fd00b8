// Whoever is killed at whatever step of the handshake: afterwards the upload can be finished or is
// swept, and there is neither an object without a row nor a row without an object.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ObjectStoreProcess, spawnObjectStore } from '@worksmart/dev-services/s3/child'
import type { PresignedUpload } from '@worksmart/types/documents'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { makeStorage } from '../src/storage/storage.ts'
import { startApiProcess } from './api-process.ts'
import {
  aFile,
  createDocumentsApp,
  type DocumentsApp,
  pageOrigin,
  put,
  settingsOf,
  type WholeFile,
} from './documents-app.ts'
import { type Step, type StorageGate, startStorageGate } from './storage-gate.ts'

let t: DocumentsApp
let gate: StorageGate
let storeUrl = ''
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  gate = await startStorageGate(() => storeUrl)
  storeUrl = t.store.url
})
afterEach(() => {
  gate.watch({})
  t.forward(0)
})
afterAll(async () => {
  await t.close()
  await gate.close()
})

const serving = () => ({
  databaseUrl: t.urlFor('ws_app'),
  ownerUrl: t.urlFor('postgres'),
  settings: { ...t.settings, endpoint: gate.url, publicEndpoint: storeUrl },
})

async function expectWhole(storage = t.storage, aheadMs?: number): Promise<void> {
  const report = await t.sweep(aheadMs, { storage })
  expect(report).toMatchObject({ missingObjects: 0, failed: 0 })
  const rows = await t.sql<{ key: string }>('select storage_key as key from documents order by 1')
  const listed = [
    ...(await storage.list('pending', null, 1000)),
    ...(await storage.list('documents', null, 1000)),
  ]
  expect(listed.map((object) => object.key)).toEqual(rows.map((row) => row.key))
  const open = await t.sql("select from uploads where status in ('pending', 'confirming')")
  expect(open).toEqual([])
}

async function uploaded(): Promise<{ upload: PresignedUpload; file: WholeFile }> {
  const file = aFile()
  const upload = await t.begin(t.people.member, file)
  expect((await put(upload, file.bytes)).status).toBe(200)
  return { upload, file }
}

const moments: [Step, 'before' | 'after'][] = [
  ['find upload', 'before'],
  ['copy', 'before'],
  ['copy', 'after'],
  ['find document', 'after'],
  ['read start', 'after'],
  ['remove upload', 'before'],
  ['remove upload', 'after'],
]

describe('the api, killed in the middle of a confirm', () => {
  test.each(moments)('at “%s”, %s the store did it', async (step, when) => {
    const { upload } = await uploaded()
    const api = await startApiProcess(serving())
    const reached = new Promise<void>((resolve) => {
      const stop = async (seen: Step) => {
        if (seen !== step) return
        resolve()
        // The answer never comes: the process is gone before.
        await new Promise(() => {})
      }
      gate.watch(when === 'before' ? { before: stop as never } : { after: stop })
    })
    const confirm = api.ask(t.people.member, 'POST', '/documents', { uploadId: upload.uploadId })
    confirm.catch(() => {})
    await reached
    await api.kill9()
    await expect(confirm).rejects.toThrow()
    gate.watch({})

    // A person who tries again a minute later gets the document, whatever was left behind.
    t.forward(61_000)
    const again = await t.confirm(t.people.member, upload.uploadId)
    expect([200, 201], again.body).toContain(again.statusCode)
    const rows = await t.sql('select from documents where id = $1', [again.json().id])
    expect(rows).toHaveLength(1)
    await expectWhole()
  })

  test.each(moments)('at “%s”, %s, and nobody comes back', async (step, when) => {
    const { upload } = await uploaded()
    const api = await startApiProcess(serving())
    const reached = new Promise<void>((resolve) => {
      const stop = async (seen: Step) => {
        if (seen !== step) return
        resolve()
        await new Promise(() => {})
      }
      gate.watch(when === 'before' ? { before: stop as never } : { after: stop })
    })
    const confirm = api.ask(t.people.member, 'POST', '/documents', { uploadId: upload.uploadId })
    confirm.catch(() => {})
    await reached
    await api.kill9()
    gate.watch({})
    await expectWhole()
  })

  test('right after a presign: nothing is left of it', async () => {
    const api = await startApiProcess(serving())
    const { bytes: _bytes, ...body } = aFile()
    const answer = await api.ask(t.people.member, 'POST', '/documents/presign', body)
    expect(answer.status).toBe(200)
    await api.kill9()
    await expectWhole()
  })
})

describe('the browser, gone', () => {
  test('before the PUT', async () => {
    await t.begin(t.people.member)
    await expectWhole()
  })

  test('in the middle of the PUT', async () => {
    const file = aFile({ bytes: Buffer.alloc(3_000_000, 'x') })
    const upload = await t.begin(t.people.member, file)
    const leaving = new AbortController()
    async function* half() {
      yield new Uint8Array(file.bytes.subarray(0, 1_000_000))
      leaving.abort()
      await new Promise(() => {})
    }
    await expect(
      fetch(upload.url, {
        method: 'PUT',
        headers: { ...upload.headers, 'content-length': String(file.sizeBytes) },
        body: ReadableStream.from(half()) as never,
        duplex: 'half',
        signal: leaving.signal,
      } as RequestInit),
    ).rejects.toThrow()
    expect((await t.confirm(t.people.member, upload.uploadId)).json().code).toBe(
      'upload.incomplete',
    )
    await expectWhole()
  })

  test('after the PUT', async () => {
    await uploaded()
    await expectWhole()
  })

  test('after the confirm', async () => {
    const { upload } = await uploaded()
    await t.confirm(t.people.member, upload.uploadId)
    await expectWhole()
  })
})

describe('the store, killed', () => {
  let folder: string
  let store: ObjectStoreProcess
  const start = async () => {
    store = await spawnObjectStore({
      folder,
      bucket: 'documents-test',
      allowedOrigins: [pageOrigin],
    })
    storeUrl = store.url
  }
  let own: DocumentsApp
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'worksmart-killed-'))
    await start()
    const settings = { ...settingsOf(store, gate.url), publicEndpoint: store.url }
    const storage = makeStorage(settings)
    own = await createDocumentsApp({
      adminUrl: inject('adminUrl'),
      override: () => ({ storage }),
    })
  })
  afterAll(async () => {
    await store.close()
    await own.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function expectOwnWhole(): Promise<void> {
    const storage = makeStorage(settingsOf(store))
    await own.sql("update uploads set expires_at = now() - interval '2 days'")
    const report = await own.sweep(undefined, { storage })
    expect(report).toMatchObject({ missingObjects: 0, failed: 0 })
    const rows = await own.sql<{ key: string }>(
      'select storage_key as key from documents order by 1',
    )
    const listed = [
      ...(await storage.list('pending', null, 1000)),
      ...(await storage.list('documents', null, 1000)),
    ]
    expect(listed.map((object) => object.key)).toEqual(rows.map((row) => row.key))
    storage.close()
  }

  test('in the middle of a PUT stores nothing, and the same address still takes the file', async () => {
    const { member } = own.people
    const file = aFile({ bytes: Buffer.alloc(4_000_000, 'y') })
    const upload = await own.begin(member, file)
    let send = () => {}
    const rest = new Promise<void>((resolve) => {
      send = resolve
    })
    async function* slowly() {
      yield new Uint8Array(file.bytes.subarray(0, 2_000_000))
      await rest
      yield new Uint8Array(file.bytes.subarray(2_000_000))
    }
    const sending = fetch(upload.url, {
      method: 'PUT',
      headers: { ...upload.headers, 'content-length': String(file.sizeBytes) },
      body: ReadableStream.from(slowly()) as never,
      duplex: 'half',
    } as RequestInit)
    sending.catch(() => {})
    await store.kill9()
    send()
    await expect(sending).rejects.toThrow()
    await start()
    expect((await own.confirm(member, upload.uploadId)).json().code).toBe('upload.incomplete')
    expect((await put(upload, file.bytes)).status).toBe(200)
    expect((await own.confirm(member, upload.uploadId)).statusCode).toBe(201)
    await expectOwnWhole()
  })

  test.each([
    ['find upload', 'before'],
    ['copy', 'before'],
    ['copy', 'after'],
    ['read start', 'before'],
    ['remove upload', 'before'],
  ] as [Step, 'before' | 'after'][])(
    'at “%s”, %s it did it: the confirm says so or holds, and the next one works',
    async (step, when) => {
      const { member } = own.people
      const file = aFile()
      const upload = await own.begin(member, file)
      expect((await put(upload, file.bytes)).status).toBe(200)
      const die = async (seen: Step) => {
        if (seen === step) await store.kill9()
      }
      gate.watch(when === 'before' ? { before: die as never } : { after: die })
      const answer = await own.confirm(member, upload.uploadId)
      gate.watch({})
      if (step === 'remove upload') expect(answer.statusCode).toBe(201)
      else expect([answer.statusCode, answer.json().code]).toEqual([503, 'storage.unavailable'])
      await start()
      const again = await own.confirm(member, upload.uploadId)
      expect([200, 201], again.body).toContain(again.statusCode)
      const { url } = (await own.as(member, 'GET', `/documents/${again.json().id}/download`)).json()
      expect(await (await fetch(url)).text()).toBe(String(file.bytes))
      await expectOwnWhole()
    },
  )
})
