// What a person sets for themselves, and an admin for the workspace and for others.

import { aiFeatures } from '@worksmart/types/ai'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const version = async (table: string, id: string) =>
  (await t.sql<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]?.version
const patch = async (who: Person, whom: Person, body: object) =>
  t.as(who, 'PATCH', `/users/${whom.id}`, {
    body,
    ifMatch: `"${whom.id}.${await version('users', whom.id)}"`,
  })
const patchWorkspace = async (who: Person, body: object) =>
  t.as(who, 'PATCH', '/workspace', {
    body,
    ifMatch: `"${who.workspaceId}.${await version('workspaces', who.workspaceId)}"`,
  })
const me = async (who: Person) => (await t.as(who, 'GET', '/me')).json()
const all = (on: boolean) => Object.fromEntries(aiFeatures.map((feature) => [feature, on]))

describe('oneself', () => {
  test('a name, a time zone and the AI switch are one’s own to set', async () => {
    const { member } = t.people
    expect(await me(member)).toMatchObject({ aiEnabled: true, ai: all(true) })
    const answer = await patch(member, member, {
      name: 'Mia M.',
      timeZone: 'Europe/London',
      aiEnabled: false,
    })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({
      name: 'Mia M.',
      timeZone: 'Europe/London',
      aiEnabled: false,
    })
    expect(await me(member)).toMatchObject({ name: 'Mia M.', aiEnabled: false, ai: all(false) })
    expect(answer.headers.etag).toBe(`"${member.id}.2"`)
    await patch(member, member, { aiEnabled: true })
  })

  test('role and “active” are not, whoever one is', async () => {
    for (const who of [t.people.member, t.people.manager, t.people.admin]) {
      for (const body of [{ role: 'admin' }, { active: false }]) {
        const answer = await patch(who, who, body)
        expect([answer.statusCode, answer.json().code]).toEqual([403, 'user.self_change'])
      }
    }
  })

  test('an old version is 412 with the row as it is, and none is 428', async () => {
    const { other } = t.people
    const url = `/users/${other.id}`
    const stale = await t.as(other, 'PATCH', url, {
      body: { name: 'x' },
      ifMatch: `"${other.id}.9"`,
    })
    expect([stale.statusCode, stale.json().current.name]).toEqual([412, 'Otto Other'])
    expect((await t.as(other, 'PATCH', url, { body: { name: 'x' } })).statusCode).toBe(428)
  })
})

describe('another', () => {
  test('has a role and a place that an admin sets, and a name of their own', async () => {
    const { admin, other, manager, member } = t.people
    expect((await patch(admin, other, { role: 'manager' })).json()).toMatchObject({
      role: 'manager',
    })
    expect((await patch(admin, other, { active: false })).json()).toMatchObject({ active: false })
    expect((await t.as(other, 'GET', '/me')).json().code).toBe('account.inactive')
    await patch(admin, other, { active: true, role: 'member' })
    const before = await databaseHash(t)
    for (const [who, body] of [
      [admin, { name: 'Renamed' }],
      [admin, { aiEnabled: false }],
      [manager, { role: 'member' }],
      [member, { active: false }],
      [member, { name: 'Renamed' }],
    ] as const) {
      expect((await patch(who, other, body)).statusCode).toBe(403)
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('two admins cannot both go at once', async () => {
    const { admin, manager } = t.people
    await t.sql("update users set role = 'admin', active = true where id = any($1::uuid[])", [
      [admin.id, manager.id],
    ])
    const answers = await Promise.all([
      patch(admin, manager, { role: 'member' }),
      patch(manager, admin, { role: 'member' }),
    ])
    const codes = answers.map((answer) => answer.statusCode).sort()
    expect(codes[0]).toBe(200)
    expect([403, 409]).toContain(codes[1])
    const left = await t.sql(
      "select id from users where role = 'admin' and active and workspace_id = $1",
      [admin.workspaceId],
    )
    expect(left).toHaveLength(1)
    await t.sql("update users set role = 'admin' where id = $1", [admin.id])
    await t.sql("update users set role = 'manager' where id = $1", [manager.id])
  })
})

describe('the workspace', () => {
  test('has every AI feature on until an admin switches one off, for everybody', async () => {
    const { admin, member, manager } = t.people
    const read = await t.as(member, 'GET', '/workspace')
    expect(read.json()).toMatchObject({ name: 'Here', ai: all(true), version: 1 })
    const answer = await patchWorkspace(admin, { ai: { search: false } })
    expect(answer.json()).toMatchObject({ ai: { ...all(true), search: false }, version: 2 })
    await patchWorkspace(admin, { name: 'Renamed' })
    for (const who of [admin, member, manager]) {
      const { ai, workspace } = await me(who)
      expect(ai).toEqual({ ...all(true), search: false })
      expect(workspace.name).toBe('Renamed')
    }
    expect((await me(t.people.stranger)).ai).toEqual(all(true))
  })

  test('is changed by admins only, by a version that holds', async () => {
    const { member, manager, admin } = t.people
    for (const who of [member, manager]) {
      expect((await patchWorkspace(who, { name: 'x' })).statusCode).toBe(403)
    }
    const stale = await t.as(admin, 'PATCH', '/workspace', {
      body: { name: 'x' },
      ifMatch: `"${admin.workspaceId}.1"`,
    })
    expect([stale.statusCode, stale.json().current.name]).toEqual([412, 'Renamed'])
    const unknown = await patchWorkspace(admin, { ai: { telepathy: false } })
    expect([unknown.statusCode, unknown.json().errors[0].pointer]).toEqual([422, '/ai/telepathy'])
  })

  test('leaves one row in the log for each change', async () => {
    await t.sql('truncate audit_log cascade')
    await patchWorkspace(t.people.admin, { ai: { search: true } })
    await patch(t.people.member, t.people.member, { name: 'Mia Member' })
    const rows = await t.sql(
      `select action, object_type, fields from audit_log order by created_at, id`,
    )
    expect(rows).toEqual([
      { action: 'workspace.updated', object_type: 'workspace', fields: ['ai'] },
      { action: 'user.updated', object_type: 'user', fields: ['name'] },
    ])
  })
})
