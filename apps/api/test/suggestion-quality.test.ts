// How good suggestions are, as their readers are told: what people did with them.

import type { Anomalies } from '@worksmart/types/anomalies'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aSuggestion } from './ai-factories.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { aDocument } from './factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const quality = async (who: Person, query = '') => {
  const answer = await t.as(who, 'GET', `/anomalies?suggestions=1${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return (answer.json() as Anomalies).suggestions
}

async function decided(who: Person, outcome: string | null, seed: { kind?: string } = {}) {
  const id = await aSuggestion(t, who, seed)
  await t.sql('update ai_feedback set outcome = $2 where id = $1', [id, outcome])
  return id
}

test('nothing shown is an empty list, and who does not ask is told nothing', async () => {
  expect(await quality(t.people.admin)).toEqual([])
  const unasked = await t.as(t.people.admin, 'GET', '/anomalies')
  expect(unasked.json().suggestions).toBeNull()
  expect((await t.as(t.people.admin, 'GET', '/anomalies?suggestions=2')).statusCode).toBe(422)
})

test('a member is told of their own, a manager of everybody’s, and of one person when asked', async () => {
  const { member, other, manager, admin, stranger } = t.people
  for (const outcome of ['accepted', 'accepted', 'edited', 'dismissed', null]) {
    await decided(member, outcome)
  }
  await decided(other, 'accepted')
  await decided(other, 'accepted', { kind: 'narrative' })
  await decided(stranger, 'dismissed')
  const old = await decided(member, 'dismissed')
  await t.sql("update ai_feedback set created_at = now() - interval '31 days' where id = $1", [old])
  const own = { kind: 'tag', shown: 5, accepted: 2, edited: 1, dismissed: 1 }
  expect(await quality(member)).toEqual([own])
  const all = [
    { ...own, shown: 6, accepted: 3 },
    { kind: 'narrative', shown: 1, accepted: 1, edited: 0, dismissed: 0 },
  ]
  expect(await quality(manager)).toEqual(all)
  expect(await quality(admin)).toEqual(all)
  expect(await quality(manager, `&userId=${member.id}`)).toEqual([own])
  expect(await quality(stranger)).toMatchObject([{ kind: 'tag', shown: 1, dismissed: 1 }])
})

test('what was decided about a private document is counted for its uploader and for admins', async () => {
  const { other, manager, admin } = t.people
  const documentId = await aDocument(t, other)
  const id = await decided(other, 'accepted', { kind: 'document' })
  await t.sql('update ai_feedback set document_id = $2 where id = $1', [id, documentId])
  const ofDocuments = async (who: Person) =>
    ((await quality(who)) ?? []).filter(({ kind }) => kind === 'document')
  const one = { kind: 'document', shown: null, accepted: 1, edited: 0, dismissed: 0 }
  expect(await ofDocuments(other)).toEqual([one])
  expect(await ofDocuments(admin)).toEqual([one])
  expect(await ofDocuments(manager)).toEqual([])
})
