// What the list of people and a person's export cost, as the api asks for them: deterministic, unlike
// timings.

import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Prepared, Tx, Viewer } from '../src/db/with-actor.ts'
import { checkinWalks, selectWalked, walks } from '../src/privacy/account-export.queries.ts'
import { selectUserPage } from '../src/users/users.queries.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { type PlanNode, readPlan } from './plan.ts'

const people = 200
let t: TestApp
let client: pg.Client
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { admin, member } = t.people
  client = new pg.Client({ connectionString: t.urlFor('postgres') })
  await client.connect()
  await client.query('set session_replication_role = replica')
  const { rows } = await client.query<{ id: string }>(
    `insert into users (workspace_id, id, email, name)
     select $1, gen_random_uuid(), n || '@many.test', 'Person ' || n
       from generate_series(1, $2::int) n returning id`,
    [admin.workspaceId, people],
  )
  await client.query(
    `insert into checkins (workspace_id, id, user_id, activity, minutes, work_date, source,
       created_at, deleted_at)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % $3::int], 'work ' || n, 60,
       date '2026-11-24' - n / 200, 'api', timestamptz '2026-11-24 18:00Z' - n * interval '7 minutes',
       case when n % 50 = 0 then now() end
     from generate_series(1, 40000) n`,
    [admin.workspaceId, [...rows.map((row) => row.id), member.id], people + 1],
  )
  await client.query(
    `insert into audit_log (workspace_id, id, actor_id, actor_role, action, object_type, object_id,
       created_at)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % $3::int], 'member', 'checkin.created',
       'checkin', gen_random_uuid(), timestamptz '2026-11-24 18:00Z' - n * interval '1 minute'
     from generate_series(1, 40000) n`,
    [admin.workspaceId, [...rows.map((row) => row.id), member.id], people + 1],
  )
  await client.query('vacuum analyze')
  await client.query('set session_replication_role = origin; set role ws_app')
}, 120_000)
afterAll(async () => {
  await client.end()
  await t.close()
})

/** The plan of this statement in the person's name and under the policies, and how many rows it gave. */
async function planOf(who: Person, statement: Pick<Prepared, 'text' | 'values'>) {
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

/** The statement of the list, as the builder writes it. */
async function listStatement(who: Person, limit: number) {
  let seen: Pick<Prepared, 'text' | 'values'> | undefined
  const logger = {
    logQuery: (text: string, values: unknown[]) => {
      seen = { text, values }
    },
  }
  const tx = { db: drizzle(client, { casing: 'snake_case', logger }) } as unknown as Tx
  const viewer = { ...who, userId: who.id } as unknown as Viewer
  await selectUserPage(tx, viewer, { limit }, null)
  if (!seen) throw new Error('The list asked nothing.')
  return seen
}

const ran = (plan: PlanNode[]) => plan.filter((node) => node.loops > 0)

describe('the list of people', () => {
  test.each(['manager', 'admin'] as const)(
    'looks once into an index for each row it answers, as %s',
    async (role) => {
      const plan = await planOf(t.people[role], await listStatement(t.people[role], 50))
      const looks = plan.find((node) => node.index === 'checkins_person_worked_idx')
      expect(looks?.loops).toBe(51)
      expect(looks?.indexCond).toContain('user_id')
      expect(looks?.rows).toBeLessThanOrEqual(1)
      expect(ran(plan).map((node) => node.kind)).not.toContain('Sort')
      // Four to a look, and the page of people.
      expect(plan[0]?.buffers).toBeLessThan(51 * 5 + 60)
    },
  )

  test('asks nothing of check-ins for a member', async () => {
    const { text } = await listStatement(t.people.member, 50)
    expect(text).not.toContain('checkins')
  })
})

describe('a page of an export', () => {
  const me = () => ({ workspaceId: t.people.member.workspaceId, userId: t.people.member.id })
  const far = ['2026-10-01T00:00:00Z', '00000000-0000-4000-8000-000000000000']

  test.each([
    ['checkins_person_logged_idx', checkinWalks[0]],
    ['checkins_bin_idx', checkinWalks[1]],
  ])('of check-ins is a range of %s, at the start and far in', async (index, walk) => {
    if (!walk) throw new Error('There is no such walk.')
    for (const after of [null, far]) {
      const plan = await planOf(t.people.member, selectWalked(walk, me(), after, 500))
      const range = plan.find((node) => node.index === index)
      expect(range?.indexCond).toContain('user_id')
      expect(ran(plan).map((node) => node.kind)).not.toContain('Seq Scan')
    }
  })

  test('of the log reads each line of the workspace at most once in the whole walk', async () => {
    const plan = await planOf(t.people.member, selectWalked(walks.actions, me(), null, 500))
    expect(plan[0]?.rows).toBeGreaterThan(100)
    for (const node of ran(plan)) expect(node.rows * node.loops).toBeLessThanOrEqual(41_000)
  })
})
