// What is refused is seen: a line of the log each, a sample of denials in the log of changes, and
// neither can be used to fill a disk.

import { createConnection } from 'node:net'
import { text } from 'node:stream/consumers'
import { v7 } from 'uuid'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
  vi,
} from 'vitest'
import { denialRecorder } from '../src/audit/record-denial.ts'
import { connectPool, type Pool } from '../src/db/connect.ts'
import { clerkIdentity } from '../src/identity/clerk.ts'
import { clerkDirectory } from '../src/identity/clerk-directory.ts'
import { connectJobs } from '../src/jobs/connect-jobs.ts'
import { runJob } from '../src/jobs/jobs.ts'
import { createTestApp, type TestApp } from './app.ts'
import { issuer, makeClerkKey, mintToken, organizationId, party } from './clerk.ts'
import { aCheckin } from './factories.ts'
import { jobDependencies } from './job-dependencies.ts'

const key = makeClerkKey()
const host = 'app.worksmart.test'
const canary = 'heliotrope'

let t: TestApp
let directory: Pool
let needsSecondFactor = false
let maxSessionHours: number | null = null
const written: string[] = []

beforeAll(async () => {
  const connection = { connectTimeoutMs: 2000, statementTimeoutMs: 5000, lockTimeoutMs: 2000 }
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    // The quietest level there is: these lines do not depend on it.
    env: { LOG_LEVEL: 'fatal' },
    override: () => ({
      requestLimits: { export: { count: 1, windowMs: 3_600_000 } },
      identity: clerkIdentity(
        {
          jwtKeys: [key.publicPem],
          issuer,
          authorizedParties: [party],
          get needsSecondFactor() {
            return needsSecondFactor
          },
          get maxSessionHours() {
            return maxSessionHours
          },
        },
        { findPerson: (session) => clerkDirectory(directory, v7).findPerson(session) },
        () => new Date(),
      ),
    }),
  })
  directory = connectPool(
    {
      ...connection,
      ...{ url: t.urlFor('postgres'), role: 'ws_directory', max: 1 },
      applicationName: 'test-refusals',
    },
    { onIdleError: () => {} },
  )
  await t.sql('update workspaces set clerk_organization_id = $1 where id = $2', [
    organizationId,
    t.people.admin.workspaceId,
  ])
})
beforeEach(() => {
  written.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line))
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  needsSecondFactor = false
  maxSessionHours = null
})
afterAll(async () => {
  await directory.end()
  await t.close()
})

type Line = Record<string, unknown>
const lines = (): Line[] => written.map((line) => JSON.parse(line))
const refused = () => lines().filter(({ msg }) => msg === 'refused')

type Ask = { headers?: Record<string, string>; body?: string }
/** A request as `name`, or without a session when null. */
async function ask(name: string | null, method: 'GET', url: string, more: Ask = {}) {
  const session = name ? { authorization: `Bearer ${mintToken(key, name)}` } : {}
  const json = more.body === undefined ? {} : { 'content-type': 'application/json' }
  return t.app.inject({
    method,
    url,
    headers: { host, ...session, ...json, ...more.headers },
    ...(more.body === undefined ? {} : { payload: more.body }),
  })
}

describe('a refusal is one line with its request, route, status, code and person', () => {
  const post = 'POST' as 'GET'
  const stranger = { 'x-user-id': canary }
  const another = `{"email":"${canary}@here.test","name":"N","role":"member"}`
  const poisoned = `{"text":"${canary}","role":"admin"}`
  // Who asks is known from the moment that the token was read.
  test.each([
    ['a token that is none', 401, null, 'GET', '/me', { authorization: `Bearer ${canary}` }, null],
    ['somebody unknown', 403, null, 'GET', '/me', { as: canary }, null],
    ['a role that may not', 403, 'otto', post, '/users', {}, another],
    ['a page of another site', 403, null, post, '/checkins', { origin: 'https://x.test' }, '{}'],
    ['the header of local mode', 400, null, 'GET', '/me', stranger, null],
    ['a body that does not fit', 422, 'otto', post, '/checkins', {}, poisoned],
    ['a body that is no JSON', 400, 'otto', post, '/checkins', {}, poisoned.slice(1)],
    ['a form', 415, 'otto', post, '/checkins', { 'content-type': 'text/plain' }, canary],
    ['an unknown parameter', 422, 'otto', 'GET', `/checkins?${canary}=1`, {}, null],
    ['a wrong method', 405, null, 'PUT' as 'GET', '/me', {}, null],
  ] as const)('%s is a %i', async (_what, status, known, method, url, headers, body) => {
    const { as = 'otto', ...more } = headers as Record<string, string>
    const answer = await ask(as, method, url, { headers: more, ...(body ? { body } : {}) })
    expect(answer.statusCode).toBe(status)
    expect(refused()).toEqual([
      expect.objectContaining({
        kind: 'security',
        level: 40,
        reqId: answer.headers['x-request-id'],
        method,
        route: url.split('?')[0],
        status,
        code: answer.json().code,
        userId: known && t.people.other.id,
      }),
    ])
    const all = written.join('')
    for (const secret of [canary, '.test', 'Bearer', 'eyJ', '127.0.0.1']) {
      expect(all, secret).not.toContain(secret)
    }
  })

  test('a row that is somebody else’s, which looks like one that is not there', async () => {
    const id = await aCheckin(t, t.people.member)
    expect((await ask('otto', 'GET', `/checkins/${id}`)).statusCode).toBe(404)
    expect(refused()).toMatchObject([
      { route: '/checkins/:id', status: 404, userId: t.people.other.id },
    ])
    expect(written.join('')).not.toContain(id)
  })

  test('asking too much', async () => {
    await ask('marco', 'GET', '/checkins/export')
    expect((await ask('marco', 'GET', '/checkins/export')).statusCode).toBe(429)
    expect(refused()).toMatchObject([{ code: 'rate.limited', userId: t.people.manager.id }])
  })

  test('what cannot be read as a request', async () => {
    const address = await t.app.listen({ host: '127.0.0.1', port: 0 })
    const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(address).port) })
    socket.end(`${canary}\r\n\r\n`)
    const answer = await text(socket)
    expect(answer).toContain('request.malformed')
    expect(refused()).toMatchObject([{ status: 400, code: 'request.malformed', userId: null }])
    expect(answer).toContain(String(refused()[0]?.reqId))
    await ask(null, 'GET', `/${'%'}${canary}`)
    expect(refused()).toMatchObject([{}, { status: 400, code: 'request.malformed' }])
    expect(written.join('')).not.toContain(canary)
  })
})

test('what is allowed, what leads nowhere and two people at one row leave no such line', async () => {
  const id = await aCheckin(t, t.people.admin)
  const patch = (version: number) =>
    ask('ana', 'PATCH' as 'GET', `/checkins/${id}`, {
      headers: { 'if-match': `"${id}.${version}"` },
      body: '{"minutes":5}',
    })
  const statuses = [
    (await ask('ana', 'GET', '/me')).statusCode,
    (await ask('ana', 'GET', '/nowhere')).statusCode,
    (await patch(1)).statusCode,
    (await patch(1)).statusCode,
  ]
  expect(statuses).toEqual([200, 404, 200, 412])
  expect(refused()).toEqual([])
})

/** The status of `GET /me` in this session of Mia, whose factors were shown so many minutes ago. */
async function statusOf(sid: string, fva: unknown): Promise<number> {
  const authorization = `Bearer ${mintToken(key, 'mia', { sid, fva })}`
  return (await ask(null, 'GET', '/me', { headers: { authorization } })).statusCode
}

test('a session that was not seen before is one line with its factors, later requests are none', async () => {
  expect(await statusOf('sess_one', [3, -1])).toBe(200)
  expect(await statusOf('sess_one', [4, -1])).toBe(200)
  expect(await statusOf('sess_two', [0, 0])).toBe(200)
  expect(await statusOf('sess_three', undefined)).toBe(200)
  const seen = lines().filter(({ msg }) => msg === 'session')
  expect(seen.map(({ kind, level, userId, factors }) => [kind, level, userId, factors])).toEqual(
    [1, 2, 1].map((factors) => ['security', 30, t.people.member.id, factors]),
  )
  expect(written.join('')).not.toMatch(/sess_|user_|here\.test|eyJ/)
})

test('a session that was signed out of is one line, and its tokens are refusals from then on', async () => {
  const session = { authorization: `Bearer ${mintToken(key, 'mia', { sid: 'sess_over' })}` }
  const out = await ask(null, 'POST' as 'GET', '/me/sign-out', { headers: session })
  expect(out.statusCode).toBe(204)
  const [line] = lines().filter(({ msg }) => msg === 'signed out')
  expect(line).toMatchObject({ kind: 'security', level: 30, userId: t.people.member.id })
  expect(await statusOf('sess_over', undefined)).toBe(401)
  expect(refused()).toEqual([expect.objectContaining({ code: 'session.ended', status: 401 })])
  expect(written.join('')).not.toMatch(/sess_|user_|here\.test|eyJ/)
})

test('where a second factor is asked for, no session without one gets in', async () => {
  needsSecondFactor = true
  for (const fva of [undefined, [0, -1], [-1, -1]]) {
    expect(await statusOf('sess_f', fva), JSON.stringify(fva)).toBe(403)
  }
  expect(refused().map(({ code }) => code)).toEqual(Array(3).fill('account.second_factor'))
  for (const fva of [[0], 'two']) expect(await statusOf('sess_f', fva)).toBe(401)
  expect(await statusOf('sess_f', [5, 0])).toBe(200)
})

test('where a session may last so long, an older one ends, whatever Clerk says', async () => {
  maxSessionHours = 168
  for (const minutes of [0, 168 * 60]) expect(await statusOf('sess_old', [minutes, -1])).toBe(200)
  for (const fva of [[168 * 60 + 1, 0], [-1, -1], undefined, [1e9, 0]]) {
    expect(await statusOf('sess_old', fva), JSON.stringify(fva)).toBe(401)
  }
})

describe('a person whose role does not allow something', () => {
  const denials = () =>
    t.sql(
      `select actor_id, actor_role, object_type, object_id, reason, request_id, values_hash
         from audit_log where action = 'access.refused' order by created_at, id`,
    )

  test('is noted in the log of changes, after the answer and without what was sent', async () => {
    await t.sql("delete from audit_log where action = 'access.refused'")
    const answer = await ask('mia', 'PATCH' as 'GET', '/workspace', {
      body: `{"name":"${canary}"}`,
      headers: { 'if-match': `"${t.people.member.workspaceId}.1"` },
    })
    expect(answer.statusCode).toBe(403)
    await expect.poll(denials).toEqual([
      {
        actor_id: t.people.member.id,
        actor_role: 'member',
        object_type: 'user',
        object_id: t.people.member.id,
        reason: 'permission.denied at PATCH /workspace',
        request_id: answer.headers['x-request-id'],
        values_hash: null,
      },
    ])
  })

  test('cannot fill it: five lines a minute and fifty a day', async () => {
    await t.sql("delete from audit_log where action = 'access.refused'")
    let now = 0
    const record = denialRecorder(t.dependencies, () => now)
    const { id: userId, workspaceId } = t.people.manager
    const actor = { userId, workspaceId, permission: 'users.add', requestId: 'r' } as const
    const flood = async () => {
      for (let i = 0; i < 100; i++) record(actor, 'POST /users', 'permission.denied')
      await t.dependencies.background.settle()
      return (await denials()).length
    }
    expect(await flood()).toBe(5)
    expect(await flood()).toBe(5)
    now += 60_000
    expect(await flood()).toBe(10)
    for (let minute = 0; minute < 20; minute++) {
      now += 60_000
      await flood()
    }
    expect((await denials()).length).toBeLessThanOrEqual(51)
  })

  test('is told the same when it cannot be noted', async () => {
    await t.sql('revoke insert on audit_log from ws_app')
    const body = '{"email":"a@b.test","name":"N","role":"member"}'
    const answer = await ask('mia', 'POST' as 'GET', '/users', { body })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'permission.denied'])
    await t.dependencies.background.settle()
    await t.sql('grant insert on audit_log to ws_app')
  })

  test('is in the chain like every other line', async () => {
    await ask('mia', 'POST' as 'GET', '/sample-data')
    await expect.poll(async () => (await denials()).length).toBeGreaterThan(0)
    const jobs = connectJobs(t.urlFor('postgres'))
    await runJob(jobDependencies(jobs), 'chain-audit')
    await jobs.end()
    const loose = await t.sql(
      `select from audit_log l where not exists (
         select from audit_chain c where c.workspace_id = l.workspace_id and c.audit_id = l.id)`,
    )
    expect(loose).toEqual([])
  })
})
