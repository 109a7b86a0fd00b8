// What the summary and the table of projects cost, with the plans of the functions inside them as
// the server ran them: deterministic, unlike timings.

import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { selectStats } from '../src/checkins/checkin-stats.queries.ts'
import type { Prepared } from '../src/db/with-actor.ts'
import { selectSummary } from '../src/projects/project-facts.queries.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { type PlanNode, readPlan } from './plan.ts'

const rowsOfOne = 100_000
let t: TestApp
let client: pg.Client
let projects: string[]
/** The plans of the statements at work, the innermost first. */
let plans: PlanNode[][] = []

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { admin, manager, member, other, stranger } = t.people
  client = new pg.Client({ connectionString: t.urlFor('postgres') })
  await client.connect()
  await client.query('set session_replication_role = replica')
  const ws = admin.workspaceId
  const made = await client.query<{ id: string }>(
    // With descriptions, or the whole table would fit in two pages that are read quicker than an index.
    `insert into projects (workspace_id, id, key, name, owner_id, description)
     select $1, gen_random_uuid(), 'P' || n, 'Project ' || n, $2, repeat('why ', 200)
       from generate_series(10, 109) n
     returning id`,
    [ws, admin.id],
  )
  projects = made.rows.map((row) => row.id)
  await client.query(
    `insert into tasks (workspace_id, id, project_id, number, title, creator_id, position)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 100], n, 'task ' || n, $3, 'a0'
       from generate_series(1, 2000) n`,
    [ws, projects, admin.id],
  )
  await client.query(
    `with made as (insert into documents
         (workspace_id, id, uploader_id, name, mime, size_bytes, sha256, storage_key)
       select $1, gen_random_uuid(), $2, 'a.pdf', 'application/pdf', 1, repeat('a', 64), n::text
         from generate_series(1, 2000) n returning id, storage_key)
     insert into document_links (workspace_id, id, document_id, project_id)
     select $1, gen_random_uuid(), id, ($3::uuid[])[1 + storage_key::int % 100] from made`,
    [ws, admin.id, projects],
  )
  const team = [admin, manager, member, other].map((person) => person.id)
  // Half of everyone's time is on one project, the worst that a plan for the average may meet.
  await fill(ws, team, projects.slice(0, 1), rowsOfOne)
  await fill(ws, team, projects.slice(1), 30_000)
  await fill(stranger.workspaceId, [stranger.id], [], 10_000)
  await client.query('vacuum analyze')
  await client.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
    set auto_explain.log_analyze = on; set auto_explain.log_buffers = on;
    set auto_explain.log_nested_statements = on; set auto_explain.log_format = json;
    set auto_explain.log_level = notice; set plan_cache_mode = force_generic_plan;
    set session_replication_role = origin; set role ws_app`)
  client.on('notice', ({ message }) => {
    const plan = /^duration: [^{]*(\{[\s\S]*)$/.exec(message ?? '')?.[1]
    if (plan !== undefined) plans.push(readPlan([JSON.parse(plan)]))
  })
}, 120_000)
afterAll(async () => {
  await client.end()
  await t.close()
})

function fill(ws: string, people: string[], ids: string[], count: number) {
  return client.query(
    `insert into checkins (workspace_id, id, user_id, activity, minutes, tags, work_date, project_id,
       source, created_at)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % $3::int], 'work ' || n, 1 + n % 300,
       string_to_array((array['dev', 'dev ops', 'meeting', ''])[1 + n % 7 % 4], ' '),
       date '2026-11-24' - n % 900, ($4::uuid[])[1 + n % greatest($5::int, 1)], 'import',
       timestamptz '2026-11-24 18:00Z' - n * interval '7 minutes'
     from generate_series(1, $6::int) n`,
    [ws, people, people.length, ids, ids.length, count],
  )
}

/** Runs it as the api does, in this person's name; the last plan is that of the statement itself. */
async function run(who: Person, statement: Prepared): Promise<PlanNode[][]> {
  await client.query('begin')
  try {
    await client.query('select * from enter_as($1, $2)', [who.workspaceId, who.id])
    plans = []
    await client.query({ ...statement, rowMode: 'array' })
    return plans
  } finally {
    await client.query('rollback')
  }
}

const viewer = (who: Person) => ({
  workspaceId: who.workspaceId,
  userId: who.id,
  role: who.role as 'member' | 'manager',
  timeZone: 'UTC',
  permission: 'projects.read' as const,
  requestId: 'test',
})
const summaryOf = (who: Person) =>
  selectSummary(viewer(who), projects[0] ?? '', '2026-11-24', '2026-11-23')
const kindsOf = (ran: PlanNode[][]) => ran.flat().map((node) => node.kind)

test.each(['member', 'manager'] as const)(
  'a summary of 100,000 check-ins reads no table from end to end, as %s',
  async (role) => {
    const ran = await run(t.people[role], summaryOf(t.people[role]))
    // The statement and the function inside it.
    expect(ran.filter((plan) => plan.some((node) => node.index !== '')).length).toBe(2)
    expect(kindsOf(ran)).not.toContain('Seq Scan')
    expect(ran.flat().some((node) => node.kind === 'Index Only Scan')).toBe(true)
  },
)

test('a summary costs at most three times the stats of the same rows', async () => {
  const { manager } = t.people
  const scope = { workspaceId: manager.workspaceId, userId: null }
  const stats = selectStats(scope, { projectId: projects[0] })
  const buffersOf = async (statement: Prepared) =>
    (await run(manager, statement)).at(-1)?.[0]?.buffers ?? Number.POSITIVE_INFINITY
  const ofStats = await buffersOf(stats)
  expect(ofStats).toBeGreaterThan(500)
  expect(await buffersOf(summaryOf(manager))).toBeLessThanOrEqual(3 * ofStats)
})

test('the figures of a page of 100 projects read no table from end to end', async () => {
  const ran = await run(t.people.member, {
    name: 'facts',
    text: 'select * from projects_time($1, $2, $3)',
    values: [t.people.member.workspaceId, projects, '2026-11-23'],
  })
  // Whether an index alone is enough depends on how far the vacuum has come.
  expect(ran.flat().some((node) => node.index.startsWith('checkins'))).toBe(true)
  expect(kindsOf(ran)).not.toContain('Seq Scan')
})
