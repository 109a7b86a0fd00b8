// The plans of the hot statements, as the api's role with a context: deterministic, unlike timings.

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { selectStats } from '../src/checkins/checkin-stats.queries.ts'
import { type Scope, selectPage } from '../src/checkins/checkins.queries.ts'
import type { Prepared } from '../src/db/with-actor.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { aProject } from './factories.ts'
import { type PlanNode, readPlan } from './plan.ts'

const rowsHere = 50_000
let t: TestApp
let client: pg.Client
let project: string
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { admin, manager, member, other, stranger } = t.people
  project = await aProject(t, admin, { key: 'WEB' })
  const owner = new pg.Client({ connectionString: t.urlFor('postgres') })
  await owner.connect()
  // The rows are right; checking their foreign keys one by one is half of the time.
  await owner.query('set session_replication_role = replica')
  await fill(owner, [admin, manager, member, other], project, rowsHere)
  await fill(owner, [stranger], null, 10_000)
  await owner.query('vacuum analyze checkins')
  await owner.end()
  client = new pg.Client({ connectionString: t.urlFor('ws_app') })
  await client.connect()
}, 120_000)
afterAll(async () => {
  await client.end()
  await t.close()
})

function fill(owner: pg.Client, people: Person[], projectId: string | null, count: number) {
  return owner.query(
    `insert into checkins (workspace_id, id, user_id, activity, minutes, tags, work_date, project_id,
       source, created_at)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % $3::int], 'work ' || n, 1 + n % 300,
       case when n % 9999 = 0 then array['rare']
         else string_to_array((array['dev', 'dev ops', 'meeting', ''])[1 + n % 7 % 4], ' ') end,
       date '2026-11-24' - (n / 60), case when n % 3 = 0 then $4::uuid
         when $4 is not null then md5((n % 41)::text)::uuid end, 'import',
       timestamptz '2026-11-24 18:00Z' - n * interval '7 minutes'
     from generate_series($5::int, 1, -1) n`,
    [people[0]?.workspaceId, people.map((person) => person.id), people.length, projectId, count],
  )
}

/** The plan of exactly the statement that the api prepares, in this person's name. */
async function planOf(who: Person, statement: Prepared): Promise<PlanNode[]> {
  await client.query('begin')
  try {
    await client.query('select * from enter_as($1, $2)', [who.workspaceId, who.id])
    const { rows } = await client.query(
      `explain (analyze, buffers, format json) ${statement.text}`,
      statement.values,
    )
    return readPlan(rows[0]?.['QUERY PLAN'])
  } finally {
    await client.query('rollback')
  }
}

const own = (who: Person): Scope => ({ workspaceId: who.workspaceId, userId: who.id })
const team = (who: Person): Scope => ({ workspaceId: who.workspaceId, userId: null })
const nobody = '00000000-0000-4000-8000-000000000000'

const places = {
  'the first page': null,
  'the second page': ['2026-11-24', '2026-11-24T09:00:00.000Z', nobody],
  'a page far down': ['2024-10-24', '2026-04-15T09:00:00.000Z', nobody],
} as const

const pages = Object.entries(places).flatMap(([place, key]) =>
  (['logged', 'worked'] as const).flatMap((order) => [
    { what: 'one’s own feed', place, order, key, whose: 'own' as const },
    { what: 'the team’s feed', place, order, key, whose: 'team' as const },
    ...(order === 'logged'
      ? [{ what: 'a project’s feed', place, order, key, whose: 'project' as const }]
      : []),
  ]),
)

describe('a page of 50', () => {
  test.each(pages)('of $what, order=$order, $place, is one range of an index', async (page) => {
    const who = page.whose === 'own' ? t.people.member : t.people.manager
    const after = page.key === null ? null : page.order === 'worked' ? page.key : page.key.slice(1)
    const statement = selectPage(
      page.whose === 'own' ? own(who) : team(who),
      { order: page.order, ...(page.whose === 'project' ? { projectId: project } : {}) },
      after,
      51,
    )
    const nodes = await planOf(who, statement)
    const kinds = nodes.map((node) => node.kind)
    expect(kinds.filter((kind) => /Seq Scan|Sort|Bitmap/.test(kind))).toEqual([])
    const scan = nodes.find((node) => node.index.startsWith('checkins'))
    expect(scan?.indexCond).toContain('workspace_id')
    if (page.whose === 'own') expect(scan?.indexCond).toContain('user_id')
    if (page.whose === 'project') expect(scan?.indexCond).toContain('project_id')
    if (after) expect(scan?.indexCond).toMatch(/ROW\(.*created_at, id\) < ROW\(/)
    expect(nodes[0]?.rows).toBe(51)
    expect(nodes[0]?.buffers).toBeLessThanOrEqual(60)
  })
})

describe('a tag on one’s own feed', () => {
  test('that is common is found while walking the feed', async () => {
    const statement = selectPage(own(t.people.member), { order: 'logged', tag: 'ops' }, null, 51)
    const nodes = await planOf(t.people.member, statement)
    expect(nodes[0]?.buffers).toBeLessThanOrEqual(2000)
  })

  test('that is on one row of ten thousand stays bounded', async () => {
    const statement = selectPage(own(t.people.member), { order: 'logged', tag: 'rare' }, null, 51)
    const nodes = await planOf(t.people.member, statement)
    expect(nodes[0]?.rows).toBeGreaterThan(0)
    expect(nodes[0]?.buffers).toBeLessThanOrEqual(2000)
  })
})

describe('the stats', () => {
  const month = { from: '2026-10-25', to: '2026-11-24' }

  test('of one’s own 30 days read days, projects and people from the index alone', async () => {
    const nodes = await planOf(t.people.member, selectStats(own(t.people.member), month))
    const scans = nodes.filter((node) => node.index === 'checkins_person_worked_idx')
    expect(scans.map((node) => node.kind)).toContain('Index Only Scan')
    for (const scan of scans) expect(scan.indexCond).toContain('work_date')
    expect(nodes.map((node) => node.kind)).not.toContain('Seq Scan')
  })

  test('of the team’s 30 days read the range of those days and no more', async () => {
    const nodes = await planOf(t.people.manager, selectStats(team(t.people.manager), month))
    // The tags may come from the index that holds them, skipping from person to person.
    const scans = nodes.filter((node) => /^checkins_(person_)?worked_idx$/.test(node.index))
    expect(scans).toHaveLength(2)
    for (const scan of scans) expect(scan.indexCond).toContain('work_date')
    expect(nodes.map((node) => node.kind)).not.toContain('Seq Scan')
    expect(nodes[0]?.buffers).toBeLessThanOrEqual(400)
  })
})

test('one row by its id is a look at the primary key', async () => {
  const [row] = await t.sql<{ id: string }>('select id from checkins where user_id = $1 limit 1', [
    t.people.member.id,
  ])
  const nodes = await planOf(t.people.member, {
    name: 'one',
    text: 'select * from checkins where workspace_id = $1 and id = $2 and deleted_at is null',
    values: [t.people.member.workspaceId, row?.id],
  })
  const scan = nodes.find((node) => node.index === 'checkins_workspace_id_id_pk')
  expect(scan?.indexCond).toMatch(/workspace_id.*id/)
})
