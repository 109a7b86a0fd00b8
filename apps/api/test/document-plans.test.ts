// What a page of documents costs, as the api asks for it: deterministic, unlike timings.

import type { DocumentFilter } from '@worksmart/types/documents'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Tx, Viewer } from '../src/db/with-actor.ts'
import { selectDocumentPage } from '../src/documents/documents.queries.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { type PlanNode, readPlan } from './plan.ts'

let t: TestApp
let client: pg.Client
let project: string
let plans: PlanNode[][] = []
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { admin, manager, member, other } = t.people
  client = new pg.Client({ connectionString: t.urlFor('postgres') })
  await client.connect()
  await client.query('set session_replication_role = replica')
  const projects = await client.query<{ id: string }>(
    `insert into projects (workspace_id, id, key, name, description)
     select $1, gen_random_uuid(), 'P' || n, 'Project', repeat('why ', 200)
       from generate_series(10, 509) n returning id`,
    [admin.workspaceId],
  )
  const ids = projects.rows.map((row) => row.id)
  project = ids[0] ?? ''
  await client.query(
    `insert into tasks (workspace_id, id, project_id, number, title, creator_id, position)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 500], n, 'task ' || n, $3, 'a0'
       from generate_series(1, 5000) n`,
    [admin.workspaceId, ids, admin.id],
  )
  await client.query(
    `insert into checkins (workspace_id, id, user_id, activity, minutes, work_date, source)
     select $1, gen_random_uuid(), $2, 'work ' || n, 60, '2026-11-24', 'api'
       from generate_series(1, 5000) n`,
    [admin.workspaceId, admin.id],
  )
  // Every second document of everybody is linked, spread over the projects.
  await client.query(
    `with made as (insert into documents (workspace_id, id, uploader_id, name, mime, size_bytes,
         sha256, storage_key, created_at)
       select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 4], 'a.pdf', 'application/pdf', 1,
         repeat('a', 64), n::text, timestamptz '2026-11-24 09:00Z' - n * interval '1 minute'
         from generate_series(1, 20000) n returning id, storage_key)
     insert into document_links (workspace_id, id, document_id, project_id)
     select $1, gen_random_uuid(), id, ($3::uuid[])[1 + storage_key::int % 500] from made
      where storage_key::int % 8 < 4`,
    [admin.workspaceId, [admin, manager, member, other].map((one) => one.id), ids],
  )
  await client.query('vacuum analyze')
  await client.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
    set auto_explain.log_analyze = on; set auto_explain.log_buffers = on;
    set auto_explain.log_format = json; set auto_explain.log_level = notice;
    set plan_cache_mode = force_generic_plan; set session_replication_role = origin; set role ws_app`)
  client.on('notice', ({ message }) => {
    const plan = /^duration: [^{]*(\{[\s\S]*)$/.exec(message ?? '')?.[1]
    if (plan !== undefined) plans.push(readPlan([JSON.parse(plan)]))
  })
}, 120_000)
afterAll(async () => {
  await client.end()
  await t.close()
})

/** The plan of one page, in this person's name and under the policies. */
async function planOf(who: Person, filter: Partial<DocumentFilter>, rows = 51) {
  await client.query('begin')
  await client.query('select * from enter_as($1, $2)', [who.workspaceId, who.id])
  plans = []
  const tx = { db: drizzle(client, { casing: 'snake_case' }) } as unknown as Tx
  const viewer = { ...who, userId: who.id } as unknown as Viewer
  const page = await selectDocumentPage(tx, viewer, { limit: 50, ...filter }, null)
  await client.query('rollback')
  expect(page).toHaveLength(rows)
  const plan = plans.at(-1) ?? []
  const ran = plan.filter((node) => node.loops > 0)
  expect(ran.map((node) => node.kind)).not.toContain('Seq Scan')
  return { indexes: plan.map((node) => node.index), buffers: plan[0]?.buffers ?? 0 }
}

test.each(['member', 'manager', 'admin'] as const)(
  'a page of 20,000 documents walks the index from its end, as %s',
  async (role) => {
    const { indexes, buffers } = await planOf(t.people[role], {})
    expect(indexes).toContain('documents_feed_idx')
    // A row that is not one's own is looked up by its links, twice: once for each wall.
    expect(buffers).toBeLessThan(role === 'admin' ? 60 : 600)
  },
)

test('the documents of a project are found from the project', async () => {
  const { indexes } = await planOf(t.people.admin, { projectId: project }, 20)
  expect(indexes).toContain('document_links_project_idx')
})
