import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { aCheckin } from '../factories.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'
import { whileLocked } from './row-lock.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    env: { DATABASE_LOCK_TIMEOUT_MS: '250' },
  })
})
afterAll(() => t.close())

test('a row that someone else holds is 503 in time, and reading it still works', async () => {
  const id = await aCheckin(t, t.people.member)
  const ifMatch = `"${id}.1"`
  await whileLocked(t, id, async () => {
    for (const call of [
      () => t.as(t.people.member, 'PATCH', `/checkins/${id}`, { ifMatch, body: { minutes: 5 } }),
      () => t.as(t.people.member, 'DELETE', `/checkins/${id}`, { ifMatch }),
    ]) {
      const { answer, ms } = await timed(call)
      expectUnavailable(answer, 'database.lock_timeout')
      expect(ms).toBeLessThan(2100)
    }
    expect((await t.as(t.people.member, 'GET', `/checkins/${id}`)).statusCode).toBe(200)
  })
  const after = await t.as(t.people.member, 'DELETE', `/checkins/${id}`, { ifMatch })
  expect(after.statusCode).toBe(204)
})
