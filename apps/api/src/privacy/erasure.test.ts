import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../test/app.ts'
import { aCheckin, aProject, aTask } from '../../test/factories.ts'
import { jobDependencies } from '../../test/job-dependencies.ts'
import { verifyChain } from '../audit/verify-chain.ts'
import type { Pool } from '../db/connect.ts'
import { connectJobs } from '../jobs/connect-jobs.ts'
import { runJob } from '../jobs/jobs.ts'

let t: TestApp
let pool: Pool
const run = (name: string) => runJob(jobDependencies(pool), name)

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  pool = connectJobs(t.urlFor('postgres'))
})
afterAll(async () => {
  await pool.end()
  await t.close()
})

/** Every table and column in which one of these texts stands. */
async function placesOf(texts: readonly string[]): Promise<string[]> {
  const columns = await t.sql<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY', 'character varying')`,
  )
  const places: string[] = []
  for (const { table_name, column_name } of columns) {
    for (const text of texts) {
      const rows = await t.sql(
        `select from ${table_name} where position(lower($1) in lower(${column_name}::text)) > 0 limit 1`,
        [text],
      )
      if (rows.length > 0) places.push(`${table_name}.${column_name}: ${text}`)
    }
  }
  return places
}

/** A person with something of theirs in every table that has a place for it. */
async function aFullPerson(person: Person): Promise<void> {
  const logged = await t.as(person, 'POST', '/checkins', {
    body: { text: '2h #dev canary words of mine' },
    key: 'canary-key',
  })
  const row = logged.json() as { id: string; version: number }
  await t.as(person, 'PATCH', `/checkins/${row.id}`, {
    ifMatch: `"${row.id}.${row.version}"`,
    body: { activity: 'canary changed' },
  })
  await t.sql(
    `insert into ai_feedback (workspace_id, id, user_id, kind, shown, evidence, strategy)
     values ($1, $2, $3, 'tag', '{"a": "canary shown"}', '["canary"]', 'rules')`,
    [person.workspaceId, v7(), person.id],
  )
  await t.sql(
    `insert into uploads (workspace_id, id, user_id, document_id, name, mime, size_bytes, sha256, expires_at)
     values ($1, $2, $3, $4, 'canary.pdf', 'application/pdf', 1, repeat('a', 64), now())`,
    [person.workspaceId, v7(), person.id, v7()],
  )
  await t.sql(
    `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, content_hash, text)
     values ($1, 'checkin', $2, 0, $3, 'h', 'canary words')`,
    [person.workspaceId, row.id, person.id],
  )
}

test('an erased person is nowhere any more, and the team’s minutes are what they were', async () => {
  const { member, manager, other } = t.people
  await aFullPerson(member)
  const project = await aProject(t, member, { key: 'CAN' })
  const task = await aTask(t, member, project)
  await t.sql('update tasks set assignee_id = $1 where id = $2', [member.id, task])
  await aCheckin(t, other, { activity: 'stays as it is' })
  expect(await placesOf(['canary', member.email])).not.toEqual([])
  const before = (await t.as(manager, 'GET', '/checkins/stats')).json()

  const answer = await t.as(member, 'DELETE', '/me')
  expect([answer.statusCode, answer.json().userId]).toEqual([202, member.id])
  expect((await t.as(member, 'GET', '/me')).statusCode).toBe(403)
  await run('chain-audit')
  const report = await run('erase-people')
  expect(report).toMatchObject({ people: 1, checkins: 1, users: 1, tasks: 1, projects: 1 })

  expect(await placesOf(['canary', member.email, 'Mia'])).toEqual([])
  const after = (await t.as(manager, 'GET', '/checkins/stats')).json()
  expect([after.minutes, after.byTag, after.byDay]).toEqual([
    before.minutes,
    before.byTag,
    before.byDay,
  ])
  expect((await t.as(manager, 'GET', '/users')).json().items).toContainEqual(
    expect.objectContaining({ id: member.id, name: 'Erased person', active: false }),
  )
  expect(await placesOf(['stays as it is'])).not.toEqual([])
  await run('chain-audit')
  expect((await verifyChain(pool, member.workspaceId)).breach).toBeNull()
  expect(await run('erase-people')).toMatchObject({ people: 0 })
})

test('an admin erases a colleague, but not themselves there and nobody of another workspace', async () => {
  const { admin, other, stranger } = t.people
  const erase = (id: string) => t.as(admin, 'DELETE', `/users/${id}/data`)
  const own = await erase(admin.id)
  expect([own.statusCode, own.json().code]).toEqual([403, 'user.self_change'])
  expect((await erase(stranger.id)).statusCode).toBe(404)
  const first = await erase(other.id)
  const again = await erase(other.id)
  expect([first.statusCode, again.json()]).toEqual([202, first.json()])
  const lines = await t.sql(
    "select actor_id from audit_log where action = 'user.erasure_requested' and object_id = $1",
    [other.id],
  )
  expect(lines).toEqual([{ actor_id: admin.id }])
})

test('who is being erased is not switched on again, however fresh the version is', async () => {
  const { admin, manager } = t.people
  const read = async () => {
    const { items } = (await t.as(admin, 'GET', '/users')).json()
    return items.find((one: { id: string }) => one.id === manager.id)
  }
  const before = await read()
  expect((await t.as(admin, 'DELETE', `/users/${manager.id}/data`)).statusCode).toBe(202)
  const after = await read()
  expect(after).toMatchObject({ active: false, version: before.version + 1 })
  for (const [version, code] of [
    [before.version, 'version.stale'],
    [after.version, 'user.erased'],
  ]) {
    const answer = await t.as(admin, 'PATCH', `/users/${manager.id}`, {
      ifMatch: `"${manager.id}.${version}"`,
      body: { active: true },
    })
    expect(answer.json()).toMatchObject({ code })
  }
  expect(await read()).toEqual(after)
  await t.sql('delete from erasures where user_id = $1', [manager.id])
  await t.sql('update users set active = true where id = $1', [manager.id])
})

test('the last admin stays', async () => {
  const { admin } = t.people
  const answer = await t.as(admin, 'DELETE', '/me')
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'workspace.last_admin'])
  expect((await t.as(admin, 'GET', '/me')).statusCode).toBe(200)
})

test('without an open erasure the job’s role changes nobody', async () => {
  expect(await run('erase-people')).toMatchObject({ people: 1 })
  await aCheckin(t, t.people.manager, { activity: 'stays mine' })
  const { rowCount } = await pool.query("update users set name = 'x' where name <> 'Erased person'")
  expect(rowCount).toBe(0)
  const touched = await pool.query(
    "update checkins set activity = 'x' where activity like 'stays%'",
  )
  expect(touched.rowCount).toBe(0)
})
