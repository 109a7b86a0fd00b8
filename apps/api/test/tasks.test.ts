// Tasks through the api: numbers, moves, assignees, positions, the bin, versions and retries.

import type { Task, TaskPage } from '@worksmart/types/tasks'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aProject } from './factories.ts'

let t: TestApp
let keys = 0
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const freshProject = () => aProject(t, t.people.manager, { key: `P${++keys}X` })
const post = (body: object, who: Person = t.people.member, key?: string) =>
  t.as(who, 'POST', '/tasks', { body, ...(key === undefined ? {} : { key }) })
const make = async (body: object, who?: Person) => (await post(body, who)).json() as Task
const change = (
  who: Person,
  method: 'PATCH' | 'DELETE',
  { id, version }: { id: string; version: number },
  body?: object,
) => t.as(who, method, `/tasks/${id}`, { ifMatch: `"${id}.${version}"`, body })
const get = async (id: string) => (await t.as(t.people.other, 'GET', `/tasks/${id}`)).json() as Task

describe('numbers', () => {
  test('are never used again, whatever is deleted or moved away', async () => {
    const { manager } = t.people
    const [projectId, elsewhere] = [await freshProject(), await freshProject()]
    const first = await make({ projectId, title: 'First' })
    const second = await make({ projectId, title: 'Second' })
    expect((await change(manager, 'DELETE', second)).statusCode).toBe(204)
    const moved = await change(manager, 'PATCH', first, { projectId: elsewhere })
    expect(moved.json()).toMatchObject({ number: 1, projectId: elsewhere })
    expect(await make({ projectId, title: 'Third' })).toMatchObject({ number: 3 })
    const back = await change(manager, 'PATCH', moved.json(), { projectId })
    expect(back.json()).toMatchObject({ number: 4, projectId })
  })

  test('have no gap after refusals and repeats', async () => {
    const projectId = await freshProject()
    const body = { id: v7(), projectId, title: 'Once' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)))
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([...Array(19).fill(200), 201])
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    const replays = await Promise.all(
      Array.from({ length: 5 }, () =>
        post({ projectId, title: 'Keyed' }, t.people.member, `key-${projectId}`),
      ),
    )
    expect(new Set(replays.map((answer) => answer.body)).size).toBe(1)
    await post({ projectId, title: 'x', assigneeId: t.people.other.id })
    await post({ projectId, title: 'x', position: 'zz' })
    await post({ ...body, title: 'Other' })
    expect(await make({ projectId, title: 'Next' })).toMatchObject({ number: 3 })
  })

  test('of fifty tasks made at once come with fifty places in their column', async () => {
    const projectId = await freshProject()
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, i) => make({ projectId, title: `Task ${i}` })),
    )
    const inOrder = [...made].sort((a, b) => (a.position < b.position ? -1 : 1))
    expect(new Set(made.map((task) => task.position)).size).toBe(50)
    expect(inOrder.map((task) => task.number)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  })
})

describe('an id of the client', () => {
  test('that has other content, or is somebody else’s, is 409', async () => {
    const projectId = await freshProject()
    const body = { id: v7(), projectId, title: 'Mine' }
    await post(body)
    for (const answer of [await post({ ...body, title: 'x' }), await post(body, t.people.other)]) {
      expect(answer.json()).toMatchObject({ status: 409, code: 'task.id_taken' })
    }
    expect((await post(body)).statusCode).toBe(200)
  })
})

describe('changing', () => {
  test('of twenty edits with one version one wins, and the rest learn what it became', async () => {
    const task = await make({ projectId: await freshProject(), title: 'Race' })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        change(t.people.member, 'PATCH', task, { title: `Edit ${i}` }),
      ),
    )
    const won = answers.filter((answer) => answer.statusCode === 200)
    expect(won).toHaveLength(1)
    const now = await get(task.id)
    for (const lost of answers.filter((answer) => answer !== won[0])) {
      expect(lost.json()).toMatchObject({ status: 412, code: 'version.stale', current: now })
    }
  })

  test('without If-Match is 428', async () => {
    const { id } = await make({ projectId: await freshProject(), title: 'Firm' })
    const before = await databaseHash(t)
    for (const method of ['PATCH', 'DELETE'] as const) {
      const body = method === 'PATCH' ? { body: { title: 'x' } } : {}
      const answer = await t.as(t.people.member, method, `/tasks/${id}`, body)
      expect(answer.json()).toMatchObject({ status: 428, code: 'version.required' })
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('to Done stamps the moment once, and opening it again takes it away', async () => {
    const { member } = t.people
    const task = await make({ projectId: await freshProject(), title: 'Do' })
    expect(task.completedAt).toBeNull()
    const done = (await change(member, 'PATCH', task, { status: 'done' })).json() as Task
    expect(done.completedAt).toBe('2026-11-24T10:05:00.000Z')
    await t.sql("update tasks set completed_at = '2026-11-20' where id = $1", [task.id])
    const still = (await change(member, 'PATCH', done, { status: 'done', title: 'x' })).json()
    expect(still.completedAt).toBe('2026-11-20T00:00:00.000Z')
    const open = (await change(member, 'PATCH', still, { status: 'blocked' })).json()
    expect(open.completedAt).toBeNull()
    const born = await make({ projectId: task.projectId, title: 'Done already', status: 'done' })
    expect(born.completedAt).toBe('2026-11-24T10:05:00.000Z')
  })

  test('keeps what was not sent', async () => {
    const { member } = t.people
    const sent = { title: 'All', description: '**x**', estimateMinutes: 90, dueOn: '2026-12-01' }
    const task = await make({ projectId: await freshProject(), ...sent })
    const after = (await change(member, 'PATCH', task, { status: 'in_progress' })).json()
    expect(after).toMatchObject({ ...sent, status: 'in_progress', position: task.position })
  })
})

describe('assigning', () => {
  test('somebody else is for managers and admins; oneself is for everyone', async () => {
    const { member, other, manager } = t.people
    const projectId = await freshProject()
    const refused = await post({ projectId, title: 'x', assigneeId: other.id })
    expect(refused.json()).toMatchObject({ status: 403, code: 'permission.denied' })
    const mine = await make({ projectId, title: 'Mine', assigneeId: member.id })
    expect(mine.assigneeId).toBe(member.id)
    const handed = await change(member, 'PATCH', mine, { assigneeId: other.id })
    expect(handed.json()).toMatchObject({ status: 403, code: 'permission.denied' })
    const by = await change(manager, 'PATCH', mine, { assigneeId: other.id })
    expect(by.json()).toMatchObject({ assigneeId: other.id })
    const kept = await change(member, 'PATCH', by.json(), { assigneeId: other.id, title: 'Kept' })
    expect(kept.json()).toMatchObject({ assigneeId: other.id, title: 'Kept' })
  })

  test('nobody hands a task on: who was only its assignee may not change it afterwards', async () => {
    const { manager, other } = t.people
    const projectId = await freshProject()
    const task = await make({ projectId, title: 'Pass', assigneeId: other.id }, manager)
    const free = await change(other, 'PATCH', task, { assigneeId: null, status: 'blocked' })
    expect(free.json()).toMatchObject({ assigneeId: null, status: 'blocked' })
    expect((await change(other, 'PATCH', free.json(), { title: 'x' })).statusCode).toBe(403)
  })

  test('someone who is not here is 404 and names the field', async () => {
    const projectId = await freshProject()
    for (const assigneeId of [v7(), t.people.stranger.id]) {
      const refused = await post({ projectId, title: 'x', assigneeId }, t.people.manager)
      expect(refused.json()).toMatchObject({
        status: 404,
        code: 'user.not_found',
        errors: [{ pointer: '/assigneeId' }],
      })
    }
  })
})

describe('the bin', () => {
  test('refuses a task with time, also when the time is another person’s', async () => {
    const { member, other } = t.people
    const projectId = await freshProject()
    const task = await make({ projectId, title: 'Timed' })
    await aCheckin(t, other, { projectId, taskId: task.id })
    const before = await databaseHash(t)
    const refused = await change(member, 'DELETE', task)
    expect(refused.json()).toMatchObject({ status: 409, code: 'task.has_time' })
    expect(await databaseHash(t)).toEqual(before)
  })

  test('shows a deleted task to its creator, managers and admins, who bring it back', async () => {
    const { member, other, manager, admin } = t.people
    const task = await make({ projectId: await freshProject(), title: 'Back' })
    await change(member, 'DELETE', task)
    expect((await change(member, 'DELETE', task)).statusCode).toBe(404)
    const bin = async (who: Person) =>
      (
        (
          await t.as(who, 'GET', `/tasks?deleted=true&projectId=${task.projectId}`)
        ).json() as TaskPage
      ).items.length
    expect([await bin(member), await bin(other), await bin(manager), await bin(admin)]).toEqual([
      1, 0, 1, 1,
    ])
    const refused = await t.as(other, 'POST', `/tasks/${task.id}/restore`)
    expect(refused.json()).toMatchObject({ status: 403, code: 'permission.denied' })
    const back = await t.as(member, 'POST', `/tasks/${task.id}/restore`)
    expect(back.json()).toMatchObject({ id: task.id, number: task.number, version: 3 })
  })

  test('never holds a task that time was logged on at the same moment', async () => {
    const { member } = t.people
    const fields = { activity: 'x', minutes: 5, tags: [], workDate: '2026-11-24' }
    for (let i = 0; i < 10; i++) {
      const task = await make({ projectId: await freshProject(), title: 'x' })
      const [removal, logged] = await Promise.all([
        change(member, 'DELETE', task),
        t.as(member, 'POST', '/checkins', { body: { ...fields, taskId: task.id } }),
      ])
      expect([
        [204, 404],
        [409, 201],
      ]).toContainEqual([removal.statusCode, logged.statusCode])
    }
  })
})

describe('the list', () => {
  test('is narrowed by each filter', async () => {
    const { member, other, manager } = t.people
    const projectId = await freshProject()
    const one = await make(
      { projectId, title: 'Needle 5%_x', status: 'blocked', dueOn: '2026-11-20' },
      manager,
    )
    const two = await make({ projectId, title: 'Hay', assigneeId: other.id }, manager)
    const ids = async (query: string) =>
      ((await t.as(member, 'GET', `/tasks?limit=100&${query}`)).json() as TaskPage).items.map(
        (task) => task.id,
      )
    expect(await ids(`projectId=${projectId}`)).toEqual([two.id, one.id])
    expect(await ids(`projectId=${projectId}&status=blocked`)).toEqual([one.id])
    expect(await ids(`projectId=${projectId}&assigneeId=${other.id}`)).toEqual([two.id])
    expect(await ids(`projectId=${projectId}&dueBefore=2026-11-20`)).toEqual([])
    expect(await ids(`projectId=${projectId}&dueBefore=2026-11-21`)).toEqual([one.id])
    expect(await ids('q=needle%205%25_')).toEqual([one.id])
    expect(await ids(`ref=${one.ref}`)).toEqual([one.id])
    expect(await ids('ref=NOPE-1')).toEqual([])
  })
})
