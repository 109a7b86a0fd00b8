import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { aCheckin } from '../factories.ts'
import { expectUnavailable } from './expect-unavailable.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

async function setReadOnly(value: 'on' | 'off'): Promise<void> {
  await t.sql(`do $$ begin execute format(
    'alter role ws_app in database %I set default_transaction_read_only = ${value}', current_database()); end $$`)
  await t.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'worksmart-api'`)
  while (t.pool.totalCount > 0) await new Promise(setImmediate)
}

test('a database that only reads answers reads, and writes are 503', async () => {
  const id = await aCheckin(t, t.people.member)
  await t.as(t.people.member, 'GET', '/me')
  await setReadOnly('on')
  for (const url of [
    '/checkins',
    '/checkins/stats',
    '/checkins/export',
    '/me',
    '/tags',
    '/users',
  ]) {
    expect((await t.as(t.people.member, 'GET', url)).statusCode, url).toBe(200)
  }
  const ifMatch = `"${id}.1"`
  for (const call of [
    () => t.as(t.people.member, 'POST', '/checkins', { body: { text: '1h #dev x' }, key: 'k' }),
    () => t.as(t.people.member, 'PATCH', `/checkins/${id}`, { ifMatch, body: { minutes: 5 } }),
    () => t.as(t.people.member, 'DELETE', `/checkins/${id}`, { ifMatch }),
  ]) {
    expectUnavailable(await call(), 'database.read_only')
  }
  await setReadOnly('off')
  const after = await t.as(t.people.member, 'DELETE', `/checkins/${id}`, { ifMatch })
  expect(after.statusCode).toBe(204)
})
