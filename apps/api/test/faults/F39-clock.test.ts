import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'

const hour = 60 * 60_000
let aheadMs = 0
let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ now: () => new Date(Date.now() + aheadMs) }),
  })
})
afterAll(() => t.close())

test('an api whose clock is an hour off orders rows by the clock of the database', async () => {
  const made: string[] = []
  for (aheadMs of [hour, -hour, 0, hour]) {
    const answer = await t.as(t.people.member, 'POST', '/checkins', {
      body: { text: `1h #dev off by ${aheadMs}` },
    })
    expect(answer.statusCode).toBe(201)
    expect(Math.abs(Date.parse(answer.json().createdAt) - Date.now())).toBeLessThan(60_000)
    made.push(answer.json().id)
    const { id, version } = answer.json()
    const edited = await t.as(t.people.member, 'PATCH', `/checkins/${id}`, {
      ifMatch: `"${id}.${version}"`,
      body: { minutes: 5 },
    })
    expect(Math.abs(Date.parse(edited.json().updatedAt) - Date.now())).toBeLessThan(60_000)
  }
  const list = await t.as(t.people.member, 'GET', '/checkins')
  expect(list.json().items.map((row: { id: string }) => row.id)).toEqual(made.reverse())
  const times = await t.sql<{ at: Date }>('select created_at as at from audit_log')
  expect(times.filter(({ at }) => Math.abs(at.getTime() - Date.now()) > 60_000)).toEqual([])
})
