// The stats, the list, the export and the tags are four views of the same rows.

import type { Checkin, CheckinStats, TagCounts } from '@worksmart/types/checkins'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { parseCsv } from './csv.ts'
import { aProject, aTask } from './factories.ts'

let t: TestApp
let projects: string[]
let tasks: string[]

/** A few hundred rows of three people with every combination of tags, projects and days. */
async function fill(person: Person, count: number, salt: number): Promise<void> {
  await t.sql(
    `insert into checkins (workspace_id, id, user_id, activity, minutes, tags, work_date, project_id,
       task_id, source, created_at, deleted_at)
     select $1, gen_random_uuid(), $2, 'work ' || (n % 5), 1 + (n * 37 + $4) % 480,
       string_to_array((array['', 'dev', 'dev ops', 'ops dev meeting'])[1 + n % 4], ' '),
       date '2026-11-01' + ((n * 7 + $4) % 23)::int, p.project, p.task, 'api',
       timestamptz '2026-11-24 09:00Z' - n * interval '1 second',
       case when n % 11 = 0 then now() end
     from generate_series(1, $3::int) n,
       lateral (select ($5::uuid[])[1 + n % 3] as project,
         case when n % 3 = 1 then $6::uuid end as task) p`,
    [person.workspaceId, person.id, count, salt, projects, tasks[0] ?? null],
  )
}

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { admin, member, other } = t.people
  projects = [await aProject(t, admin, { key: 'WEB' }), await aProject(t, admin, { key: 'APP' })]
  tasks = [await aTask(t, admin, projects[1] ?? '')]
  await fill(member, 230, 1)
  await fill(other, 170, 2)
  await fill(admin, 60, 3)
})
afterAll(() => t.close())

async function listAll(who: Person, query: string): Promise<Checkin[]> {
  const rows: Checkin[] = []
  let cursor = ''
  for (;;) {
    const answer = await t.as(who, 'GET', `/checkins?limit=100&${query}${cursor}`)
    const page = answer.json() as { items: Checkin[]; nextCursor: string | null }
    rows.push(...page.items)
    if (page.nextCursor === null) return rows
    cursor = `&cursor=${page.nextCursor}`
  }
}

type Total = { minutes: number; count: number }

function group<Key>(rows: Checkin[], keysOf: (row: Checkin) => Key[]): Map<Key, Total> {
  const groups = new Map<Key, Total>()
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const { minutes, count } = groups.get(key) ?? { minutes: 0, count: 0 }
      groups.set(key, { minutes: minutes + row.minutes, count: count + 1 })
    }
  }
  return groups
}

const asMap = <Item extends Total, Key>(items: Item[], keyOf: (item: Item) => Key) =>
  new Map(items.map((item) => [keyOf(item), { minutes: item.minutes, count: item.count }]))

/** A filter of the list by a number: every combination comes up. */
function queryOf(n: number): string {
  const parts = [
    [null, 'tag=dev', 'tag=OPS', 'tag=nothing'][n % 4],
    [null, `projectId=${projects[0]}`, `taskId=${tasks[0]}`][Math.floor(n / 4) % 3],
    [null, 'from=2026-11-08', 'to=2026-11-12', 'from=2026-11-05&to=2026-11-15'][
      Math.floor(n / 12) % 4
    ],
    [null, 'q=WORK%203', 'q=%25', 'q=_'][Math.floor(n / 48) % 4],
  ]
  return parts.filter((part) => part !== null).join('&')
}

const combinations = Array.from({ length: 40 }, (_, i) => (i * 29) % 192)

describe('for any filter and any role', () => {
  test.each(['member', 'manager', 'admin'] as const)('as %s: stats = fold(list)', async (role) => {
    for (const query of combinations.map(queryOf)) {
      const rows = await listAll(t.people[role], query)
      const stats = (
        await t.as(t.people[role], 'GET', `/checkins/stats?${query}`)
      ).json() as CheckinStats
      expect(stats.count, query).toBe(rows.length)
      expect(stats.minutes, query).toBe(rows.reduce((sum, row) => sum + row.minutes, 0))
      expect(asMap(stats.byDay, (one) => one.workDate)).toEqual(group(rows, (r) => [r.workDate]))
      expect(asMap(stats.byTag, (one) => one.tag)).toEqual(group(rows, (row) => row.tags))
      expect(asMap(stats.byProject, (one) => one.projectId)).toEqual(
        group(rows, (row) => [row.projectId]),
      )
      expect(asMap(stats.byPerson, (one) => one.userId)).toEqual(group(rows, (r) => [r.userId]))
    }
  })

  test('the export holds the rows of the list, in JSON and in CSV', async () => {
    for (const query of combinations.slice(0, 12).map(queryOf)) {
      const rows = await listAll(t.people.member, query)
      const json = await t.as(t.people.member, 'GET', `/checkins/export?format=json&${query}`)
      expect(json.json(), query).toEqual(rows)
      const csv = await t.as(t.people.member, 'GET', `/checkins/export?${query}`)
      const [head, ...lines] = parseCsv(csv.body)
      const cells = lines.map((line) =>
        Object.fromEntries(line.map((cell, i) => [head?.[i] ?? '', cell])),
      )
      expect(cells).toEqual(
        rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([key, value]) => [
              key,
              value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value),
            ]),
          ),
        ),
      )
    }
  })
})

test('the lists inside the stats are sorted: days newest first, the rest by minutes', async () => {
  const stats = (await t.as(t.people.admin, 'GET', '/checkins/stats')).json() as CheckinStats
  const days = stats.byDay.map((one) => one.workDate)
  expect(days).toEqual([...days].sort().reverse())
  for (const list of [stats.byTag, stats.byProject, stats.byPerson]) {
    const minutes = list.map((one) => one.minutes)
    expect(minutes).toEqual([...minutes].sort((a, b) => b - a))
  }
})

test('nothing at all adds up to zero', async () => {
  const stats = await t.as(t.people.stranger, 'GET', '/checkins/stats')
  const nothing = { minutes: 0, count: 0, byDay: [], byTag: [], byProject: [], byPerson: [] }
  expect(stats.json()).toEqual(nothing)
})

test('tags are counted over what the person sees, the last used first', async () => {
  for (const role of ['member', 'manager'] as const) {
    const rows = await listAll(t.people[role], '')
    const { items } = (await t.as(t.people[role], 'GET', '/tags')).json() as TagCounts
    const counted = group(rows, (row) => row.tags)
    expect(new Map(items.map((one) => [one.tag, one.count]))).toEqual(
      new Map([...counted].map(([tag, total]) => [tag, total.count])),
    )
    for (const { tag, lastUsed } of items) {
      const days = rows.filter((row) => row.tags.includes(tag)).map((row) => row.workDate)
      expect(lastUsed).toBe(days.sort().at(-1))
    }
    const used = items.map((one) => one.lastUsed)
    expect(used).toEqual([...used].sort().reverse())
  }
})
