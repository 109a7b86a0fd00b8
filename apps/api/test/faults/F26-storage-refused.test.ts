import { type FaultProxy, startFaultProxy } from '@worksmart/dev-services/fault-proxy'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { aFile, createDocumentsApp, type DocumentsApp, put } from '../documents-app.ts'
import { aDocument } from '../factories.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'

let t: DocumentsApp
let proxy: FaultProxy
beforeAll(async () => {
  t = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    endpointFor: async (store) => {
      proxy = await startFaultProxy({
        target: { host: '127.0.0.1', port: Number(new URL(store.url).port) },
      })
      return `http://127.0.0.1:${proxy.port}`
    },
  })
})
beforeEach(() => proxy.set({ kind: 'none' }))
afterAll(async () => {
  await t.close()
  await proxy.stop()
})

test.each(['reset', 'drop'] as const)(
  'storage that is away (%s) costs confirm and download alone, and is found again by itself',
  async (kind) => {
    const { member } = t.people
    const kept = await t.upload(member)
    const file = aFile()
    proxy.set({ kind })
    const presigned = await t.presign(member, file)
    expect(presigned.statusCode, 'signing asks nobody').toBe(200)
    const upload = presigned.json()
    expect((await put(upload, file.bytes)).status, 'the browser has its own way').toBe(200)
    for (const call of [
      () => t.confirm(member, upload.uploadId),
      () => t.as(member, 'GET', `/documents/${kept.id}/download`),
    ]) {
      const { answer, ms } = await timed(call)
      expectUnavailable(answer, 'storage.unavailable')
      expect(ms).toBeLessThan(3500)
    }
    for (const url of ['/documents', `/documents/${kept.id}`, '/checkins', '/me']) {
      expect((await t.as(member, 'GET', url)).statusCode).toBe(200)
    }
    const rename = { body: { name: 'new.txt' }, ifMatch: `"${kept.id}.1"` }
    expect((await t.as(member, 'PATCH', `/documents/${kept.id}`, rename)).statusCode).toBe(200)
    const ready = await t.as(undefined, 'GET', '/health/ready')
    expect([ready.statusCode, ready.json().status]).toEqual([200, 'degraded'])
    const health = await t.as(undefined, 'GET', '/health/storage')
    expect([health.statusCode, health.json().status]).toEqual([503, 'unavailable'])
    expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)

    proxy.set({ kind: 'none' })
    expect((await t.confirm(member, upload.uploadId)).statusCode).toBe(201)
    expect((await t.as(member, 'GET', `/documents/${kept.id}/download`)).statusCode).toBe(200)
    expect((await t.as(undefined, 'GET', '/health/storage')).json().status).toBe('ok')
    expect((await t.as(undefined, 'GET', '/health/ready')).json().status).toBe('ok')
  },
)

test('an installation without storage says so, and everything else works', async () => {
  const none = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ storage: null }),
  })
  const { member } = none.people
  const id = await aDocument(none, member)
  expectUnavailable(await none.presign(member), 'storage.unavailable')
  expectUnavailable(await none.confirm(member, id), 'storage.unavailable')
  expectUnavailable(
    await none.as(member, 'GET', `/documents/${id}/download`),
    'storage.unavailable',
  )
  expect((await none.as(member, 'GET', '/documents')).json().items).toHaveLength(1)
  expect((await none.as(undefined, 'GET', '/health/storage')).json()).toEqual({ status: 'off' })
  expect((await none.as(undefined, 'GET', '/health/ready')).json().status).toBe('ok')
  await none.close()
})
