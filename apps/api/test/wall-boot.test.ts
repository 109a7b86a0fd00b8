// The second wall is looked at before the api serves anything, and its context cannot leak.

import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connectPool, findWallDefect } from '../src/db/connect.ts'
import { makeDatabase } from '../src/db/with-actor.ts'
import { actorOf } from './actor.ts'
import { createTestApp, type TestApp } from './app.ts'
import { aCheckin } from './factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

function poolOf(url: string, role: string, max = 1) {
  return connectPool(
    {
      url,
      role,
      max,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      applicationName: 'test',
    },
    { onIdleError: () => {} },
  )
}

async function defectAfter(sql: string | null, role = 'ws_app'): Promise<string | null> {
  const database = await cloneFromUrl(inject('adminUrl'))
  const owner = poolOf(database.superuserUrl, 'postgres')
  if (sql) await owner.query(sql)
  const pool = poolOf(database.superuserUrl, role)
  try {
    return await findWallDefect(pool)
  } finally {
    await Promise.all([pool.end(), owner.end()])
    await database.drop()
  }
}

test('a database as it is migrated has no defect', async () => {
  expect(await defectAfter(null)).toBeNull()
})

test('the boot refuses to work as a superuser', async () => {
  expect(await defectAfter(null, 'postgres')).toContain('connected as postgres')
})

test.each([
  ['a dropped policy', 'drop policy checkin_read on checkins', 'checkins'],
  ['a table whose owner is not held', 'alter table users no force row level security', 'users'],
  ['a table without security', 'alter table tasks disable row level security', 'tasks'],
  ['the table of workspaces', 'alter table workspaces no force row level security', 'workspaces'],
  ['a new table without policies', 'create table extra (workspace_id uuid)', 'extra'],
])('the boot refuses %s and names the table', async (_what, sql, table) => {
  expect(await defectAfter(sql)).toContain(`table ${table} `)
})

test('the sums of the ledger and the ids of search are the only functions that run with the rights of their owner', async () => {
  const rows = await t.sql(`select proname as name, pg_get_userbyid(proowner) as owner,
      proconfig as settings, has_function_privilege('public', oid, 'execute') as everyone
    from pg_proc where prosecdef order by proname`)
  const ledger = {
    owner: 'ws_ledger',
    settings: ['search_path=public, pg_temp'],
    everyone: false,
  }
  const search = { ...ledger, owner: 'ws_search' }
  expect(rows).toEqual([
    ...['move_task_time', 'project_time', 'projects_time'].map((name) => ({ name, ...ledger })),
    {
      name: 'search_parts',
      ...search,
      settings: ['search_path=public, pg_temp', 'pg_trgm.word_similarity_threshold=0.5'],
    },
    { name: 'search_words', ...search },
    { name: 'tasks_time', ...ledger },
  ])
})

test('the role of search reads the index and can do nothing else', async () => {
  const [role] =
    await t.sql(`select rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
      pg_has_role('ws_app', 'ws_search', 'member') as taken_on_by_the_api,
      has_schema_privilege('ws_search', 'public', 'create') as creates
    from pg_roles where rolname = 'ws_search'`)
  expect(new Set(Object.values(role ?? {}))).toEqual(new Set([false]))
  const rights = await t.sql(`select table_name as "table", privilege_type as "right"
      from information_schema.table_privileges where grantee = 'ws_search'`)
  expect(rights).toEqual([{ table: 'search_chunks', right: 'SELECT' }])
})

test('the role of the ledger reads check-ins, moves them, and can do nothing else', async () => {
  const [role] =
    await t.sql(`select rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
      pg_has_role('ws_app', 'ws_ledger', 'member') as taken_on_by_the_api,
      has_schema_privilege('ws_ledger', 'public', 'create') as creates
    from pg_roles where rolname = 'ws_ledger'`)
  expect(role).toEqual({
    rolcanlogin: false,
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: false,
    taken_on_by_the_api: false,
    creates: false,
  })
  const rights =
    await t.sql(`select table_name as "table", privilege_type as "right", null as "column"
      from information_schema.table_privileges where grantee = 'ws_ledger'
    union all
    select table_name, privilege_type, column_name from information_schema.column_privileges
     where grantee = 'ws_ledger' and privilege_type <> 'SELECT' order by 2, 3`)
  expect(rights).toEqual([
    { table: 'checkins', right: 'SELECT', column: null },
    { table: 'checkins', right: 'UPDATE', column: 'project_id' },
    { table: 'checkins', right: 'UPDATE', column: 'updated_at' },
    { table: 'checkins', right: 'UPDATE', column: 'version' },
  ])
})

test('every table enforces row-level security on its owner too', async () => {
  const rows = await t.sql(`select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)`)
  expect(rows).toEqual([])
})

test('the role of the api owns nothing, passes no policy and cannot empty a table', async () => {
  const [role] = await t.sql(
    "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = 'ws_app'",
  )
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: false,
  })
  const owned = await t.sql(
    "select relname from pg_class where pg_get_userbyid(relowner) = 'ws_app' and relnamespace = 'public'::regnamespace",
  )
  expect(owned).toEqual([])
  const truncatable = await t.sql(`select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and has_table_privilege('ws_app', oid, 'truncate')`)
  expect(truncatable).toEqual([])
})

test('the next borrower of a connection inherits no context, whatever happened before', async () => {
  const { member } = t.people
  await aCheckin(t, member)
  const pool = poolOf(t.urlFor('ws_app'), 'ws_app')
  const database = makeDatabase(pool)
  const actor = actorOf(member)
  const left = async () => {
    const { rows } = await pool.query(`select current_setting('app.workspace_id', true) as ws,
      current_setting('app.role', true) as role, (select count(*)::int from checkins) as n`)
    return { ws: rows[0]?.ws || null, role: rows[0]?.role || null, n: rows[0]?.n }
  }
  const nothing = { ws: null, role: null, n: 0 }

  const read = { name: 'all', text: 'select id from checkins', values: [] }
  expect(await database.readAs(actor, read)).toHaveLength(1)
  expect(await left()).toEqual(nothing)

  await database.withActor(actor, (tx) => tx.rows(read))
  expect(await left()).toEqual(nothing)

  const failure = database.withActor(actor, async () => {
    throw new Error('in the middle')
  })
  await expect(failure).rejects.toThrow('in the middle')
  expect(await left()).toEqual(nothing)

  const broken = { name: 'broken', text: 'select 1 / 0', values: [] }
  await expect(database.readAs(actor, broken)).rejects.toMatchObject({ code: '22012' })
  expect(await left()).toEqual(nothing)
  await expect(database.withActor(actor, (tx) => tx.rows(broken))).rejects.toThrow()
  expect(await left()).toEqual(nothing)
  await pool.end()
})

test('an unknown person never gets the rows of the one before', async () => {
  const pool = poolOf(t.urlFor('ws_app'), 'ws_app')
  const database = makeDatabase(pool)
  const read = { name: 'all', text: 'select id from checkins', values: [] }
  await database.readAs(actorOf(t.people.member), read)
  const nobody = { ...actorOf(t.people.member), userId: '00000000-0000-4000-8000-000000000000' }
  await expect(database.readAs(nobody, read)).rejects.toMatchObject({ status: 401 })
  await pool.end()
})
