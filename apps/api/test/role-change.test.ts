// A list asks the database in one trip with the role it saw last. Whatever the role is now decides.

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'

let t: TestApp

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  for (const person of [t.people.member, t.people.other]) {
    const logged = await t.as(person, 'POST', '/checkins', { body: { text: '1h #dev fix login' } })
    expect(logged.statusCode).toBe(201)
  }
})
afterAll(() => t.close())

const setRole = (person: Person, role: string) =>
  t.sql('update users set role = $2 where id = $1', [person.id, role])

async function ownersSeenBy(person: Person): Promise<string[]> {
  const page = await t.as(person, 'GET', '/checkins')
  expect(page.statusCode).toBe(200)
  return page.json().items.map((row: { userId: string }) => row.userId)
}

test('a person who becomes a manager sees the team in the next list', async () => {
  const { member, other } = t.people
  expect(await ownersSeenBy(member)).toEqual([member.id])
  await setRole(member, 'manager')
  expect((await ownersSeenBy(member)).sort()).toEqual([member.id, other.id].sort())
  await setRole(member, 'member')
  expect(await ownersSeenBy(member)).toEqual([member.id])
})

test('a refusal of the old role does not outlive it, nor does a permission', async () => {
  const { member, other } = t.people
  const url = `/checkins?userId=${other.id}`
  expect((await t.as(member, 'GET', url)).statusCode).toBe(403)
  await setRole(member, 'manager')
  expect((await t.as(member, 'GET', url)).json().items).toHaveLength(1)
  await setRole(member, 'member')
  expect((await t.as(member, 'GET', url)).statusCode).toBe(403)
  expect((await t.as(member, 'GET', `/checkins/stats?userId=${other.id}`)).statusCode).toBe(403)
})

test('a person who is no longer active is refused in the next list', async () => {
  const { other } = t.people
  expect(await ownersSeenBy(other)).toEqual([other.id])
  await t.sql('update users set active = false where id = $1', [other.id])
  const refused = await t.as(other, 'GET', '/checkins')
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'account.inactive'])
})
