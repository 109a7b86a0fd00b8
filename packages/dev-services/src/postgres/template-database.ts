// Tests need a fresh, migrated database often. Copying a template takes milliseconds where
// migrating takes a good part of a second.
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export interface ClonedDatabase {
  name: string
  superuserUrl: string
  /** The same database as another role, such as `ws_app`. */
  urlFor(role: string): string
  /** Removes the database, ending connections that are still open. */
  drop(): Promise<void>
}

type Server = { superuserUrl(database: string): string }

const defaultTemplate = 'ws_template'

/** Makes the database when it is not there; two callers at once are fine. */
export async function ensureDatabase(server: Server, name: string): Promise<void> {
  await asAdmin(server.superuserUrl('postgres'), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) {
      await ignoring(['42P04', '23505'], () => client.query(`create database ${quoted(name)}`))
    }
  })
}

/**
 * Makes a database, runs `migrate` on it and closes it to connections, because a database that
 * somebody uses cannot be copied. Returns its name, for `cloneFromUrl` in other processes.
 */
export async function createTemplate(
  server: Server,
  migrate: (superuserUrl: string) => Promise<void>,
  name = defaultTemplate,
): Promise<string> {
  const admin = server.superuserUrl('postgres')
  await asAdmin(admin, async (client) => {
    await ignoring(['3D000'], () =>
      client.query(`alter database ${quoted(name)} is_template false`),
    )
    await client.query(`drop database if exists ${quoted(name)} with (force)`)
    await client.query(`create database ${quoted(name)}`)
  })
  await migrate(server.superuserUrl(name))
  await asAdmin(admin, async (client) => {
    await client.query(
      `alter database ${quoted(name)} with is_template true allow_connections false`,
    )
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
      [name],
    )
  })
  return name
}

/** A fresh copy of the template that `createTemplate` made in this cluster. */
export function cloneDatabase(server: Server, template = defaultTemplate): Promise<ClonedDatabase> {
  return cloneFromUrl(server.superuserUrl('postgres'), template)
}

/** A fresh copy of a template, given only a superuser's URL of any database of that server. */
export async function cloneFromUrl(
  adminUrl: string,
  template = defaultTemplate,
): Promise<ClonedDatabase> {
  const name = `ws_test_${randomBytes(8).toString('hex')}`
  const sql = `create database ${quoted(name)} template ${quoted(template)}`
  await asAdmin(adminUrl, (client) => untilUnused(() => client.query(sql)))
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return {
    name,
    superuserUrl: url.href,
    urlFor: (role) => {
      const other = new URL(url)
      other.username = role
      return other.href
    },
    drop: () =>
      asAdmin(adminUrl, async (client) => {
        await client.query(`drop database if exists ${quoted(name)} with (force)`)
      }),
  }
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  // A server that goes away while idle would otherwise end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

// 55006: the source is in use, by autovacuum for a moment or by another clone of an old server.
async function untilUnused<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error
      await pause(100)
    }
  }
}

async function ignoring(codes: string[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!codes.includes((error as { code?: string }).code ?? '')) throw error
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
