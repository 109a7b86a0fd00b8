import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { expectUnavailable } from './expect-unavailable.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

test('ten times every connection is cut: the process lives and answers 503 or the truth', async () => {
  for (let round = 0; round < 10; round++) {
    const calls = Array.from({ length: 12 }, (_, i) =>
      i % 3 === 0
        ? t.as(t.people.member, 'POST', '/checkins', { body: { text: `1h #dev ${round}-${i}` } })
        : t.as(t.people.member, 'GET', i % 3 === 1 ? '/checkins' : '/me'),
    )
    await t.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'worksmart-api'`)
    for (const answer of await Promise.all(calls)) {
      if (answer.statusCode === 503) expectUnavailable(answer, 'database.unavailable')
      else expect([200, 201], answer.body).toContain(answer.statusCode)
    }
  }
  expect((await t.as(t.people.member, 'GET', '/me')).statusCode).toBe(200)
  expect((await t.as(undefined, 'GET', '/health/ready')).statusCode).toBe(200)
})

test('idle connections that are cut are replaced before anybody notices', async () => {
  await t.as(t.people.member, 'GET', '/me')
  await t.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'worksmart-api'`)
  while (t.pool.totalCount > 0) await new Promise(setImmediate)
  expect((await t.as(t.people.member, 'GET', '/me')).statusCode).toBe(200)
})
