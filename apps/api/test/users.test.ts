// The people of a workspace: who may add one, who is told what, and that an admin is always left.

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin } from './factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const nora = (changes: object = {}) => ({
  email: `nora-${v7()}@here.test`,
  name: 'Nora New',
  role: 'member',
  ...changes,
})
const add = (who: Person, body: object, key?: string) =>
  t.as(who, 'POST', '/users', { body, ...(key === undefined ? {} : { key }) })

describe('adding a person', () => {
  test('makes an active row that can work at once, in the log with what was set', async () => {
    const { admin } = t.people
    const body = nora({ email: 'Nora@Here.test' })
    const answer = await add(admin, body)
    expect(answer.statusCode, answer.body).toBe(201)
    const person = answer.json()
    expect(person).toEqual({
      id: expect.any(String),
      name: 'Nora New',
      role: 'member',
      email: 'nora@here.test',
      active: true,
      timeZone: 'UTC',
      lastCheckinOn: null,
      identity: 'local',
      version: 1,
    })
    expect(answer.headers.etag).toBe(`"${person.id}.1"`)
    const her = { ...admin, id: person.id }
    expect((await t.as(her, 'GET', '/me')).json().name).toBe('Nora New')
    const lines = await t.sql(
      `select action, actor_id, fields, after from audit_log join audit_values v on v.audit_id = id
        where object_type = 'user' and object_id = $1`,
      [person.id],
    )
    expect(lines).toEqual([
      {
        action: 'user.added',
        actor_id: admin.id,
        fields: ['active', 'aiEnabled', 'email', 'name', 'role', 'timeZone'],
        after: expect.objectContaining({ email: 'nora@here.test', role: 'member' }),
      },
    ])
    const changed = await t.as(admin, 'PATCH', `/users/${person.id}`, {
      body: { role: 'manager' },
      ifMatch: answer.headers.etag as string,
    })
    expect(changed.json()).toMatchObject({ role: 'manager', version: 2 })
  })

  test('is an admin’s alone, and a refusal changes nothing', async () => {
    const before = await databaseHash(t)
    for (const who of [t.people.member, t.people.manager]) {
      const answer = await add(who, nora())
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'permission.denied'])
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('with an e-mail that is taken is 409, in any case and of a deactivated person too', async () => {
    const { admin, other } = t.people
    await t.sql('update users set active = false where id = $1', [other.id])
    for (const email of ['mia@here.test', 'MIA@HERE.TEST', 'otto@here.test']) {
      const answer = await add(admin, nora({ email }))
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'user.email_taken'])
      expect(answer.json().errors[0].pointer).toBe('/email')
    }
    await t.sql('update users set active = true where id = $1', [other.id])
    expect((await add(admin, nora({ email: 'sam@there.test' }))).statusCode).toBe(201)
  })

  test('twenty times at once with one e-mail makes one person', async () => {
    const body = nora()
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(t.people.admin, body)))
    const codes = answers.map((answer) => answer.statusCode)
    expect(codes.filter((code) => code === 201)).toHaveLength(1)
    expect(codes.filter((code) => code === 409)).toHaveLength(19)
  })

  test('again with its id is 200 with the row, and with anything else 409', async () => {
    const { admin, stranger } = t.people
    const body = { ...nora(), id: v7() }
    expect((await add(admin, body)).statusCode).toBe(201)
    const again = await add(admin, body)
    expect([again.statusCode, again.json().id]).toEqual([200, body.id])
    expect(again.headers.etag).toBe(`"${body.id}.1"`)
    for (const changes of [{ name: 'Other' }, { role: 'admin' }, { email: 'x@here.test' }]) {
      const other = await add(admin, { ...body, ...changes })
      expect([other.statusCode, other.json().code]).toEqual([409, 'user.id_taken'])
      expect(other.body).not.toContain('Nora')
    }
    const rows = await t.sql(
      "select from audit_log where action = 'user.added' and object_id = $1",
      [body.id],
    )
    expect(rows).toHaveLength(1)
    // Ids are a workspace's own, so one there says nothing of one here.
    expect((await add(admin, nora({ id: stranger.id }))).statusCode).toBe(201)
    expect((await t.as(stranger, 'GET', '/me')).json().email).toBe(stranger.email)
  })

  test('with an Idempotency-Key happens once and answers the same', async () => {
    const { admin } = t.people
    const body = nora()
    const answers = await Promise.all([1, 2, 3].map(() => add(admin, body, 'add-nora')))
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 201])
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    const [kept] = await t.sql<{ body: string }>(
      "select body from idempotency_keys where key = 'add-nora'",
    )
    expect(JSON.parse(kept?.body ?? '')).toEqual({ id: answers[0]?.json().id })
    const other = await add(admin, nora(), 'add-nora')
    expect(other.json()).toMatchObject({ status: 422, code: 'idempotency.key_reused' })
  })
})

describe('the list of people', () => {
  const lastOf = async (who: Person, whom: Person) =>
    (await t.as(who, 'GET', '/users'))
      .json()
      .items.find((item: { id: string }) => item.id === whom.id).lastCheckinOn

  test('says the newest day with time that is there, by the day worked', async () => {
    const { member, manager, admin, stranger } = t.people
    expect(await lastOf(manager, member)).toBeNull()
    await aCheckin(t, member, { workDate: '2026-11-20', createdAt: '2026-11-24T09:00:00.000Z' })
    await aCheckin(t, member, { workDate: '2026-11-22', createdAt: '2026-11-23T09:00:00.000Z' })
    await aCheckin(t, member, { workDate: '2026-11-24', deletedAt: '2026-11-24T09:30:00.000Z' })
    await aCheckin(t, stranger, { workDate: '2026-11-24' })
    expect(await lastOf(manager, member)).toBe('2026-11-22')
    expect(await lastOf(admin, member)).toBe('2026-11-22')
    expect(await lastOf(admin, t.people.other)).toBeNull()
  })
})

describe('the last admin', () => {
  const two = () =>
    t.sql("update users set role = 'admin', active = true where id = any($1::uuid[])", [
      [t.people.admin.id, t.people.manager.id],
    ])
  const version = async (id: string) =>
    (await t.sql<{ version: number }>('select version from users where id = $1', [id]))[0]?.version
  const patch = async (who: Person, whom: Person, body: object) =>
    t.as(who, 'PATCH', `/users/${whom.id}`, {
      body,
      ifMatch: `"${whom.id}.${await version(whom.id)}"`,
    })

  test.each([
    ['demote each other', (a: Person, b: Person) => patch(a, b, { role: 'member' })],
    ['deactivate each other', (a: Person, b: Person) => patch(a, b, { active: false })],
    ['ask to be erased', (a: Person) => t.as(a, 'DELETE', '/me')],
    ['erase each other', (a: Person, b: Person) => t.as(a, 'DELETE', `/users/${b.id}/data`)],
  ])('stays when two admins %s at once: exactly one has their way', async (_what, act) => {
    const { admin, manager } = t.people
    for (let round = 0; round < 3; round++) {
      await t.sql('delete from erasures')
      await two()
      const answers = await Promise.all([act(admin, manager), act(manager, admin)])
      const codes = answers.map((answer) => answer.statusCode).sort()
      expect(codes[0], JSON.stringify(codes)).toBeLessThan(300)
      // Whoever comes second is no admin any more, or is the last one.
      expect([403, 409]).toContain(codes[1])
      const left = await t.sql(
        "select from users where role = 'admin' and active and workspace_id = $1",
        [admin.workspaceId],
      )
      expect(left).toHaveLength(1)
    }
  })
})
