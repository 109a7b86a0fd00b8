// The api's production entry as it is started for real, on a database with one workspace whose
// people sign in with tokens made here.

import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import {
  type ClerkKey,
  issuer,
  makeClerkKey,
  mintToken,
  organizationId,
} from '../../api/test/clerk.ts'
import { type RunningEntry, runEntry, startEntry } from '../../api/test/spawn.ts'

export type ProductionApi = {
  key: ClerkKey
  databaseUrl: string
  /** A session of this person for an hour. */
  tokenOf: (person: string) => string
  /** Adds people to the workspace, by the start of their e-mail. */
  addPeople: (names: readonly string[]) => Promise<void>
  /** Starts one more process of the api; resolves once it is ready. */
  start: (port: number, more?: Record<string, string>) => Promise<RunningEntry>
  sql: <Row>(text: string) => Promise<Row[]>
  close: () => Promise<void>
}

/** `origin` is where people open the app; their tokens are minted for it. */
export async function makeProductionApi(adminUrl: string, origin: string): Promise<ProductionApi> {
  const database = await cloneFromUrl(adminUrl)
  const key = makeClerkKey()
  const env = {
    NODE_ENV: 'production',
    AUTH_MODE: 'clerk',
    CLERK_PUBLISHABLE_KEY: 'pk_live_test',
    CLERK_JWT_KEY: key.publicPem.replaceAll('\n', '\\n'),
    CLERK_ISSUER: issuer,
    CLERK_AUTHORIZED_PARTIES: origin,
    S3_BUCKET: 'documents',
    S3_ENDPOINT: 'http://127.0.0.1:9',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
    DATABASE_URL: database.superuserUrl,
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'info',
    // A test machine may be busy with other tests; shedding load has a test of its own.
    OVERLOAD_DELAY_MS: '60000',
  }
  const migrated = await runEntry('migrate.ts', {
    ...env,
    CLERK_ORGANIZATION_ID: organizationId,
    FIRST_ADMIN_EMAIL: 'ana@here.test',
  })
  if (migrated.code !== 0) throw new Error(migrated.stderr)
  const client = new pg.Client({ connectionString: database.superuserUrl })
  await client.connect()
  const running: RunningEntry[] = []
  return {
    key,
    databaseUrl: database.superuserUrl,
    tokenOf: (person) =>
      mintToken(key, person, { azp: origin, exp: Math.floor(Date.now() / 1000) + 3600 }),
    async addPeople(names) {
      await client.query(
        `insert into users (workspace_id, id, name, email, role)
         select w.id, gen_random_uuid(), person, person || '@here.test', 'member'
           from workspaces w, unnest($1::text[]) person`,
        [names],
      )
    },
    async start(port, more = {}) {
      const entry = startEntry('server.ts', { ...env, PORT: String(port), ...more })
      running.push(entry)
      for (;;) {
        if (entry.child.exitCode !== null) throw new Error(entry.output.stderr)
        const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null)
        if (answer?.status === 200) return entry
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async sql<Row>(text: string) {
      return (await client.query(text)).rows as Row[]
    },
    async close() {
      for (const { child } of running) child.kill('SIGTERM')
      await Promise.all(running.map(({ ended }) => ended))
      await client.end()
      await database.drop()
    },
  }
}
