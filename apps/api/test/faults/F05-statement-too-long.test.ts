import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { aCheckin } from '../factories.ts'
import { expectUnavailable } from './expect-unavailable.ts'
import { whileLocked } from './row-lock.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    env: { DATABASE_STATEMENT_TIMEOUT_MS: '250', DATABASE_LOCK_TIMEOUT_MS: '5000' },
  })
})
afterAll(() => t.close())

test('a statement over its time is cut, changes nothing, and leaves the pool whole', async () => {
  const id = await aCheckin(t, t.people.member)
  const edit = () =>
    t.as(t.people.member, 'PATCH', `/checkins/${id}`, {
      ifMatch: `"${id}.1"`,
      body: { minutes: 5 },
    })
  const answers = await whileLocked(t, id, async () => {
    const edits = [edit(), edit(), edit(), edit(), edit(), edit()]
    expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
    return Promise.all(edits)
  })
  for (const answer of answers) expectUnavailable(answer, 'database.timeout')
  expect((await edit()).json()).toMatchObject({ minutes: 5, version: 2 })
  const reads = Array.from({ length: 12 }, () => t.as(t.people.member, 'GET', '/checkins'))
  for (const answer of await Promise.all(reads)) expect(answer.statusCode).toBe(200)
})
