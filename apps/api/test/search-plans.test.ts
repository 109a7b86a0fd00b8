// How search reads its index: by words over 50,000 pieces, as the api's role, past nobody's policy.

import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { readPlan } from './plan.ts'

const pieces = 50_000
let t: TestApp
let client: pg.Client
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { member, other, stranger } = t.people
  const owner = new pg.Client({ connectionString: t.urlFor('postgres') })
  await owner.connect()
  for (const [person, count] of [
    [member, pieces / 2],
    [other, pieces / 2],
    [stranger, pieces],
  ] as const) {
    await owner.query(
      `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, content_hash, text)
       select $1, 'checkin', gen_random_uuid(), 0, $2, 'h',
         'work ' || n || case when n % 2500 = 0 then ' zeppelin' else ' meeting' end
       from generate_series(1, $3::int) n`,
      [person.workspaceId, person.id, count],
    )
  }
  await owner.query('vacuum analyze search_chunks')
  await owner.end()
  client = new pg.Client({ connectionString: t.urlFor('ws_app') })
  await client.connect()
}, 120_000)
afterAll(async () => {
  await client.end()
  await t.close()
})

async function explain(who: Person, sql: string, values: unknown[]) {
  await client.query('begin')
  try {
    await client.query('select * from enter_as($1, $2)', [who.workspaceId, who.id])
    await client.query(sql, values)
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, values)
    return readPlan(rows[0]?.['QUERY PLAN'])
  } finally {
    await client.query('rollback')
  }
}

const joined = (from: string) => `select s.text from ${from} f join search_chunks s
  on s.workspace_id = $1 and s.owner_type = f.owner_type and s.owner_id = f.owner_id
 and s.chunk_no = f.chunk_no`

test.each([
  ['a rare word', "search_words($1, $$'zeppelin':*$$, '{checkin}')", 1000],
  ['a typo of it', "search_parts($1, 'zeppelim', '{checkin}')", 3000],
])('%s is found by the index, and joined back by primary key', async (_what, from, most) => {
  const { member } = t.people
  const nodes = await explain(member, joined(from), [member.workspaceId])
  expect(nodes[0]?.rows).toBe(10)
  expect(nodes.map((node) => node.kind)).not.toContain('Seq Scan')
  expect(nodes.find((node) => node.index.includes('pk'))?.indexCond).toContain('owner_id')
  expect(nodes[0]?.buffers).toBeLessThanOrEqual(most)
})

test('a word on every piece ends after 200 of them', async () => {
  const { member } = t.people
  const nodes = await explain(member, joined("search_words($1, $$'meeting':*$$, '{checkin}')"), [
    member.workspaceId,
  ])
  expect(nodes[0]?.rows).toBe(200)
})
