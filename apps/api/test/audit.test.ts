// Every change leaves exactly one row in the log, with what was there and what is there now.

import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { canonicalJson } from '../src/canonical-json.ts'
import { createTestApp, type TestApp } from './app.ts'
import { aCheckin } from './factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
beforeEach(async () => {
  await t.sql('truncate audit_log cascade')
})
afterAll(() => t.close())

type Logged = {
  actor_id: string
  actor_role: string
  action: string
  object_type: string
  object_id: string
  fields: string[]
  reason: string | null
  request_id: string
  values_hash: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

const logged = () =>
  t.sql<Logged>(`select * from audit_log a
    join audit_values v on v.workspace_id = a.workspace_id and v.audit_id = a.id order by a.id`)

describe('one row for', () => {
  test('a check-in that is logged', async () => {
    const { member } = t.people
    const answer = await t.as(member, 'POST', '/checkins', { body: { text: '2h #dev fix nav' } })
    const [row, ...others] = await logged()
    expect(others).toEqual([])
    expect(row).toMatchObject({
      actor_id: member.id,
      actor_role: 'member',
      action: 'checkin.created',
      object_type: 'checkin',
      object_id: answer.json().id,
      reason: null,
      request_id: answer.headers['x-request-id'],
      before: null,
    })
    expect(row?.after).toMatchObject({ activity: 'fix nav', minutes: 120, tags: ['dev'] })
  })

  test('an edit, with the fields that changed and no others', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member, { minutes: 60, tags: ['dev'] })
    await t.as(member, 'PATCH', `/checkins/${id}`, {
      ifMatch: `"${id}.1"`,
      body: { minutes: 90, tags: ['dev'] },
    })
    const [row, ...others] = await logged()
    expect(others).toEqual([])
    expect(row).toMatchObject({ action: 'checkin.updated', fields: ['minutes'] })
    expect([row?.before?.minutes, row?.after?.minutes]).toEqual([60, 90])
  })

  test('a removal and a restore, with what went and what came back', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member, { activity: 'gone' })
    await t.as(member, 'DELETE', `/checkins/${id}`, { ifMatch: `"${id}.1"` })
    await t.as(member, 'POST', `/checkins/${id}/restore`)
    const rows = await logged()
    expect(rows.map((row) => row.action)).toEqual(['checkin.deleted', 'checkin.restored'])
    expect(rows[0]).toMatchObject({ before: { activity: 'gone' }, after: null })
    expect(rows[1]).toMatchObject({ before: null, after: { activity: 'gone' } })
  })

  test('each row that a batch creates', async () => {
    const items = Array.from({ length: 25 }, (_, i) => ({ text: `1h #dev ${i}`, sourceId: v7() }))
    const body = { items: [...items, { text: 'no time', sourceId: v7() }, items[0]] }
    const answer = await t.as(t.people.member, 'POST', '/checkins/batch', { body })
    const made = answer.json().created.map((one: { id: string }) => one.id)
    const rows = await logged()
    expect(rows.map((row) => row.object_id).sort()).toEqual(made.sort())
    expect(new Set(rows.map((row) => row.request_id)).size).toBe(1)
  })

  test('the sample data, once', async () => {
    await t.as(t.people.admin, 'POST', '/sample-data')
    await t.as(t.people.admin, 'POST', '/sample-data')
    await t.as(t.people.admin, 'DELETE', '/sample-data')
    const rows = await t.sql('select action from audit_log order by id')
    expect(rows.map((row) => row.action)).toEqual(['sample_data.added', 'sample_data.removed'])
  })
})

test('what changes nothing leaves no row', async () => {
  const { member, manager } = t.people
  const id = await aCheckin(t, member)
  const body = { id: v7(), text: '1h #dev once' }
  await t.as(member, 'POST', '/checkins', { body, key: 'once' })
  await t.sql('truncate audit_log cascade')
  await t.as(member, 'POST', '/checkins', { body, key: 'once' })
  await t.as(member, 'POST', '/checkins', { body })
  await t.as(member, 'POST', `/checkins/${id}/restore`)
  await t.as(member, 'PATCH', `/checkins/${id}`, { ifMatch: `"${id}.7"`, body: { minutes: 1 } })
  await t.as(manager, 'PATCH', `/checkins/${id}`, { ifMatch: `"${id}.1"`, body: { minutes: 1 } })
  await t.as(member, 'POST', '/checkins', { body: { text: 'no time' } })
  const dry = { items: [{ text: '1h #dev dry', sourceId: 's' }], dryRun: true }
  await t.as(member, 'POST', '/checkins/batch', { body: dry })
  // That somebody was told no is no change, and has tests of its own.
  expect(await t.sql("select * from audit_log where action <> 'access.refused'")).toEqual([])
  expect(await t.sql('select * from audit_values')).toEqual([])
})

test('the hash in the log is that of the values beside it', async () => {
  const { member } = t.people
  const id = await aCheckin(t, member, { activity: 'quotes " and 🙂' })
  await t.as(member, 'PATCH', `/checkins/${id}`, { ifMatch: `"${id}.1"`, body: { minutes: 5 } })
  const [row] = await logged()
  const text = canonicalJson([row?.before, row?.after])
  expect(row?.values_hash).toBe(createHash('sha256').update(text).digest('hex'))
})

describe('reading leaves a line too', () => {
  const actions = async () =>
    (await logged()).map((row) => [row.action, row.actor_id, row.object_type, row.object_id])

  test('when a manager looks at a colleague’s check-ins, once in an hour', async () => {
    const { manager, member, other, admin } = t.people
    const id = await aCheckin(t, member)
    for (const url of [
      `/checkins?userId=${member.id}`,
      `/checkins/${id}`,
      `/checkins/stats?userId=${member.id}`,
      '/checkins',
      '/checkins',
      `/checkins?userId=${manager.id}`,
    ]) {
      expect((await t.as(manager, 'GET', url)).statusCode).toBe(200)
    }
    await t.as(admin, 'GET', `/checkins?userId=${other.id}`)
    expect(await actions()).toEqual([
      ['checkins.read', manager.id, 'user', member.id],
      ['checkins.read', manager.id, 'workspace', manager.workspaceId],
      ['checkins.read', admin.id, 'user', other.id],
    ])
  })

  test('not when people look at their own', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member)
    for (const url of ['/checkins', '/checkins/stats', `/checkins/${id}`]) {
      expect((await t.as(member, 'GET', url)).statusCode).toBe(200)
    }
    expect(await actions()).toEqual([])
  })

  test('every export, with its filters', async () => {
    const { member } = t.people
    await t.as(member, 'GET', '/checkins/export?format=csv&tag=dev')
    await t.as(member, 'GET', '/checkins/export')
    const rows = await logged()
    expect(rows.map((row) => row.action)).toEqual(['checkins.exported', 'checkins.exported'])
    expect(rows[0]?.after).toMatchObject({ format: 'csv', tag: 'dev' })
  })
})
