// Every change of a project or a task can be read afterwards: who, when, from what, to what.

import type { HistoryPage } from '@worksmart/types/history'
import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'

let t: TestApp
let project: Project
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const body = { key: 'WEB', name: 'Website' }
  project = (await t.as(t.people.manager, 'POST', '/projects', { body })).json()
})
afterAll(() => t.close())

const call = async (
  who: Person,
  method: 'POST' | 'PATCH' | 'DELETE',
  url: string,
  body?: object,
  version?: number,
) => {
  const ifMatch = version === undefined ? {} : { ifMatch: `"${url.split('/')[2]}.${version}"` }
  const answer = await t.as(who, method, url, { body, ...ifMatch })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return answer.body === '' ? null : answer.json()
}
const read = async (url: string, who: Person = t.people.other): Promise<HistoryPage> =>
  (await t.as(who, 'GET', `${url}/history`)).json()
const audits = async (id: string) =>
  (
    await t.sql<{ n: number }>('select count(*)::int as n from audit_log where object_id = $1', [
      id,
    ])
  )[0]?.n

test('a task tells its whole story, newest first, one entry a write', async () => {
  const { member, manager } = t.people
  const task: Task = await call(member, 'POST', '/tasks', { projectId: project.id, title: 'Nav' })
  const url = `/tasks/${task.id}`
  await call(member, 'PATCH', url, { status: 'in_progress', estimateMinutes: 60 }, 1)
  await call(manager, 'PATCH', url, { assigneeId: t.people.other.id }, 2)
  await call(member, 'PATCH', url, { status: 'done' }, 3)
  await call(member, 'DELETE', url, undefined, 4)
  await call(member, 'POST', `${url}/restore`)
  const { items } = await read(url)
  expect(items.map(({ action, actorName }) => [action, actorName])).toEqual([
    ['restored', 'Mia Member'],
    ['deleted', 'Mia Member'],
    ['updated', 'Mia Member'],
    ['updated', 'Marco Manager'],
    ['updated', 'Mia Member'],
    ['created', 'Mia Member'],
  ])
  expect(items[2]?.changes).toEqual([{ field: 'status', from: 'in_progress', to: 'done' }])
  expect(items[3]?.changes).toEqual([{ field: 'assigneeId', from: null, to: t.people.other.id }])
  expect(items[4]?.changes).toEqual([
    { field: 'estimateMinutes', from: null, to: 60 },
    { field: 'status', from: 'todo', to: 'in_progress' },
  ])
  expect(items[5]?.changes).toContainEqual({ field: 'title', from: null, to: 'Nav' })
  expect(items[1]?.changes).toContainEqual({ field: 'title', from: 'Nav', to: null })
  expect(await audits(task.id)).toBe(6)
})

test('a project tells every field that changed', async () => {
  const url = `/projects/${project.id}`
  const patch = {
    key: 'SITE',
    name: 'Site',
    description: 'All of it',
    status: 'at_risk',
    ownerId: t.people.member.id,
    startsOn: '2026-11-01',
    dueOn: '2026-12-01',
    budgetMinutes: 600,
    colour: 'red',
  }
  await call(t.people.manager, 'PATCH', url, patch, 1)
  await call(t.people.member, 'PATCH', url, { status: 'archived' }, 2)
  const { items } = await read(url)
  expect(items).toHaveLength(3)
  expect(items[0]?.changes).toEqual([{ field: 'status', from: 'at_risk', to: 'archived' }])
  const told = Object.fromEntries((items[1]?.changes ?? []).map((one) => [one.field, one.to]))
  expect(told).toEqual(patch)
})

test('a move tells both numbers, and moves as one write', async () => {
  const { manager } = t.people
  const body = { key: 'OPS', name: 'Operations' }
  const ops: Project = await call(manager, 'POST', '/projects', body)
  const web: Project = await call(manager, 'POST', '/projects', { key: 'APP', name: 'App' })
  await call(manager, 'POST', '/tasks', { projectId: ops.id, title: 'First' })
  const task: Task = await call(manager, 'POST', '/tasks', { projectId: web.id, title: 'Move' })
  await call(manager, 'PATCH', `/tasks/${task.id}`, { projectId: ops.id }, 1)
  const [entry] = (await read(`/tasks/${task.id}`)).items
  expect(entry?.changes).toEqual([
    { field: 'number', from: 1, to: 2 },
    { field: 'projectId', from: web.id, to: ops.id },
  ])
  expect(await audits(task.id)).toBe(2)
})

test('a history is walked page by page, without a gap or a repeat', async () => {
  const { manager } = t.people
  const made: Project = await call(manager, 'POST', '/projects', { key: 'LONG', name: '0' })
  const url = `/projects/${made.id}`
  for (let i = 1; i <= 20; i++) await call(manager, 'PATCH', url, { name: `${i}` }, i)
  // Many changes of one moment: only their ids tell them apart.
  await t.sql("update audit_log set created_at = '2026-11-24T10:00:00Z' where object_id = $1", [
    made.id,
  ])
  const whole = (await read(url)).items
  expect(whole).toHaveLength(21)
  expect(whole.map((one) => one.id)).toEqual([...whole.map((one) => one.id)].sort().reverse())
  for (const limit of [1, 7, 20]) {
    const seen: HistoryPage['items'] = []
    let next: string | null = ''
    while (next !== null) {
      const at: string = next === '' ? '' : `&cursor=${next}`
      const page: HistoryPage = (
        await t.as(manager, 'GET', `${url}/history?limit=${limit}${at}`)
      ).json()
      seen.push(...page.items)
      next = page.nextCursor
    }
    expect(seen).toEqual(whole)
  }
  const first = await t.as(manager, 'GET', `${url}/history?limit=1`)
  const elsewhere = await t.as(
    manager,
    'GET',
    `/projects/${project.id}/history?limit=1&cursor=${first.json().nextCursor}`,
  )
  expect(elsewhere.json()).toMatchObject({ status: 400, code: 'cursor.invalid' })
})

test('what changes nothing adds nothing to a history', async () => {
  const { manager, member } = t.people
  const made: Project = await call(manager, 'POST', '/projects', { key: 'CALM', name: 'Calm' })
  const url = `/projects/${made.id}`
  await t.as(manager, 'POST', '/projects', { body: { id: made.id, key: 'CALM', name: 'Calm' } })
  await t.as(manager, 'PATCH', url, { ifMatch: `"${made.id}.9"`, body: { name: 'x' } })
  await t.as(member, 'PATCH', url, { ifMatch: `"${made.id}.1"`, body: { name: 'x' } })
  await t.as(t.people.admin, 'POST', `${url}/restore`)
  await t.as(manager, 'GET', `${url}/summary`)
  expect(await audits(made.id)).toBe(1)
})
