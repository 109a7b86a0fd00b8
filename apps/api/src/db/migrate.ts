// Brings a database to this build's schema: all or nothing, one process at a time.

import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'drizzle')

type Migration = { tag: string; when: number; hash: string }

/** The migrations of this build, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const journal = JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[]
  }
  return Promise.all(
    journal.entries.map(async ({ tag, when }) => {
      const text = await readFile(join(folder, `${tag}.sql`), 'utf8')
      return { tag, when, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Migrates as the owner that `url` names and answers which migrations ran. `upTo` stops after that
 * many, counted from the first one. Throws with the file's name when an applied one was edited.
 */
export async function migrateDatabase(
  url: string,
  options: { upTo?: number } = {},
): Promise<{ applied: string[] }> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'worksmart-migrate',
  })
  // The failure itself rejects the statement at work; this only keeps the process alive.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query("set lock_timeout = '10s'")
    await client.query("select pg_advisory_lock(hashtextextended('worksmart:migrate', 0))")
    const applied = await appliedHashes(client)
    const migrations = await readMigrations()
    for (const [i, hash] of applied.entries()) {
      const migration = migrations[i]
      if (migration && migration.hash !== hash) {
        throw new Error(
          `${migration.tag}.sql was changed after it was applied. Add a new migration instead.`,
        )
      }
    }
    // A migration that has to wait for somebody's lock gives up, and the old version goes on.
    await client.query("set lock_timeout = '2s'")
    const upTo = options.upTo ?? migrations.length
    await withFolder(upTo, (migrationsFolder) => migrate(drizzle(client), { migrationsFolder }))
    // The api compares the head with its own build; the journal's table is made by the migrator.
    await client.query('grant usage on schema drizzle to ws_app')
    await client.query('grant select on drizzle.__drizzle_migrations to ws_app')
    return { applied: migrations.slice(applied.length, upTo).map(({ tag }) => tag) }
  } finally {
    await client.end().catch(() => {})
  }
}

/** The folder of the migrations, or a copy whose journal ends after `count` of them. */
async function withFolder(count: number, work: (path: string) => Promise<void>): Promise<void> {
  const journal = JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: unknown[]
  }
  if (count >= journal.entries.length) return work(folder)
  const copy = await mkdtemp(join(tmpdir(), 'worksmart-migrations-'))
  try {
    await cp(folder, copy, { recursive: true })
    const shorter = { ...journal, entries: journal.entries.slice(0, count) }
    await writeFile(join(copy, 'meta', '_journal.json'), JSON.stringify(shorter))
    await work(copy)
  } finally {
    await rm(copy, { recursive: true })
  }
}

/** Whether the database is where this build is: `ahead` is fine, because changes only expand. */
export async function readSchemaState(pool: pg.Pool): Promise<'current' | 'behind' | 'ahead'> {
  const [{ length }, applied] = await Promise.all([readMigrations(), appliedHashes(pool)])
  return applied.length === length ? 'current' : applied.length < length ? 'behind' : 'ahead'
}

async function appliedHashes(client: pg.Client | pg.Pool): Promise<string[]> {
  const there = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name")
  if (there.rows[0]?.name === null) return []
  const { rows } = await client.query<{ hash: string }>(
    'select hash from drizzle.__drizzle_migrations order by id',
  )
  return rows.map((row) => row.hash)
}
