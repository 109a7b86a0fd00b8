import type { ProjectSummary } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/app.ts'

let t: TestApp
let projectId: string
let otherId: string

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const make = async (key: string, name: string) =>
    (await t.as(t.people.manager, 'POST', '/projects', { body: { key, name } })).json().id as string
  projectId = await make('WEB', 'Website')
  otherId = await make('OPS', 'Operations')
})
afterAll(() => t.close())

test('fifty tasks created at once in one project are numbered 1 to 50', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      t.as(t.people.member, 'POST', '/tasks', { body: { projectId, title: `Task ${i}` } }),
    ),
  )
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array(50).fill(201))
  const numbers = answers.map((answer) => (answer.json() as Task).number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
})

test('a project that ran out of numbers refuses the task and says so', async () => {
  const full = await t.as(t.people.manager, 'POST', '/projects', {
    body: { key: 'FULL', name: 'Full' },
  })
  const { id } = full.json() as { id: string }
  await t.sql('update projects set last_task_number = 999999 where id = $1', [id])
  const body = { projectId: id, title: 'One more' }
  const answer = await t.as(t.people.member, 'POST', '/tasks', { body })
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'project.full'])
})

test('a task that moves takes everyone’s time along and the next number of its new project', async () => {
  const task = (
    await t.as(t.people.member, 'POST', '/tasks', {
      body: { projectId, title: 'Move me', estimateMinutes: 240 },
    })
  ).json() as Task
  for (const person of [t.people.member, t.people.other]) {
    const logged = await t.as(person, 'POST', '/checkins', {
      body: { text: `2h #dev ${task.ref} moving` },
    })
    expect(logged.json()).toMatchObject({ taskId: task.id, projectId })
  }
  const moved = await t.as(t.people.manager, 'PATCH', `/tasks/${task.id}`, {
    body: { projectId: otherId },
    ifMatch: `"${task.id}.${task.version}"`,
  })
  expect(moved.json()).toMatchObject({ projectId: otherId, ref: 'OPS-1', loggedMinutes: 240 })
  const summary = (
    await t.as(t.people.manager, 'GET', `/projects/${otherId}/summary`)
  ).json() as ProjectSummary
  expect(summary).toMatchObject({
    minutes: 240,
    count: 2,
    estimateMinutes: 240,
    loggedOnEstimated: 240,
  })
  expect(summary.byPerson).toHaveLength(2)
  expect(summary.byTask[0]).toMatchObject({ ref: 'OPS-1', minutes: 240 })
  const own = (
    await t.as(t.people.member, 'GET', `/projects/${otherId}/summary`)
  ).json() as ProjectSummary
  expect(own.minutes).toBe(240)
  expect(own.byPerson).toEqual([{ userId: t.people.member.id, minutes: 120, count: 1 }])
  const history = (await t.as(t.people.member, 'GET', `/tasks/${task.id}/history`)).json()
  expect(history.items.map((one: { action: string }) => one.action)).toEqual(['updated', 'created'])
  expect(history.items[0].changes).toContainEqual({
    field: 'projectId',
    from: projectId,
    to: otherId,
  })
})

test('a task with time cannot be deleted, one without can and comes back', async () => {
  const withTime = (await t.as(t.people.admin, 'GET', '/tasks?ref=OPS-1')).json().items[0] as Task
  const refused = await t.as(t.people.admin, 'DELETE', `/tasks/${withTime.id}`, {
    ifMatch: `"${withTime.id}.${withTime.version}"`,
  })
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'task.has_time'])
  const idle = (await t.as(t.people.admin, 'GET', '/tasks?ref=WEB-3')).json().items[0] as Task
  const gone = await t.as(t.people.member, 'DELETE', `/tasks/${idle.id}`, {
    ifMatch: `"${idle.id}.1"`,
  })
  expect(gone.statusCode).toBe(204)
  expect((await t.as(t.people.member, 'GET', `/tasks/${idle.id}`)).statusCode).toBe(404)
  const back = await t.as(t.people.member, 'POST', `/tasks/${idle.id}/restore`)
  expect(back.json()).toMatchObject({ id: idle.id, number: 3 })
})
