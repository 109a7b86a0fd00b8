// Where a task stands: which project it is in, with everyone’s time, and which place of its column.

import type { Task, TaskPage } from '@worksmart/types/tasks'
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
