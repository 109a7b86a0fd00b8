// A real api over a real database of its own, with two workspaces and people in every role.

import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { v7 } from 'uuid'
import { buildApp } from '../src/app.ts'
import { connectPool, type Pool } from '../src/db/connect.ts'
import { localDirectory } from '../src/db/local-directory.ts'
import { insertWorkspace, type Seeded } from '../src/db/seed.ts'
import type { Dependencies } from '../src/dependencies.ts'
import { readEnv } from '../src/env.ts'
import { devHeaderIdentity } from '../src/identity/dev-header.ts'
import { makeRuntime } from '../src/runtime.ts'
import { addToTally, countAnswers } from './tally.ts'

export type Person = { id: string; email: string; role: string; workspaceId: string }

export type TestApp = {
  app: FastifyInstance
  dependencies: Dependencies
  /** The api's own connections; for tests that cut them. */
  pool: Pool
  /** As the superuser, past every policy; for looking at what is really there. */
  sql: <Row extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ) => Promise<Row[]>
  urlFor: (role: string) => string
  people: { admin: Person; manager: Person; member: Person; other: Person; stranger: Person }
  /** A request as this person; `undefined` is nobody. */
  as: (
    person: Person | undefined,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT',
    url: string,
    options?: RequestOptions,
  ) => Promise<LightMyRequestResponse>
  close: () => Promise<void>
}

type RequestOptions = {
  body?: unknown
  headers?: Record<string, string>
  ifMatch?: string
  key?: string
}

export type TestAppOptions = {
  adminUrl: string
  /** Replaces parts of the dependencies, such as the clock. */
  override?: (dependencies: Dependencies) => Partial<Dependencies>
  env?: Record<string, string>
  /** Another way to the same database, such as through a bad network. */
  databaseUrl?: (direct: string) => string
}

/** The clock of the tests: Tuesday 24 November 2026, 10:05 UTC. */
export const testNow = new Date('2026-11-24T10:05:00.000Z')

export async function createTestApp(options: TestAppOptions): Promise<TestApp> {
  const database = await cloneFromUrl(options.adminUrl)
  const owner = new pg.Pool({ connectionString: database.superuserUrl, max: 2 })
  owner.on('error', () => {})
  const here = await seed(owner, 'Here', [
    { name: 'Ana Admin', email: 'ana@here.test', role: 'admin' },
    { name: 'Marco Manager', email: 'marco@here.test', role: 'manager' },
    { name: 'Mia Member', email: 'mia@here.test', role: 'member' },
    { name: 'Otto Other', email: 'otto@here.test', role: 'member' },
  ])
  const there = await seed(owner, 'There', [
    { name: 'Sam Stranger', email: 'sam@there.test', role: 'admin' },
  ])
  const directory = connectPool(
    {
      url: database.superuserUrl,
      role: 'ws_directory',
      max: 1,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      applicationName: 'test-directory',
    },
    { onIdleError: () => {} },
  )
  const runtime = await makeRuntime({
    env: readEnv({
      LOG_LEVEL: 'silent',
      // Tests ask more often than people do.
      AI_RATE_PER_MINUTE: '10000',
      AI_RATE_PER_DAY: '10000',
      AI_SUGGEST_RATE_PER_MINUTE: '10000',
      ...options.env,
    }),
    databaseUrl: options.databaseUrl?.(database.urlFor('ws_app')) ?? database.urlFor('ws_app'),
    identity: devHeaderIdentity(localDirectory(directory)),
    checkAnswers: true,
    log: () => {},
  })
  const dependencies: Dependencies = {
    ...runtime.dependencies,
    now: () => testNow,
    ...options.override?.(runtime.dependencies),
  }
  const app = await buildApp(dependencies)
  const [admin, manager, member, other] = here.people.map((p) => ({
    ...p,
    workspaceId: here.workspaceId,
  })) as [Person, Person, Person, Person]
  const [stranger] = there.people.map((p) => ({ ...p, workspaceId: there.workspaceId })) as [Person]
  return {
    app,
    dependencies,
    pool: runtime.pool,
    urlFor: database.urlFor,
    people: { admin, manager, member, other, stranger },
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    as: (person, method, url, request = {}) => app.inject(toInject(person, method, url, request)),
    async close() {
      await app.close()
      await Promise.all([runtime.pool.end(), directory.end()])
      await owner.end()
      await database.drop()
      // A 500 is a bug whatever the test was about.
      const { answers, broken } = countAnswers(dependencies.metrics.render())
      addToTally({ answers, answers500: broken.length })
      if (broken.length > 0) throw new Error(`Answered with 500: ${broken.join(', ')}`)
    },
  }
}

function toInject(
  person: Person | undefined,
  method: string,
  url: string,
  request: RequestOptions,
): InjectOptions {
  return {
    method: method as 'GET',
    url,
    headers: {
      host: 'localhost:3000',
      ...(person ? { 'x-user-id': person.id } : {}),
      ...(request.ifMatch ? { 'if-match': request.ifMatch } : {}),
      ...(request.key ? { 'idempotency-key': request.key } : {}),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { payload: request.body as object }),
  }
}

async function seed(
  owner: pg.Pool,
  name: string,
  people: { name: string; email: string; role: string }[],
): Promise<Seeded> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const seeded = await insertWorkspace(client, v7, name, people)
    await client.query('commit')
    return seeded
  } finally {
    client.release()
  }
}
