import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { expectProblem } from '../expect-problem.ts'
import { timed } from './expect-unavailable.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    // A quarter of what production waits.
    env: { DATABASE_LOCK_TIMEOUT_MS: '500' },
  })
})
afterAll(() => t.close())

test('a write whose twin is still at work is 409 idempotency.in_progress in time, and works later', async () => {
  const { member } = t.people
  const write = () =>
    t.as(member, 'POST', '/checkins', { body: { text: '1h #dev twin' }, key: 'twin' })
  const twin = new pg.Client({ connectionString: t.urlFor('postgres') })
  await twin.connect()
  await twin.query('begin')
  await twin.query(
    `insert into idempotency_keys (workspace_id, user_id, route, key, fingerprint)
     values ($1, $2, 'POST /checkins', 'twin', repeat('a', 64))`,
    [member.workspaceId, member.id],
  )
  const { answer, ms } = await timed(write)
  expectProblem(answer, 409, 'idempotency.in_progress')
  expect(answer.headers['retry-after']).toBe('1')
  expect(ms).toBeLessThan(1000)
  expect(await t.sql('select from checkins')).toEqual([])
  await twin.query('rollback')
  await twin.end()
  expect((await write()).statusCode).toBe(201)
  expect(await t.sql('select from checkins')).toHaveLength(1)
})
