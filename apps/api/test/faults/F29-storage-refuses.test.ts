import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { aFile, createDocumentsApp, type DocumentsApp, put } from '../documents-app.ts'
import { type StorageGate, startStorageGate } from '../storage-gate.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'

let t: DocumentsApp
let gate: StorageGate
beforeAll(async () => {
  t = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    endpointFor: async (store) => {
      gate = await startStorageGate(() => store.url)
      return gate.url
    },
  })
})
afterEach(() => gate.watch({}))
afterAll(async () => {
  await t.close()
  await gate.close()
})

const xml = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`

async function anUpload(): Promise<string> {
  const file = aFile()
  const upload = await t.begin(t.people.member, file)
  await put(upload, file.bytes)
  return upload.uploadId
}

test.each([
  [403, 'AccessDenied', 'storage.unavailable'],
  [403, 'InvalidAccessKeyId', 'storage.unavailable'],
  [500, 'InternalError', 'storage.unavailable'],
  [503, 'SlowDown', 'storage.unavailable'],
  [403, 'RequestTimeTooSkewed', 'storage.clock_skew'],
])(
  'a copy that is refused with %i %s is 503 %s, and works afterwards',
  async (status, name, code) => {
    const uploadId = await anUpload()
    gate.watch({ before: (step) => (step === 'copy' ? { status, body: xml(name) } : undefined) })
    const { answer, ms } = await timed(() => t.confirm(t.people.member, uploadId))
    expectUnavailable(answer, code)
    expect(answer.body).not.toContain(name)
    expect(ms).toBeLessThan(3500)
    gate.watch({})
    expect((await t.confirm(t.people.member, uploadId)).statusCode).toBe(201)
  },
)

test('storage that is only slowed down for a moment is asked again, at most twice', async () => {
  const uploadId = await anUpload()
  let refusals = 0
  gate.watch({
    before: (step) => {
      if (step !== 'find upload' || refusals === 2) return undefined
      refusals++
      return { status: 503, body: xml('SlowDown') }
    },
  })
  expect((await t.confirm(t.people.member, uploadId)).statusCode).toBe(201)
  expect(refusals).toBe(2)
})

test('an upload that vanishes or changes between two looks is not confirmed', async () => {
  const { member } = t.people
  const gone = await anUpload()
  gate.watch({
    before: (step) => (step === 'copy' ? { status: 404, body: xml('NoSuchKey') } : undefined),
  })
  expect((await t.confirm(member, gone)).json().code).toBe('upload.incomplete')
  gate.watch({
    before: (step) =>
      step === 'copy' ? { status: 412, body: xml('PreconditionFailed') } : undefined,
  })
  expect((await t.confirm(member, gone)).json().code).toBe('upload.incomplete')
  gate.watch({})
  expect((await t.confirm(member, gone)).statusCode).toBe(201)
})
