import { copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { makeBackup, restoreBackup, verifyBackup } from '../src/backup/backup.ts'
import { openBackup, writeBackup } from '../src/backup/backup-file.ts'
import { sumTables } from '../src/db/dump.ts'
import { migrateDatabase } from '../src/db/migrate.ts'
import { seedFirstWorkspace } from '../src/db/seed.ts'
import { createTestApp, type TestApp } from './app.ts'
import { aCheckin, aProject } from './factories.ts'

const secret = 'a key of the test, long enough to be one'
const at = new Date('2026-11-24T02:00:00Z')
let t: TestApp
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worksmart-backup-'))
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  await aProject(t, t.people.admin, { key: 'WEB' })
  for (const text of ['1h #dev plain', `2h #odd "quoted" \\ back\u2028slash 👩‍🚀 'x' {a,b}`])
    expect((await t.as(t.people.member, 'POST', '/checkins', { body: { text } })).statusCode).toBe(
      201,
    )
  await t.as(t.people.admin, 'POST', '/sample-data')
})
afterAll(async () => {
  await t.close()
  await rm(folder, { recursive: true })
})

const superuser = () => t.urlFor('postgres')

async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `ws_restore_${v7().replaceAll('-', '')}`
  const urlOf = (database: string) => {
    const url = new URL(inject('adminUrl'))
    url.pathname = `/${database}`
    return url.href
  }
  await ensureDatabase({ superuserUrl: urlOf }, name)
  return {
    url: urlOf(name),
    async drop() {
      const client = new pg.Client({ connectionString: inject('adminUrl') })
      await client.connect()
      await client.query(`drop database ${name} with (force)`)
      await client.end()
    },
  }
}

describe('a backup', () => {
  test.each([
    ['encrypted', secret],
    ['plain', null],
  ])('%s comes back with every row as it was, and its database works', async (kind, key) => {
    const before = await sumTables(superuser())
    const path = await makeBackup(join(folder, kind), at, { databaseUrl: superuser(), secret: key })
    expect((await readFile(path)).includes('fix nav')).toBe(false)
    const { url, drop } = await emptyDatabase()
    const { sums, isCurrent } = await restoreBackup(path, { databaseUrl: url, secret: key })
    expect(isCurrent).toBe(true)
    expect(sums).toEqual(before)
    expect(await sumTables(url)).toEqual(before)
    expect(before.checkins?.rows).toBeGreaterThan(2)
    expect(before.audit_log?.rows).toBeGreaterThan(2)
    // The policies hold again, for the owner too.
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query(`select count(*)::int as n from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not (relrowsecurity and relforcerowsecurity)`)
    expect(rows).toEqual([{ n: 0 }])
    const disabled = await client.query("select from pg_trigger where tgenabled = 'D'")
    expect(disabled.rowCount).toBe(0)
    await client.end()
    await drop()
  })

  test('is read by the role that may read everything and change nothing', async () => {
    const tables = await t.sql<{ table: string }>(
      `select c.relname as table from pg_class c where relnamespace = 'public'::regnamespace
         and relkind = 'r' and not (has_table_privilege('ws_backup', c.oid, 'select')
         and exists (select from pg_policy p where p.polrelid = c.oid
           and p.polroles @> array['ws_backup'::regrole::oid]))`,
    )
    expect(tables).toEqual([])
    const writes = await t.sql(
      `select from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
         and has_table_privilege('ws_backup', c.oid, 'insert, update, delete, truncate')`,
    )
    expect(writes).toEqual([])
  })

  test('is of one moment: what is written meanwhile is in it whole or not at all', async () => {
    const writing = Array.from({ length: 20 }, () => aCheckin(t, t.people.member))
    const path = await makeBackup(join(folder, 'moment'), at, { databaseUrl: superuser(), secret })
    await Promise.all(writing)
    await verifyBackup(path, { databaseUrl: superuser(), secret })
  })

  test('of an older version is restored and then migrated', async () => {
    const { url, drop } = await emptyDatabase()
    await migrateDatabase(url, { upTo: 4 })
    const path = await makeBackup(join(folder, 'older'), at, { databaseUrl: url, secret })
    await drop()
    const target = await emptyDatabase()
    const { isCurrent } = await restoreBackup(path, { databaseUrl: target.url, secret })
    expect(isCurrent).toBe(false)
    expect(await migrateDatabase(target.url)).toEqual({ applied: [] })
    await target.drop()
  })
})

test('an owner that is no superuser, as managed servers give one, backs up and restores too', async () => {
  const admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  const owner = `ws_owner_${v7().replaceAll('-', '')}`
  await admin.query(`create role ${owner} login createrole createdb`)
  // The roles of this server were made by its superuser; on a server of its own the owner makes them.
  const { rows: roles } = await admin.query<{ role: string }>(
    "select rolname as role from pg_roles where rolname ~ '^ws_[a-z]+$'",
  )
  for (const { role } of roles)
    await admin.query(`grant ${role} to ${owner} with admin option, inherit false, set false`)
  const urlOf = (database: string) => {
    const url = new URL(inject('adminUrl'))
    url.username = owner
    url.pathname = `/${database}`
    return url.href
  }
  const owned: string[] = []
  const ownDatabase = async () => {
    const name = `ws_owned_${v7().replaceAll('-', '')}`
    await admin.query(`create database ${name} owner ${owner}`)
    owned.push(name)
    return urlOf(name)
  }
  const first = await ownDatabase()
  await migrateDatabase(first)
  await seedFirstWorkspace(first, v7, 'UTC')
  const before = await sumTables(first)
  expect(before.users?.rows).toBe(3)
  const path = await makeBackup(join(folder, 'owned'), at, { databaseUrl: first, secret })
  const second = await ownDatabase()
  await restoreBackup(path, { databaseUrl: second, secret })
  expect(await sumTables(second)).toEqual(before)
  for (const name of owned) await admin.query(`drop database ${name} with (force)`)
  for (const { role } of roles) await admin.query(`revoke ${role} from ${owner} cascade`)
  await admin.query(`drop role ${owner}`)
  await admin.end()
})

describe('what is refused before anything is changed', () => {
  let path: string
  beforeAll(async () => {
    path = await makeBackup(join(folder, 'tamper'), at, { databaseUrl: superuser(), secret })
  })

  test.each([
    ['the first line', (size: number) => 30 + (size % 3)],
    ['the middle', (size: number) => Math.floor(size / 2)],
    ['the end', (size: number) => size - 20],
    ['the seal', (size: number) => size - 1],
  ])('a byte changed in %s', async (_, place) => {
    const copy = join(folder, 'changed.backup')
    await copyFile(path, copy)
    const handle = await open(copy, 'r+')
    const position = place((await handle.stat()).size)
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, position)
    await handle.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, position)
    await handle.close()
    const { url, drop } = await emptyDatabase()
    await expect(restoreBackup(copy, { databaseUrl: url, secret })).rejects.toThrow(
      /changed|not a backup/,
    )
    expect(await sumTablesOf(url)).toBe(0)
    await drop()
  })

  test('a plain backup with a byte changed, and one that was cut off', async () => {
    const plain = await makeBackup(join(folder, 'cut'), at, {
      databaseUrl: superuser(),
      secret: null,
    })
    const bytes = await readFile(plain)
    bytes[bytes.length - 200] = (bytes[bytes.length - 200] ?? 0) ^ 1
    await writeFile(plain, bytes)
    await expect(openBackup(plain, null)).rejects.toThrow('changed')
    await truncate(path, (await stat(path)).size - 500).catch(() => {})
    await expect(openBackup(path, secret)).rejects.toThrow('changed')
    await truncate(path, 40)
    await expect(openBackup(path, secret)).rejects.toThrow(/changed|not a backup/)
    path = await makeBackup(join(folder, 'tamper'), at, { databaseUrl: superuser(), secret })
  })

  test('another key, no key, a key for a file without one, and any other file', async () => {
    await expect(openBackup(path, `${secret}!`)).rejects.toThrow('the key is another one')
    await expect(openBackup(path, null)).rejects.toThrow('set BACKUP_KEY')
    const plain = await makeBackup(join(folder, 'plain2'), at, {
      databaseUrl: superuser(),
      secret: null,
    })
    await expect(openBackup(plain, secret)).rejects.toThrow('not encrypted')
    const other = join(folder, 'other.txt')
    await writeFile(other, 'hello\n')
    await expect(openBackup(other, secret)).rejects.toThrow('not a backup')
  })

  test('a database that is not empty', async () => {
    await expect(restoreBackup(path, { databaseUrl: superuser(), secret })).rejects.toThrow(
      'not empty',
    )
  })

  test('a backup of a newer version, of another one, and one that ends too early', async () => {
    const { url, drop } = await emptyDatabase()
    const restore = async (lines: object[]) => {
      const file = join(folder, 'made.backup')
      await writeBackup(file, jsonLines(lines), { createdAt: at.toISOString(), secret })
      return restoreBackup(file, { databaseUrl: url, secret })
    }
    const start = (migrations: string[]) => ({ kind: 'start', format: 1, migrations })
    await expect(restore([start(Array(99).fill('x'))])).rejects.toThrow('newer version')
    await expect(restore([start(['x'])])).rejects.toThrow('another 0000')
    await expect(restore([{ kind: 'start', format: 2, migrations: [] }])).rejects.toThrow('format')
    expect(await sumTablesOf(url)).toBe(0)
    const { lines } = await openBackup(path, secret)
    const whole: object[] = []
    for await (const line of lines()) whole.push(JSON.parse(line))
    await expect(restore(whole.slice(0, -1))).rejects.toThrow('not whole')
    await drop()
  })
})

/** How many rows there are; 0 as well when there is no table yet. */
async function sumTablesOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ n: number }>(
    "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  )
  await client.end()
  return rows[0]?.n ?? 0
}

async function* jsonLines(lines: object[]): AsyncGenerator<string> {
  for (const line of lines) yield JSON.stringify(line)
}
