// The production process as it is started for real: its own process, real Postgres, tokens signed
// with a key made here.

import { startFaultProxy } from '@worksmart/dev-services/fault-proxy'
import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { issuer, makeClerkKey, mintToken, organizationId, party } from './clerk.ts'
import { aFreePort, type RunningEntry, runEntry, startEntry } from './spawn.ts'

const key = makeClerkKey()
let databaseUrl: string
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await cloneFromUrl(inject('adminUrl'))
  databaseUrl = database.superuserUrl
  drop = () => database.drop()
})
afterAll(() => drop())
// A test that ran out of time leaves no server behind.
const started: RunningEntry[] = []
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})

function startServer(env: Record<string, string>): RunningEntry {
  const server = startEntry('server.ts', env)
  started.push(server)
  return server
}

const settings = (more: Record<string, string> = {}) => ({
  NODE_ENV: 'production',
  AUTH_MODE: 'clerk',
  CLERK_PUBLISHABLE_KEY: 'pk_live_test',
  CLERK_JWT_KEY: key.publicPem.replaceAll('\n', '\\n'),
  CLERK_ISSUER: issuer,
  CLERK_AUTHORIZED_PARTIES: `https://other.test, ${party}`,
  DATABASE_URL: databaseUrl,
  S3_BUCKET: 'documents',
  S3_ENDPOINT: 'http://127.0.0.1:9',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
  // A test machine may be busy with other tests; shedding load has a test of its own.
  OVERLOAD_DELAY_MS: '60000',
  ...more,
})

const first = {
  CLERK_ORGANIZATION_ID: organizationId,
  FIRST_ADMIN_EMAIL: 'Ana@Here.test',
  WORKSPACE_NAME: 'Garden team',
}

async function listening({ child, output }: RunningEntry): Promise<void> {
  await expect
    .poll(() => output.stdout.includes('listens') || child.exitCode !== null, { timeout: 20_000 })
    .toBe(true)
  expect(output).toMatchObject({ stdout: expect.stringContaining('listens') })
}

const get = (port: number, path: string, token?: string) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })

test('migrating makes the configured workspace once, and its first admin signs in and adds time', async () => {
  const made = await runEntry('migrate.ts', settings(first))
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('Garden team') })
  const again = await runEntry('migrate.ts', settings(first))
  expect(again).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' })

  const port = await aFreePort()
  const server = startServer(settings({ PORT: String(port) }))
  await listening(server)
  const token = mintToken(key, 'ana')
  const me = await (await get(port, '/me', token)).json()
  expect(me).toMatchObject({
    role: 'admin',
    mode: 'clerk',
    workspace: { name: 'Garden team' },
  })
  expect((await get(port, '/me')).status).toBe(401)
  expect((await get(port, '/local/people')).status).toBe(404)
  expect(await (await get(port, '/health')).json()).toMatchObject({ mode: 'clerk' })
  const logged = await fetch(`http://127.0.0.1:${port}/checkins`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: '2h #dev fix nav' }),
  })
  expect(logged.status).toBe(201)

  server.child.kill('SIGTERM')
  await expect
    .poll(async () => (await get(port, '/health/ready').catch(() => null))?.status ?? 'closed')
    .not.toBe(200)
  expect(await server.ended).toBe(0)
  expect(server.output.stderr).toBe('')
})

test('requests at work when the process is told to stop are answered, and it ends with 0', async () => {
  const port = await aFreePort()
  const server = startServer(settings({ PORT: String(port) }))
  await listening(server)
  const token = mintToken(key, 'ana')
  const write = (i: number) =>
    fetch(`http://127.0.0.1:${port}/checkins`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `stop-${i}`,
      },
      body: JSON.stringify({ text: `1h #dev stopping ${i}` }),
    })
  const writes = Array.from({ length: 50 }, (_, i) => write(i))
  // The first answer says that all of them are on their way.
  await Promise.race(writes)
  server.child.kill('SIGTERM')
  const statuses = (await Promise.all(writes)).map((answer) => answer.status)
  expect(statuses).toEqual(Array(50).fill(201))
  expect(await server.ended).toBe(0)
}, 60_000)

test('a database that comes late is waited for, and the port says so meanwhile', async () => {
  const target = new URL(databaseUrl)
  const proxy = await startFaultProxy({
    target: { host: target.hostname, port: Number(target.port) },
  })
  proxy.set({ kind: 'drop' })
  const behindProxy = new URL(databaseUrl)
  behindProxy.host = `127.0.0.1:${proxy.port}`
  const port = await aFreePort()
  const server = startServer(settings({ PORT: String(port), DATABASE_URL: behindProxy.href }))
  await expect
    .poll(async () => (await get(port, '/health/live').catch(() => null))?.status, {
      timeout: 20_000,
    })
    .toBe(200)
  const ready = await get(port, '/health/ready')
  expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await ready.json()).toMatchObject({ code: 'database.unavailable' })
  proxy.set({ kind: 'none' })
  await listening(server)
  expect((await get(port, '/health/ready')).status).toBe(200)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  await proxy.stop()
})

test('a database that never comes ends the process with one line, without the password', async () => {
  const { code, stdout, stderr } = await runEntry(
    'server.ts',
    settings({
      PORT: String(await aFreePort()),
      DATABASE_URL: `postgresql://worksmart:canary-secret@127.0.0.1:${await aFreePort()}/x`,
      DATABASE_WAIT_MS: '600',
    }),
  )
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('WorkSmart does not start')
  expect(stderr).not.toContain('canary-secret')
})

test('a database older than the build stops the start and names the cure', async () => {
  const database = await cloneFromUrl(inject('adminUrl'))
  const client = new pg.Client({ connectionString: database.superuserUrl })
  await client.connect()
  await client.query(`delete from drizzle.__drizzle_migrations
    where id = (select max(id) from drizzle.__drizzle_migrations)`)
  await client.end()
  const { code, stderr } = await runEntry(
    'server.ts',
    settings({ PORT: String(await aFreePort()), DATABASE_URL: database.superuserUrl }),
  )
  expect([code, stderr]).toEqual([
    1,
    'WorkSmart does not start: The database is older than this version. Migrate it first.\n',
  ])
  await database.drop()
})
