// A dump of the data as lines of JSON. Its own format, because the built-in PostgreSQL brings no
// pg_dump, and because one way to back up is one that is tested everywhere. The schema is not part
// of it: that is what the migrations are, and the dump names the ones that had run.

import { createHash } from 'node:crypto'
import pg from 'pg'
import { quoted, readTableShapes, type TableShape } from './table-shapes.ts'

/** How many rows a table has and the SHA-256 over their lines, each followed by a line feed. */
export type TableSum = { rows: number; sha256: string }
export type Sums = Record<string, TableSum>

export type DumpLine =
  | { kind: 'start'; format: 1; migrations: string[] }
  | { kind: 'table'; name: string; columns: string[] }
  | ({ kind: 'end'; name: string } & TableSum)
  | { kind: 'done'; tables: number }

const batchRows = 1000

/**
 * Every row of every table as of one moment. Rows are arrays of text, everything else is a
 * `DumpLine`; a dump that does not end with `done` is not whole. Reads as `ws_backup`.
 */
export async function* dumpLines(url: string): AsyncGenerator<string> {
  const client = await connectAsBackup(url)
  try {
    yield* linesOf(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** What a dump of this database would say about each table, without the rows. */
export async function sumTables(url: string): Promise<Sums> {
  const sums: Sums = {}
  for await (const line of dumpLines(url)) {
    if (line.startsWith('[')) continue
    const parsed = JSON.parse(line) as DumpLine
    if (parsed.kind === 'end') sums[parsed.name] = { rows: parsed.rows, sha256: parsed.sha256 }
  }
  return sums
}

async function connectAsBackup(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'worksmart-backup',
  })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres';
      set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0`)
    const { rows } = await client.query(
      "select to_regclass('drizzle.__drizzle_migrations') is not null as is_there",
    )
    if (!rows[0].is_there) throw new Error('This database has no WorkSmart in it yet.')
    // An owner that is no superuser made this role and may give it to itself.
    await client
      .query('set role ws_backup; reset role')
      .catch(() => client.query('grant ws_backup to current_user'))
    await client.query('begin isolation level repeatable read, read only')
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

async function* linesOf(client: pg.Client): AsyncGenerator<string> {
  // The journal is the owner's to read, the rows are not: the forced policies hide them from it, and
  // let `ws_backup` read all of them.
  const { rows: migrations } = await client.query<{ hash: string }>(
    'select hash from drizzle.__drizzle_migrations order by id',
  )
  await client.query('set local role ws_backup')
  yield written({ kind: 'start', format: 1, migrations: migrations.map(({ hash }) => hash) })
  const tables = await readTableShapes(client)
  for (const table of tables) {
    yield written({ kind: 'table', name: table.name, columns: table.columns.map((c) => c.name) })
    const hash = createHash('sha256')
    let rows = 0
    for await (const line of rowsOf(client, table)) {
      hash.update(line).update('\n')
      rows += 1
      yield line
    }
    yield written({ kind: 'end', name: table.name, rows, sha256: hash.digest('hex') })
  }
  yield written({ kind: 'done', tables: tables.length })
}

const written = (line: DumpLine) => JSON.stringify(line)

async function* rowsOf(client: pg.Client, table: TableShape): AsyncGenerator<string> {
  const values = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ')
  const order = table.key.map(quoted).join(', ')
  await client.query(`declare rows_of_table no scroll cursor for
    select array_to_json(array[${values}]::text[])::text as line
      from ${quoted(table.name)} ${order ? `order by ${order}` : ''}`)
  for (;;) {
    const { rows } = await client.query<{ line: string }>(
      `fetch forward ${batchRows} from rows_of_table`,
    )
    for (const { line } of rows) yield line
    if (rows.length < batchRows) break
  }
  await client.query('close rows_of_table')
}
