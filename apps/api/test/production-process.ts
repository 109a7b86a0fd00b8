// The production entry as a process of its own over a database of the test's choice, with people who
// sign in with tokens made here. For tests that kill, stop and starve it.

import pg from 'pg'
import { issuer, makeClerkKey, mintToken, organizationId, party } from './clerk.ts'
import { type RunningEntry, runEntry, startEntry } from './spawn.ts'

export type Production = {
  /** The settings of the process; a test adds its own. */
  env: Record<string, string>
  /** A session of this person for an hour. */
  tokenOf: (person: string) => string
  /** As the superuser, past every policy. */
  sql: <Row extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ) => Promise<Row[]>
  /** Starts the server on this port; resolves at once. It is killed by `close` at the latest. */
  start: (port: number, more?: Record<string, string>) => RunningEntry
  close: () => Promise<void>
}

/** Migrates the database that the owner's `databaseUrl` names and adds these people as members. */
export async function makeProduction(
  databaseUrl: string,
  people: readonly string[],
): Promise<Production> {
  const key = makeClerkKey()
  const env = {
    NODE_ENV: 'production',
    AUTH_MODE: 'clerk',
    CLERK_PUBLISHABLE_KEY: 'pk_live_test',
    CLERK_JWT_KEY: key.publicPem.replaceAll('\n', '\\n'),
    CLERK_ISSUER: issuer,
    CLERK_AUTHORIZED_PARTIES: party,
    DATABASE_URL: databaseUrl,
    S3_BUCKET: 'documents',
    S3_ENDPOINT: 'http://127.0.0.1:9',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
    // What a person may ask in a minute, and a machine that is busy, have tests of their own.
    RATE_READ_PER_MINUTE: '1000000',
    RATE_WRITE_PER_MINUTE: '1000000',
    RATE_EXPORT_PER_HOUR: '1000000',
    RATE_STRANGER_PER_MINUTE: '1000000',
    OVERLOAD_DELAY_MS: '60000',
  }
  const migrated = await runEntry('migrate.ts', {
    ...env,
    CLERK_ORGANIZATION_ID: organizationId,
    FIRST_ADMIN_EMAIL: 'ana@here.test',
  })
  if (migrated.code !== 0) throw new Error(migrated.stderr)
  // A pool, because the server behind it may be killed.
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  owner.on('error', () => {})
  await owner.query(
    `insert into users (workspace_id, id, name, email, role)
     select w.id, gen_random_uuid(), person, person || '@here.test', 'member'
       from workspaces w, unnest($1::text[]) person`,
    [people],
  )
  const running: RunningEntry[] = []
  return {
    env,
    tokenOf: (person) => mintToken(key, person, { exp: Math.floor(Date.now() / 1000) + 3600 }),
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    start(port, more = {}) {
      const entry = startEntry('server.ts', { ...env, PORT: String(port), ...more })
      running.push(entry)
      return entry
    },
    async close() {
      for (const { child } of running) child.kill('SIGKILL')
      await Promise.all(running.map(({ ended }) => ended))
      await owner.end()
    },
  }
}

/** The status of this address, 0 when nobody answers. */
export const statusAt = (port: number, path: string): Promise<number> =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (answer) => answer.status,
    () => 0,
  )
