// Nobody's edit is overwritten unseen.

import type { Checkin } from '@worksmart/types/checkins'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aProject, aTask } from './factories.ts'
import { whileLocked } from './faults/row-lock.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const get = async (who: Person, id: string) =>
  (await t.as(who, 'GET', `/checkins/${id}`)).json() as Checkin

describe('editing', () => {
  test('of twenty edits with one version one wins, and nineteen learn what it became', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        t.as(member, 'PATCH', `/checkins/${id}`, {
          ifMatch: `"${id}.1"`,
          body: { activity: `edit ${i}` },
        }),
      ),
    )
    const won = answers.filter((answer) => answer.statusCode === 200)
    const lost = answers.filter((answer) => answer.statusCode === 412)
    expect([won.length, lost.length]).toEqual([1, 19])
    const now = await get(member, id)
    expect(now.version).toBe(2)
    expect(now).toEqual(won[0]?.json())
    for (const answer of lost) {
      expect(answer.json()).toMatchObject({ code: 'version.stale', current: now })
    }
    expect(won[0]?.headers.etag).toBe(`"${id}.2"`)
  })

  test('of edits that all read one version before the first is written, one wins', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member)
    const waiting = async () =>
      (
        await t.sql(`select from pg_stat_activity where datname = current_database()
          and wait_event_type = 'Lock' and query like 'update "checkins"%'`)
      ).length
    const asked = await whileLocked(t, id, async () => {
      const edits = [1, 2, 3, 4].map((i) =>
        t.as(member, 'PATCH', `/checkins/${id}`, {
          ifMatch: `"${id}.1"`,
          body: { activity: `edit ${i}` },
        }),
      )
      // As many as there are connections: each has seen version 1 and waits to change it.
      await expect.poll(waiting).toBe(4)
      // In an object, because a promise that is answered here would wait for the lock for ever.
      return { edits }
    })
    const answers = await Promise.all(asked.edits)
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 412, 412, 412])
    expect((await get(member, id)).version).toBe(2)
  })

  test('the ETag of one answer is the If-Match of the next', async () => {
    const { member } = t.people
    const created = await t.as(member, 'POST', '/checkins', { body: { text: '1h #dev start' } })
    const id = created.json().id as string
    const edited = await t.as(member, 'PATCH', `/checkins/${id}`, {
      ifMatch: String(created.headers.etag),
      body: { minutes: 30 },
    })
    const read = await t.as(member, 'GET', `/checkins/${id}`)
    expect(read.headers.etag).toBe(edited.headers.etag)
    const upper = String(read.headers.etag).toUpperCase()
    const again = await t.as(member, 'PATCH', `/checkins/${id.toUpperCase()}`, {
      ifMatch: upper,
      body: { minutes: 45 },
    })
    expect(again.statusCode).toBe(200)
  })

  test('without If-Match is 428, with a star, a weak tag or garbage 400', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member)
    const before = await databaseHash(t)
    for (const method of ['PATCH', 'DELETE'] as const) {
      const body = method === 'PATCH' ? { body: { minutes: 30 } } : {}
      const none = await t.as(member, method, `/checkins/${id}`, body)
      expect(none.json()).toMatchObject({ status: 428, code: 'version.required' })
      for (const ifMatch of [
        '*',
        `W/"${id}.1"`,
        `${id}.1`,
        `"${id}"`,
        `"${id}.0"`,
        `"${id}.-1"`,
        `"${id}.1e3"`,
        `"${id}.99999999999999999999"`,
        `"${v7()}.1"`,
        `"${id}.1", "${id}.2"`,
        'garbage',
      ]) {
        const answer = await t.as(member, method, `/checkins/${id}`, { ifMatch, ...body })
        expect(answer.json(), ifMatch).toMatchObject({ status: 400, code: 'version.malformed' })
      }
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('by fields leaves the line as it was typed and what was not sent as it was', async () => {
    const { member } = t.people
    const created = await t.as(member, 'POST', '/checkins', {
      body: { text: '9:00-10:00 #dev start', today: '2026-11-24', nowMin: 605 },
    })
    const before = created.json() as Checkin
    const answer = await t.as(member, 'PATCH', `/checkins/${before.id}`, {
      ifMatch: String(created.headers.etag),
      body: { tags: ['ops', 'ops'] },
    })
    const { updatedAt: _updatedAt, ...after } = answer.json() as Checkin
    expect(before).toMatchObject(Object.assign({}, after, { version: 1, tags: ['dev'] }) as object)
    expect(after).toMatchObject({ version: 2, tags: ['ops'], text: '9:00-10:00 #dev start' })
    expect(after.startedAt).toBe('2026-11-24T09:00:00.000Z')
  })

  test('by a line replaces every field', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member, { tags: ['old'], minutes: 5 })
    const answer = await t.as(member, 'PATCH', `/checkins/${id}`, {
      ifMatch: `"${id}.1"`,
      body: { text: '2h #new other work yesterday', today: '2026-11-24' },
    })
    expect(answer.json()).toMatchObject({
      text: '2h #new other work yesterday',
      activity: 'other work',
      minutes: 120,
      tags: ['new'],
      workDate: '2026-11-23',
      version: 2,
    })
  })

  test('a task brings its project, and another project drops the task', async () => {
    const { member } = t.people
    const web = await aProject(t, member, { key: 'WEB' })
    const app = await aProject(t, member, { key: 'APP' })
    const task = await aTask(t, member, web)
    const id = await aCheckin(t, member)
    const patch = (version: number, body: object) =>
      t.as(member, 'PATCH', `/checkins/${id}`, { ifMatch: `"${id}.${version}"`, body })
    expect((await patch(1, { taskId: task })).json()).toMatchObject({
      projectId: web,
      taskId: task,
    })
    expect((await patch(2, { projectId: app })).json()).toMatchObject({
      projectId: app,
      taskId: null,
    })
    expect((await patch(3, { projectId: app, taskId: task })).json()).toMatchObject({
      projectId: web,
      taskId: task,
    })
    expect((await patch(4, { projectId: null, taskId: null })).json()).toMatchObject({
      projectId: null,
      taskId: null,
    })
  })

  test('an archived project that is named by id is 409', async () => {
    const { member } = t.people
    const old = await aProject(t, member, { key: 'OLD', status: 'archived' })
    const id = await aCheckin(t, member)
    const patched = await t.as(member, 'PATCH', `/checkins/${id}`, {
      ifMatch: `"${id}.1"`,
      body: { projectId: old },
    })
    const posted = await t.as(member, 'POST', '/checkins', {
      body: { activity: 'x', minutes: 5, tags: [], workDate: '2026-11-24', projectId: old },
    })
    for (const answer of [patched, posted]) {
      expect(answer.json()).toMatchObject({
        status: 409,
        code: 'project.archived',
        errors: [{ pointer: '/projectId' }],
      })
    }
  })
})

describe('deleting', () => {
  test('takes the row away for everyone, twice is 404, and restore brings it back', async () => {
    const { member, admin } = t.people
    const id = await aCheckin(t, member)
    const remove = () => t.as(member, 'DELETE', `/checkins/${id}`, { ifMatch: `"${id}.1"` })
    expect((await remove()).statusCode).toBe(204)
    expect((await remove()).statusCode).toBe(404)
    expect((await t.as(admin, 'GET', `/checkins/${id}`)).statusCode).toBe(404)
    const list = await t.as(member, 'GET', '/checkins?limit=100')
    expect(list.body).not.toContain(id)
    const bin = await t.as(member, 'GET', '/checkins?deleted=true')
    expect(bin.body).toContain(id)

    const restored = await t.as(member, 'POST', `/checkins/${id}/restore`)
    expect(restored.json()).toMatchObject({ id, version: 3 })
    expect(restored.headers.etag).toBe(`"${id}.3"`)
    expect(await get(member, id)).toEqual(restored.json())
  })

  test('a row that is not deleted is restored to what it is', async () => {
    const { member } = t.people
    const id = await aCheckin(t, member)
    const before = await databaseHash(t)
    const answer = await t.as(member, 'POST', `/checkins/${id}/restore`)
    expect(answer.json()).toMatchObject({ id, version: 1 })
    expect(await databaseHash(t)).toEqual(before)
  })

  test('against an edit at the same time exactly one of the two wins', async () => {
    const { member } = t.people
    for (let i = 0; i < 10; i++) {
      const id = await aCheckin(t, member)
      const ifMatch = `"${id}.1"`
      const [edit, removal] = await Promise.all([
        t.as(member, 'PATCH', `/checkins/${id}`, { ifMatch, body: { minutes: 5 } }),
        t.as(member, 'DELETE', `/checkins/${id}`, { ifMatch }),
      ])
      const both = [edit.statusCode, removal.statusCode]
      expect([
        [200, 412],
        [404, 204],
      ]).toContainEqual(both)
    }
  })
})

describe('another person’s row', () => {
  const methods = [
    ['PATCH', '', { minutes: 5 }],
    ['DELETE', '', {}],
    ['POST', '/restore', {}],
  ] as const

  test.each(methods)('%s%s: an admin has to say why', async (method, end, body) => {
    const { admin, member } = t.people
    const deletedAt = end === '' ? null : '2026-11-24T09:30:00.000Z'
    const id = await aCheckin(t, member, { deletedAt })
    const call = (sent: object | undefined) =>
      t.as(admin, method, `/checkins/${id}${end}`, { ifMatch: `"${id}.1"`, body: sent })
    const before = await databaseHash(t)
    for (const sent of [body, { ...body, reason: '   ' }]) {
      const refused = await call(sent)
      expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/reason' }] })
    }
    expect(await databaseHash(t)).toEqual(before)
    expect((await call({ ...body, reason: 'Wrong day.' })).statusCode).toBeLessThan(300)
    const [logged] = await t.sql(
      'select actor_id, actor_role, reason from audit_log where object_id = $1',
      [id],
    )
    expect(logged).toEqual({ actor_id: admin.id, actor_role: 'admin', reason: 'Wrong day.' })
  })

  test.each(methods)('%s%s: a manager gets 403, a member 404', async (method, end, body) => {
    const { manager, other, member } = t.people
    const deletedAt = end === '' ? null : '2026-11-24T09:30:00.000Z'
    const id = await aCheckin(t, member, { deletedAt })
    const call = (who: Person) =>
      t.as(who, method, `/checkins/${id}${end}`, {
        ifMatch: `"${id}.1"`,
        body: { ...body, reason: 'Because.' },
      })
    expect((await call(manager)).json()).toMatchObject({ status: 403, code: 'permission.denied' })
    expect((await call(other)).json()).toMatchObject({ status: 404, code: 'checkin.not_found' })
  })
})
