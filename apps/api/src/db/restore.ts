// Puts a dump back into an empty database: its migrations first, then the rows, then the migrations
// that came later. All rows or none.

import { createHash } from 'node:crypto'
import pg from 'pg'
import type { DumpLine, Sums } from './dump.ts'
import { migrateDatabase, readMigrations } from './migrate.ts'
import { quoted, readTableShapes, type TableShape } from './table-shapes.ts'

/** The dump cannot go into this database; the message says why, and nothing was changed. */
export class CannotRestore extends Error {}

const batchRows = 500

export type Restored = {
  sums: Sums
  /** False when later migrations ran on the rows, so that their text may have changed. */
  isCurrent: boolean
}

/** Restores into the empty database of `url`, as its owner. Answers what was put back. */
export async function restoreDump(url: string, lines: AsyncIterable<string>): Promise<Restored> {
  const reader = lines[Symbol.asyncIterator]()
  const next = async () => (await reader.next()).value as string | undefined
  const start = parsed(await next())
  if (start.kind !== 'start' || start.format !== 1) {
    throw new CannotRestore('The backup has a format that this version does not know.')
  }
  await refuseForeign(start.migrations)
  await refuseFull(url)
  await migrateDatabase(url, { upTo: start.migrations.length })
  const client = await connect(url)
  try {
    await client.query("begin; set local timezone = 'UTC'; set local statement_timeout = 0")
    const sums = await restoreRows(client, next)
    await client.query('commit')
    await client.end()
    const { applied } = await migrateDatabase(url)
    return { sums, isCurrent: applied.length === 0 }
  } finally {
    await client.end().catch(() => {})
    await reader.return?.()
  }
}

async function refuseForeign(hashes: string[]): Promise<void> {
  const own = await readMigrations()
  if (hashes.length > own.length) {
    throw new CannotRestore('The backup is of a newer version. Restore it with that one.')
  }
  const other = hashes.findIndex((hash, i) => own[i]?.hash !== hash)
  if (other !== -1) {
    throw new CannotRestore(`The backup was made after another ${own[other]?.tag}.sql.`)
  }
}

async function refuseFull(url: string): Promise<void> {
  const client = await connect(url)
  try {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    )
    if (rows[0]?.n) {
      throw new CannotRestore(
        'The database is not empty. Restore into a new one, then switch over.',
      )
    }
  } finally {
    await client.end().catch(() => {})
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'worksmart-restore' })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function restoreRows(
  client: pg.Client,
  next: () => Promise<string | undefined>,
): Promise<Sums> {
  const shapes = await readTableShapes(client)
  const sums: Sums = {}
  await openTables(client, shapes)
  for (;;) {
    const line = parsed(await next())
    if (line.kind === 'done') {
      if (line.tables !== Object.keys(sums).length) throw new CannotRestore(incomplete)
      await closeTables(client, shapes)
      return sums
    }
    const shape = line.kind === 'table' && shapes.find(({ name }) => name === line.name)
    if (!shape) throw new CannotRestore(incomplete)
    sums[shape.name] = await restoreTable(client, shape, line.columns, next)
  }
}

const incomplete = 'The backup is not whole. Nothing was restored.'

async function restoreTable(
  client: pg.Client,
  shape: TableShape,
  columns: string[],
  next: () => Promise<string | undefined>,
) {
  const places = columns.map((name, i) => {
    const column = shape.columns.find((one) => one.name === name)
    if (!column) throw new CannotRestore(`The table ${shape.name} has no column ${name}.`)
    return `(line->>${i})::${column.type}`
  })
  const insert = `insert into ${quoted(shape.name)} (${columns.map(quoted).join(', ')})
    overriding system value select ${places.join(', ')} from unnest($1::jsonb[]) line`
  const hash = createHash('sha256')
  let rows = 0
  let batch: string[] = []
  const flush = async () => {
    if (batch.length > 0) await client.query(insert, [batch])
    batch = []
  }
  for (;;) {
    const line = await next()
    if (line?.startsWith('[')) {
      hash.update(line).update('\n')
      rows += 1
      batch.push(line)
      if (batch.length === batchRows) await flush()
      continue
    }
    await flush()
    const end = parsed(line)
    const sha256 = hash.digest('hex')
    if (end.kind !== 'end' || end.rows !== rows || end.sha256 !== sha256) {
      throw new CannotRestore(incomplete)
    }
    return { rows, sha256 }
  }
}

// The policies hold for the owner too, and triggers would count again what has been counted. Both
// are off within this transaction alone; foreign keys and checks stay on.
async function openTables(client: pg.Client, shapes: TableShape[]): Promise<void> {
  for (const { name } of shapes) {
    await client.query(
      `alter table ${quoted(name)} disable trigger user, no force row level security`,
    )
  }
}

async function closeTables(client: pg.Client, shapes: TableShape[]): Promise<void> {
  for (const { name } of shapes) {
    await client.query(`alter table ${quoted(name)} enable trigger user, force row level security`)
  }
}

function parsed(line: string | undefined): DumpLine {
  if (line === undefined) throw new CannotRestore(incomplete)
  return JSON.parse(line) as DumpLine
}
