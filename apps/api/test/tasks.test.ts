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

describe('a move to another project', () => {
  test('is not for members, not even of their own task', async () => {
    const task = await make({ projectId: await freshProject(), title: 'Stay' })
    const projectId = await freshProject()
    const before = await databaseHash(t)
    const refused = await change(t.people.member, 'PATCH', task, { projectId })
    expect(refused.json()).toMatchObject({ status: 403, code: 'permission.denied' })
    expect(await databaseHash(t)).toEqual(before)
    const same = await change(t.people.member, 'PATCH', task, {
      projectId: task.projectId,
      title: 'Stays',
    })
    expect(same.json()).toMatchObject({ title: 'Stays', number: task.number })
  })

  test('takes along everyone’s time, in the bin too, and nothing else', async () => {
    const { member, other, manager } = t.people
    const [projectId, elsewhere] = [await freshProject(), await freshProject()]
    const task = await make({ projectId, title: 'Go' })
    const deletedAt = '2026-11-24T09:30:00.000Z'
    const along = [
      await aCheckin(t, member, { projectId, taskId: task.id }),
      await aCheckin(t, other, { projectId, taskId: task.id }),
      await aCheckin(t, other, { projectId, taskId: task.id, deletedAt }),
    ]
    const stays = await aCheckin(t, other, { projectId })
    await change(manager, 'PATCH', task, { projectId: elsewhere })
    const places = await t.sql<{ id: string; project_id: string; version: number }>(
      'select id, project_id, version from checkins where id = any($1)',
      [[...along, stays]],
    )
    for (const { id, project_id, version } of places) {
      expect([project_id, version]).toEqual(id === stays ? [projectId, 1] : [elsewhere, 2])
    }
    const stale = await t.as(other, 'PATCH', `/checkins/${along[1]}`, {
      ifMatch: `"${along[1]}.1"`,
      body: { minutes: 5 },
    })
    expect(stale.json()).toMatchObject({ status: 412, current: { projectId: elsewhere } })
  })

  test('leaves no time behind that is logged at the same moment', async () => {
    const { member, manager } = t.people
    const [here, there] = [await freshProject(), await freshProject()]
    let task = await make({ projectId: here, title: 'Back and forth' })
    const fields = { activity: 'x', minutes: 5, tags: [], workDate: '2026-11-24' }
    for (let i = 0; i < 10; i++) {
      const [moved, ...logged] = await Promise.all([
        change(manager, 'PATCH', task, { projectId: i % 2 ? here : there }),
        ...Array.from({ length: 4 }, () =>
          t.as(member, 'POST', '/checkins', { body: { ...fields, taskId: task.id } }),
        ),
      ])
      expect([moved?.statusCode, ...logged.map((one) => one.statusCode)]).toEqual([
        200, 201, 201, 201, 201,
      ])
      task = moved?.json() as Task
    }
    const apart = await t.sql(`select c.id from checkins c join tasks t on t.id = c.task_id
      where c.project_id <> t.project_id`)
    expect(apart).toEqual([])
    expect(await get(task.id)).toMatchObject({ loggedMinutes: 200 })
  })

  test('of two tasks against each other waits and never fails', async () => {
    const { manager } = t.people
    const [here, there] = [await freshProject(), await freshProject()]
    for (let i = 0; i < 5; i++) {
      const [one, two] = [
        await make({ projectId: here, title: 'One' }),
        await make({ projectId: there, title: 'Two' }),
      ]
      const answers = await Promise.all([
        change(manager, 'PATCH', one, { projectId: there }),
        change(manager, 'PATCH', two, { projectId: here }),
      ])
      expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200])
    }
  })
})

describe('positions', () => {
  test('that are none are 422 and name the field', async () => {
    const projectId = await freshProject()
    const task = await make({ projectId, title: 'Place' })
    const before = await databaseHash(t)
    for (const position of ['', 'zz', 'a', 'a10', '0', 'a0!', 'ä0', `a0${'1'.repeat(199)}`, 7]) {
      for (const answer of [
        await post({ projectId, title: 'x', position }),
        await change(t.people.member, 'PATCH', task, { position }),
      ]) {
        expect(answer.json(), String(position)).toMatchObject({
          status: 422,
          errors: [{ pointer: '/position' }],
        })
      }
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('that collide are all kept, and the next task still goes last', async () => {
    const projectId = await freshProject()
    for (let i = 0; i < 3; i++) await make({ projectId, title: `Same ${i}`, position: 'a5' })
    const last = await make({ projectId, title: 'Last' })
    const { items } = (
      await t.as(t.people.member, 'GET', `/tasks?projectId=${projectId}`)
    ).json() as TaskPage
    expect(items.filter((task) => task.position === 'a5')).toHaveLength(3)
    expect(last.position > 'a5').toBe(true)
  })

  test('as long as they may be leave the column open', async () => {
    const projectId = await freshProject()
    const longest = `z${'z'.repeat(26)}${'z'.repeat(173)}`
    expect((await post({ projectId, title: 'End', position: longest })).statusCode).toBe(201)
    const next = await post({ projectId, title: 'After the end' })
    expect([next.statusCode, next.json().position]).toEqual([201, longest])
  })

  test('are ordered byte by byte, as the index means them', async () => {
    const projectId = await freshProject()
    for (const position of ['Zz', 'a0', 'aA', 'aa']) await make({ projectId, title: 'x', position })
    const rows = await t.sql<{ position: string }>(
      'select position from tasks where project_id = $1 order by position',
      [projectId],
    )
    expect(rows.map((row) => row.position)).toEqual(['Zz', 'a0', 'aA', 'aa'])
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
