// Projects through the api: keys, owners, dates, the archive, the bin, versions and retries.

import type { Project, ProjectPage } from '@worksmart/types/projects'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aProject, aTask } from './factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const post = (body: object, who: Person = t.people.manager, key?: string) =>
  t.as(who, 'POST', '/projects', { body, ...(key === undefined ? {} : { key }) })
const change = (
  who: Person,
  method: 'PATCH' | 'DELETE',
  { id, version }: { id: string; version: number },
  body?: object,
) => t.as(who, method, `/projects/${id}`, { ifMatch: `"${id}.${version}"`, body })
const get = async (id: string) =>
  (await t.as(t.people.member, 'GET', `/projects/${id}`)).json() as Project
const make = async (body: object) => (await post(body)).json() as Project

describe('creating', () => {
  test('needs a key and a name, and belongs to who made it', async () => {
    const made = await post({ key: 'WEB', name: 'Website' })
    expect(made.statusCode).toBe(201)
    const project = made.json() as Project
    expect(project).toMatchObject({
      status: 'on_track',
      ownerId: t.people.manager.id,
      description: '',
      version: 1,
    })
    expect(made.headers.etag).toBe(`"${project.id}.1"`)
    expect(await get(project.id)).toEqual(project)
  })

  test('with a key that is taken is 409 and names it, also when its project is deleted', async () => {
    const gone = await make({ key: 'GONE', name: 'Gone' })
    expect((await change(t.people.admin, 'DELETE', gone)).statusCode).toBe(204)
    for (const key of ['WEB', 'GONE']) {
      const refused = await post({ key, name: 'Another' })
      expect(refused.json()).toMatchObject({
        status: 409,
        code: 'project.key_taken',
        errors: [{ pointer: '/key' }],
      })
    }
    const other = await make({ key: 'FREE', name: 'Free' })
    const renamed = await change(t.people.manager, 'PATCH', other, { key: 'GONE' })
    expect(renamed.json()).toMatchObject({ status: 409, code: 'project.key_taken' })
    const theirs = await post({ key: 'WEB', name: 'Theirs' }, t.people.stranger)
    expect(theirs.statusCode).toBe(201)
  })

  test('twenty times at once with one id makes one, and with one key too', async () => {
    const body = { id: v7(), key: 'ONCE', name: 'Once' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)))
    const codes = answers.map((answer) => answer.statusCode).sort()
    expect(codes).toEqual([...Array(19).fill(200), 201])
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    const keyed = { key: 'KEYED', name: 'Keyed' }
    const replays = await Promise.all(
      Array.from({ length: 20 }, () => post(keyed, t.people.manager, 'one-key')),
    )
    expect(replays.map((answer) => answer.statusCode)).toEqual(Array(20).fill(201))
    expect(new Set(replays.map((answer) => answer.body)).size).toBe(1)
    const other = await post({ ...keyed, name: 'Other' }, t.people.manager, 'one-key')
    expect(other.json()).toMatchObject({ status: 422, code: 'idempotency.key_reused' })
  })

  test('with an id that has other content is 409', async () => {
    const id = v7()
    await post({ id, key: 'MINE', name: 'Mine' })
    const refused = await post({ id, key: 'MINE', name: 'Not the same' })
    expect(refused.json()).toMatchObject({ status: 409, code: 'project.id_taken' })
  })

  test('with an owner who is not here is 404 and names the field', async () => {
    const { stranger, other } = t.people
    await t.sql('update users set active = false where id = $1', [other.id])
    for (const ownerId of [v7(), stranger.id, other.id]) {
      const refused = await post({ key: 'OWN', name: 'Owned', ownerId })
      expect(refused.json()).toMatchObject({
        status: 404,
        code: 'user.not_found',
        errors: [{ pointer: '/ownerId' }],
      })
    }
    await t.sql('update users set active = true where id = $1', [other.id])
    expect((await post({ key: 'OWN', name: 'Owned', ownerId: null })).json().ownerId).toBeNull()
  })

  test('with dates out of order is 422 at the due date, in a patch of one of them too', async () => {
    const dates = { startsOn: '2026-11-24', dueOn: '2026-11-23' }
    const refused = await post({ key: 'DATES', name: 'Dates', ...dates })
    const made = await make({ key: 'DATES', name: 'Dates', startsOn: '2026-11-24' })
    const late = await change(t.people.manager, 'PATCH', made, { dueOn: '2026-11-01' })
    for (const answer of [refused, late]) {
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/dueOn' }] })
    }
    const same = await change(t.people.manager, 'PATCH', made, { dueOn: '2026-11-24' })
    expect(same.statusCode).toBe(200)
  })
})

describe('changing', () => {
  test('of twenty edits with one version one wins, and the rest learn what it became', async () => {
    const project = await make({ key: 'RACE', name: 'Race' })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        change(t.people.manager, 'PATCH', project, { name: `Edit ${i}` }),
      ),
    )
    const won = answers.filter((answer) => answer.statusCode === 200)
    expect(won).toHaveLength(1)
    const now = await get(project.id)
    expect(won[0]?.json()).toEqual(now)
    for (const lost of answers.filter((answer) => answer !== won[0])) {
      expect(lost.json()).toMatchObject({ status: 412, code: 'version.stale', current: now })
    }
  })

  test('without If-Match is 428 and changes nothing', async () => {
    const project = await make({ key: 'FIRM', name: 'Firm' })
    const before = await databaseHash(t)
    for (const method of ['PATCH', 'DELETE'] as const) {
      const body = method === 'PATCH' ? { body: { name: 'x' } } : {}
      const answer = await t.as(t.people.admin, method, `/projects/${project.id}`, body)
      expect(answer.json()).toMatchObject({ status: 428, code: 'version.required' })
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('by its owner works for a member, up to handing it on', async () => {
    const { member, other } = t.people
    const project = await make({ key: 'HAND', name: 'Hand', ownerId: member.id })
    const handed = await change(member, 'PATCH', project, { ownerId: other.id })
    expect(handed.json()).toMatchObject({ ownerId: other.id, version: 2 })
    const again = await change(member, 'PATCH', handed.json(), { name: 'Mine after all' })
    expect(again.json()).toMatchObject({ status: 403, code: 'permission.denied' })
  })
})

describe('the archive', () => {
  test('takes no tasks and no time by id, says so, and opens again', async () => {
    const { manager, member } = t.people
    const project = await make({ key: 'OLD', name: 'Old' })
    const task = await aTask(t, member, project.id)
    const elsewhere = await aTask(t, member, await aProject(t, manager, { key: 'ELSE' }))
    const closed = await change(manager, 'PATCH', project, { status: 'archived' })
    expect(closed.json().status).toBe('archived')
    const fields = { activity: 'x', minutes: 5, tags: [], workDate: '2026-11-24' }
    const before = await databaseHash(t)
    for (const [answer, pointer] of [
      [
        await t.as(member, 'POST', '/tasks', { body: { projectId: project.id, title: 'x' } }),
        '/projectId',
      ],
      [
        await t.as(manager, 'PATCH', `/tasks/${elsewhere}`, {
          ifMatch: `"${elsewhere}.1"`,
          body: { projectId: project.id },
        }),
        '/projectId',
      ],
      [
        await t.as(member, 'POST', '/checkins', { body: { ...fields, projectId: project.id } }),
        '/projectId',
      ],
      [await t.as(member, 'POST', '/checkins', { body: { ...fields, taskId: task } }), '/taskId'],
    ] as const) {
      expect(answer.json()).toMatchObject({
        status: 409,
        code: 'project.archived',
        errors: [{ pointer }],
      })
    }
    expect(await databaseHash(t)).toEqual(before)
    await change(manager, 'PATCH', closed.json(), { status: 'on_track' })
    const logged = await t.as(member, 'POST', '/checkins', { body: { ...fields, taskId: task } })
    expect(logged.json()).toMatchObject({ taskId: task, projectId: project.id })
  })
})

describe('the bin', () => {
  test('refuses a project with tasks, or with anyone’s time', async () => {
    const { admin, other } = t.people
    const withTask = await make({ key: 'TASKED', name: 'Tasked' })
    await aTask(t, other, withTask.id)
    const withTime = await make({ key: 'TIMED', name: 'Timed' })
    await aCheckin(t, other, { projectId: withTime.id })
    const before = await databaseHash(t)
    for (const project of [withTask, withTime]) {
      const refused = await change(admin, 'DELETE', project)
      expect(refused.json()).toMatchObject({ status: 409, code: 'project.not_empty' })
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('shows a deleted project to admins, who bring it back', async () => {
    const { admin, manager } = t.people
    const project = await make({ key: 'BACK', name: 'Back' })
    await change(admin, 'DELETE', project)
    for (const end of ['', '/summary', '/history']) {
      const answer = await t.as(admin, 'GET', `/projects/${project.id}${end}`)
      expect(answer.json()).toMatchObject({ status: 404, code: 'project.not_found' })
    }
    const bin = async (who: Person) =>
      ((await t.as(who, 'GET', '/projects?deleted=true')).json() as ProjectPage).items
    expect((await bin(admin)).map((one) => one.key)).toContain('BACK')
    expect(await bin(manager)).toEqual([])
    const back = await t.as(admin, 'POST', `/projects/${project.id}/restore`)
    expect(back.json()).toMatchObject({ key: 'BACK', version: 3 })
    expect(back.headers.etag).toBe(`"${project.id}.3"`)
    const again = await t.as(admin, 'POST', `/projects/${project.id}/restore`)
    expect(again.json()).toEqual(back.json())
  })

  test('a check-in that comes back finds its project and task, or stands without them', async () => {
    const { admin, member } = t.people
    const project = await make({ key: 'LEFT', name: 'Left' })
    const taskId = await aTask(t, member, project.id)
    const deletedAt = '2026-11-24T09:30:00.000Z'
    const ids = [
      await aCheckin(t, member, { projectId: project.id, taskId, deletedAt }),
      await aCheckin(t, member, { projectId: project.id, taskId, deletedAt }),
      await aCheckin(t, member, { projectId: project.id, taskId, deletedAt }),
    ]
    const restore = async (i: number) =>
      (await t.as(member, 'POST', `/checkins/${ids[i]}/restore`)).json()
    expect(await restore(0)).toMatchObject({ projectId: project.id, taskId })
    await t.sql('update checkins set deleted_at = now() where id = $1', [ids[0]])
    const gone = await t.as(member, 'DELETE', `/tasks/${taskId}`, { ifMatch: `"${taskId}.1"` })
    expect(gone.statusCode).toBe(204)
    expect(await restore(1)).toMatchObject({ projectId: project.id, taskId: null })
    await t.sql('update checkins set deleted_at = now() where id = $1', [ids[1]])
    expect((await change(admin, 'DELETE', project)).statusCode).toBe(204)
    expect(await restore(2)).toMatchObject({ projectId: null, taskId: null })
  })

  test('never holds a project that something was added to at the same moment', async () => {
    const { admin, member } = t.people
    for (let i = 0; i < 12; i++) {
      const project = await make({ key: `AT${i}`, name: 'At once' })
      const body =
        i % 2
          ? { title: 'x', projectId: project.id }
          : { activity: 'x', minutes: 5, tags: [], workDate: '2026-11-24', projectId: project.id }
      const [removal, added] = await Promise.all([
        change(admin, 'DELETE', project),
        t.as(member, 'POST', i % 2 ? '/tasks' : '/checkins', { body }),
      ])
      expect([
        [204, 404],
        [409, 201],
      ]).toContainEqual([removal.statusCode, added.statusCode])
    }
  })
})

describe('the list', () => {
  test('is narrowed by key, status, owner and text', async () => {
    const { member, manager } = t.people
    await make({ key: 'FIND', name: 'Find 100%_me', ownerId: member.id, status: 'at_risk' })
    const keys = async (query: string) =>
      ((await t.as(member, 'GET', `/projects?limit=100&${query}`)).json() as ProjectPage).items.map(
        (one) => one.key,
      )
    expect(await keys('key=FIND')).toEqual(['FIND'])
    expect(await keys('status=at_risk')).toEqual(['FIND'])
    expect(await keys(`ownerId=${member.id}`)).toEqual(['FIND'])
    expect(await keys('q=100%25_ME')).toEqual(['FIND'])
    expect(await keys('q=fin')).toEqual(['FIND'])
    expect(await keys('q=%25')).toEqual(['FIND'])
    expect(await keys(`ownerId=${manager.id}`)).not.toContain('FIND')
  })

  test('says of each project its hours, its open tasks and its last day', async () => {
    const { member, other } = t.people
    const project = await make({ key: 'FACTS', name: 'Facts' })
    await aTask(t, member, project.id)
    const done = await aTask(t, member, project.id, { number: 2 })
    await t.sql("update tasks set status = 'done' where id = $1", [done])
    await aCheckin(t, member, { projectId: project.id, minutes: 30, workDate: '2026-11-22' })
    await aCheckin(t, other, { projectId: project.id, minutes: 45, workDate: '2026-11-23' })
    const page = (await t.as(member, 'GET', '/projects?key=FACTS')).json() as ProjectPage
    expect(page.items[0]?.facts).toEqual({
      minutes: 75,
      minutesThisWeek: 45,
      openTasks: 1,
      lastWorkDate: '2026-11-23',
    })
  })
})
