import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../app.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'
import { createTestAppWithCluster } from './own-cluster.ts'
import { seen } from './seen.ts'

let t: TestApp
let close: () => Promise<void>
beforeAll(async () => {
  ;({ t, close } = await createTestAppWithCluster({ settings: { max_connections: '20' } }))
})
afterAll(() => close())

test('a database whose connections are all taken is 503 database.busy, until one is free', async () => {
  const me = () => t.as(t.people.member, 'GET', '/checkins')
  expect((await me()).statusCode).toBe(200)
  await t.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'worksmart-api'`)
  await expect.poll(() => t.pool.totalCount).toBe(0)
  const others: pg.Client[] = []
  let refusal = ''
  while (refusal === '') {
    const other = new pg.Client({ connectionString: t.urlFor('ws_app') })
    other.on('error', () => {})
    await other.connect().then(
      () => others.push(other),
      (error: { code?: string }) => {
        refusal = error.code ?? 'none'
      },
    )
  }
  expect(refusal).toBe('53300')
  for (const call of [
    me,
    () => t.as(t.people.member, 'POST', '/checkins', { body: { text: '1h #dev x' }, key: 'k' }),
  ]) {
    const { answer, ms } = await timed(call)
    expectUnavailable(answer, 'database.busy')
    expect(ms).toBeLessThan(2100)
    seen('F12', `503 database.busy after ${ms.toFixed(0)} with ${others.length} others`)
  }
  expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
  await Promise.all(others.map((other) => other.end()))
  await expect.poll(async () => (await me()).statusCode, { timeout: 5000 }).toBe(200)
  expect(await t.sql('select from checkins')).toEqual([])
})
