// The functions that run with the rights of the ledger: sums for everyone, and never across a wall.

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { type AsPerson, connectAsApp } from './as-person.ts'
import { fillWorkspace, type WorkspaceRows } from './wall-two-rows.ts'

let t: TestApp
let asPerson: AsPerson
let close: () => Promise<void>
let here: WorkspaceRows
let there: WorkspaceRows
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { member, other, admin, stranger } = t.people
  here = await fillWorkspace(t, [member, other, admin])
  there = await fillWorkspace(t, [stranger])
  ;({ asPerson, close } = await connectAsApp(t))
})
afterAll(async () => {
  await close()
  await t.close()
})

const sums = {
  project_time: (ws: string, rows: WorkspaceRows) => [
    'select * from project_time($1, $2)',
    [ws, rows.project],
  ],
  projects_time: (ws: string, rows: WorkspaceRows) => [
    "select * from projects_time($1, array[$2]::uuid[], '2026-11-23')",
    [ws, rows.project],
  ],
  tasks_time: (ws: string, rows: WorkspaceRows) => [
    'select * from tasks_time($1, array[$2]::uuid[])',
    [ws, rows.task],
  ],
} as const satisfies Record<string, (ws: string, rows: WorkspaceRows) => [string, unknown[]]>

beforeAll(async () => {
  for (const rows of [here, there]) {
    await t.sql('update checkins set project_id = $1, task_id = $2 where id = any($3)', [
      rows.project,
      rows.task,
      rows.checkins,
    ])
  }
})

test.each(Object.entries(sums))('%s says the same to every role', async (_name, sum) => {
  const { member, manager, admin } = t.people
  const answers = []
  for (const who of [member, manager, admin]) {
    answers.push((await asPerson(who, ...sum(who.workspaceId, here))).rows)
  }
  expect(answers[0]?.[0]).toMatchObject({ minutes: '180' })
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

test.each(Object.entries(sums))('%s says nothing of another workspace', async (_name, sum) => {
  const { admin, stranger } = t.people
  const mixed = [
    [stranger.workspaceId, there],
    [stranger.workspaceId, here],
    [admin.workspaceId, there],
  ] as const
  for (const [ws, rows] of mixed) {
    expect((await asPerson(admin, ...sum(ws, rows))).rows).toEqual([])
  }
  expect((await asPerson(null, ...sum(admin.workspaceId, here))).rows).toEqual([])
})

test.each(Object.entries(sums))('%s says nothing to who is switched off', async (_name, sum) => {
  const { other } = t.people
  await t.sql('update users set active = false where id = $1', [other.id])
  expect((await asPerson(other, ...sum(other.workspaceId, here))).rows).toEqual([])
  await t.sql('update users set active = true where id = $1', [other.id])
})

test('move_task_time moves for managers and admins, and only in their workspace', async () => {
  const { member, manager, admin, stranger } = t.people
  const move = async (who: Person | null, ws: string, rows: WorkspaceRows) =>
    (await asPerson(who, 'select move_task_time($1, $2, $3) as n', [ws, rows.task, rows.project]))
      .rows[0]?.n
  expect(await move(manager, manager.workspaceId, here)).toBe('3')
  expect(await move(admin, admin.workspaceId, here)).toBe('3')
  expect(await move(member, member.workspaceId, here)).toBe('0')
  expect(await move(null, member.workspaceId, here)).toBe('0')
  expect(await move(admin, stranger.workspaceId, there)).toBe('0')
  expect(await move(admin, admin.workspaceId, there)).toBe('0')
  await expect(
    asPerson(admin, 'select move_task_time($1, $2, $3)', [
      admin.workspaceId,
      here.task,
      there.project,
    ]),
  ).rejects.toMatchObject({ code: '23503' })
})
