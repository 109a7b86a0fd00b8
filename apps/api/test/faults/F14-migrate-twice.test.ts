import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrateDatabase, readMigrations } from '../../src/db/migrate.ts'

const name = `ws_migrate_${process.pid}`
const urlOf = (database: string) => {
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${database}`
  return url.href
}

async function run(database: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: urlOf(database) })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

beforeAll(() => ensureDatabase({ superuserUrl: urlOf }, name))
afterAll(() => run('postgres', `drop database if exists ${name} with (force)`))

test('a migration that fails midway leaves nothing, and the next run succeeds', async () => {
  // A table of ours that is there already stops the first migration in the middle.
  await run(name, 'create table tasks (a int)')
  await expect(migrateDatabase(urlOf(name))).rejects.toThrow()
  const left = await run(
    name,
    "select relname from pg_class where relnamespace = 'public'::regnamespace",
  )
  expect(left.rows.map((row) => row.relname)).toEqual(['tasks'])
  await run(name, 'drop table tasks')
})

test('two that migrate at once apply each migration once', async () => {
  const count = (await readMigrations()).length
  const both = await Promise.all([migrateDatabase(urlOf(name)), migrateDatabase(urlOf(name))])
  expect(both.map((one) => one.applied.length).sort()).toEqual([0, count])
  const rows = await run(name, 'select count(*)::int as n from drizzle.__drizzle_migrations')
  expect(rows.rows[0].n).toBe(count)
})
