import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aFile, createDocumentsApp, type DocumentsApp, put } from '../documents-app.ts'
import { type Step, type StorageGate, startStorageGate } from '../storage-gate.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'

// A quarter of what production waits.
const timeoutMs = 750
let t: DocumentsApp
let gate: StorageGate
beforeAll(async () => {
  t = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    timeoutMs,
    endpointFor: async (store) => {
      gate = await startStorageGate(() => store.url)
      return gate.url
    },
  })
})
afterAll(async () => {
  await t.close()
  await gate.close()
})

/** A step that never answers until the test lets go of it. */
function hold(held: Step): () => void {
  let letGo = () => {}
  const over = new Promise<void>((resolve) => {
    letGo = resolve
  })
  gate.watch({ after: (step) => (step === held ? over : undefined) })
  return () => {
    gate.watch({})
    letGo()
  }
}

test.each(['find upload', 'find document', 'read start'] as const)(
  'storage that hangs at “%s” is 503 storage.timeout in time, and the next try works',
  async (step) => {
    const { member } = t.people
    const file = aFile()
    const upload = await t.begin(member, file)
    await put(upload, file.bytes)
    const letGo = hold(step)
    const { answer, ms } = await timed(() => t.confirm(member, upload.uploadId))
    expectUnavailable(answer, 'storage.timeout')
    expect(ms).toBeLessThan(timeoutMs + 500)
    letGo()
    expect((await t.confirm(member, upload.uploadId)).statusCode).toBe(201)
  },
)

test('a download that hangs is 503 in time and leaves no line in the log', async () => {
  const { member } = t.people
  const { id } = await t.upload(member)
  const letGo = hold('find document')
  const { answer, ms } = await timed(() => t.as(member, 'GET', `/documents/${id}/download`))
  expectUnavailable(answer, 'storage.timeout')
  expect(ms).toBeLessThan(timeoutMs + 500)
  letGo()
  expect(await t.sql("select from audit_log where action = 'document.downloaded'")).toEqual([])
})

test('a cleaning up that hangs after a confirm does not hold its answer for ever', async () => {
  const { member } = t.people
  const file = aFile()
  const upload = await t.begin(member, file)
  await put(upload, file.bytes)
  const letGo = hold('remove upload')
  const { answer, ms } = await timed(() => t.confirm(member, upload.uploadId))
  expect(answer.statusCode).toBe(201)
  expect(ms).toBeLessThan(timeoutMs + 500)
  letGo()
})

test('no connection of the database is held while storage is waited for', async () => {
  const { member } = t.people
  const uploads = []
  for (let i = 0; i < 8; i++) {
    const file = aFile()
    const upload = await t.begin(member, file)
    await put(upload, file.bytes)
    uploads.push(upload)
  }
  const letGo = hold('copy')
  const confirms = uploads.map((upload) => t.confirm(member, upload.uploadId))
  await expect.poll(() => gate.seen.filter((step) => step === 'copy').length).toBeGreaterThan(7)
  const { answer, ms } = await timed(() => t.as(member, 'GET', '/documents'))
  expect([answer.statusCode, ms < 1000]).toEqual([200, true])
  letGo()
  for (const confirmed of await Promise.all(confirms)) expect(confirmed.statusCode).toBe(201)
})
