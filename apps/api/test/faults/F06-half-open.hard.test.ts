import { type FaultProxy, startFaultProxy } from '@worksmart/dev-services/fault-proxy'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'
import { seen } from './seen.ts'

let t: TestApp
let proxy: FaultProxy
beforeAll(async () => {
  const admin = new URL(inject('adminUrl'))
  proxy = await startFaultProxy({ target: { host: admin.hostname, port: Number(admin.port) } })
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    databaseUrl: (direct) => {
      const url = new URL(direct)
      url.host = `127.0.0.1:${proxy.port}`
      return url.href
    },
  })
})
beforeEach(() => proxy.set({ kind: 'none' }))
afterAll(async () => {
  await t.close()
  await proxy.stop()
})

const list = () => t.as(t.people.member, 'GET', '/checkins')
const write = (key: string) =>
  t.as(t.people.member, 'POST', '/checkins', { body: { text: `1h #dev ${key}` }, key })

test.each([
  ['reading', list],
  ['writing', () => write('half-open')],
])('packets that are swallowed cost %s no more than six seconds', async (what, call) => {
  expect((await list()).statusCode).toBe(200)
  proxy.set({ kind: 'blackhole' })
  // The connection from before is there for ours, and so is nobody for the next one.
  const { answer, ms } = await timed(call)
  expectUnavailable(answer, 'database.timeout')
  expect(ms).toBeLessThan(6000)
  const next = await timed(list)
  expectUnavailable(next.answer, 'database.unavailable')
  expect(next.ms).toBeLessThan(2500)
  expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
  expect(t.pool.totalCount, 'the connection is destroyed').toBe(0)
  proxy.set({ kind: 'none' })
  const after = await timed(call)
  expect([200, 201]).toContain(after.answer.statusCode)
  expect((await t.sql('select from checkins')).length).toBe(what === 'writing' ? 1 : 0)
  seen(
    'F6',
    `${what} 503 database.timeout after ${ms.toFixed(0)}, the next 503 database.unavailable after ${next.ms.toFixed(0)}, well again after ${after.ms.toFixed(0)}`,
  )
})

test('a network that is three seconds late is 503 in time, and the pool is whole afterwards', async () => {
  proxy.set({ kind: 'latency', ms: 3000 })
  const late = await timed(list)
  expect([late.answer.statusCode, late.answer.json().code]).toEqual([503, 'database.timeout'])
  const fresh = await timed(list)
  expectUnavailable(fresh.answer, 'database.unavailable')
  expect(fresh.ms).toBeLessThan(2500)
  expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
  proxy.set({ kind: 'none' })
  const reads = await Promise.all(Array.from({ length: 12 }, list))
  expect(reads.map((answer) => answer.statusCode)).toEqual(Array(12).fill(200))
  seen(
    'F5',
    `3 s later each way: 503 database.timeout after ${late.ms.toFixed(0)}, connecting given up after ${fresh.ms.toFixed(0)}`,
  )
})
