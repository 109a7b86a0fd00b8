// What signing out leaves of a session: nothing, in whichever process its tokens turn up.

import { routeMatrix } from '@worksmart/types/permissions'
import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { createTestApp, type TestApp } from '../../test/app.ts'
import { connectAsApp } from '../../test/as-person.ts'
import { issuer, makeClerkKey, mintToken, organizationId, party } from '../../test/clerk.ts'
import { databaseHash } from '../../test/database-hash.ts'
import { buildApp } from '../app.ts'
import { connectPool, type Pool } from '../db/connect.ts'
import { makeDatabase } from '../db/with-actor.ts'
import { clerkIdentity } from './clerk.ts'
import { clerkDirectory } from './clerk-directory.ts'

const key = makeClerkKey()
const settings = {
  jwtKeys: [key.publicPem],
  issuer,
  authorizedParties: [party],
  needsSecondFactor: false,
  maxSessionHours: null,
}

let t: TestApp
let directory: Pool
let secondPool: Pool
/** Another process, as far as memory goes: its own tokens, its own connections, the same database. */
let second: FastifyInstance

function openPool(role: string): Pool {
  return connectPool(
    {
      ...{ connectTimeoutMs: 2000, statementTimeoutMs: 5000, lockTimeoutMs: 2000 },
      ...{ url: t.urlFor(role === 'ws_app' ? role : 'postgres'), role, max: 4 },
      applicationName: 'test-sign-out',
    },
    { onIdleError: () => {} },
  )
}

const anIdentity = () =>
  clerkIdentity(
    settings,
    { findPerson: (session) => clerkDirectory(directory, v7).findPerson(session) },
    () => new Date(),
  )

beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ identity: anIdentity() }),
  })
  directory = openPool('ws_directory')
  secondPool = openPool('ws_app')
  second = await buildApp({
    ...t.dependencies,
    identity: anIdentity(),
    database: makeDatabase(secondPool),
  })
  for (const [organization, { workspaceId }] of [
    [organizationId, t.people.admin],
    ['org_there', t.people.stranger],
  ] as const) {
    await t.sql('update workspaces set clerk_organization_id = $1 where id = $2', [
      organization,
      workspaceId,
    ])
  }
  // Ana works in the other workspace too.
  await t.sql(
    `insert into users (workspace_id, id, email, name, role) values ($1, $2, 'ana@here.test', 'Ana', 'admin')`,
    [t.people.stranger.workspaceId, v7()],
  )
})
afterAll(async () => {
  await second.close()
  await Promise.all([directory.end(), secondPool.end()])
  await t.close()
})

const headersOf = (token: string) => ({
  host: 'app.worksmart.test',
  authorization: `Bearer ${token}`,
})
const ask = (token: string, url = '/me', app = t.app) =>
  app.inject({ method: 'GET', url, headers: headersOf(token) })
const signOut = (token: string, app = t.app) =>
  app.inject({ method: 'POST', url: '/me/sign-out', headers: headersOf(token) })

/** A token of this session of Ana, different from any other one. */
let minted = 0
function tokenOf(sid: string, changes: Record<string, unknown> = {}): string {
  minted++
  return mintToken(key, 'ana', { sid, jti: String(minted), ...changes })
}

async function demandEnded(token: string, url?: string, app?: FastifyInstance): Promise<void> {
  const answer = await ask(token, url, app)
  expect([answer.statusCode, answer.json().code], url).toEqual([401, 'session.ended'])
  expect(answer.headers['www-authenticate']).toBe('Bearer')
}

describe('signing out', () => {
  test('refuses every token of the session from the next request on, made before or after', async () => {
    const used = tokenOf('sess_a')
    const unused = tokenOf('sess_a')
    expect((await ask(used)).statusCode).toBe(200)
    const answer = await signOut(used)
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    for (const token of [used, unused, tokenOf('sess_a')]) await demandEnded(token)
  })

  test('holds on each way to the database: a write, a list in one trip, a list by role', async () => {
    const token = tokenOf('sess_b')
    for (const url of ['/users', '/checkins', '/tasks', '/tags']) {
      expect((await ask(token, url)).statusCode, url).toBe(200)
    }
    await signOut(token)
    for (const url of ['/users', '/checkins', '/tasks', '/tags']) await demandEnded(token, url)
    const before = await databaseHash(t)
    const write = await t.app.inject({
      method: 'POST',
      url: '/checkins',
      headers: { ...headersOf(token), 'content-type': 'application/json' },
      payload: '{"text":"1h #dev after the end"}',
    })
    expect([write.statusCode, write.json().code]).toEqual([401, 'session.ended'])
    expect(await databaseHash(t)).toEqual(before)
  })

  test('holds in every process at once, one that has just let the token in too', async () => {
    const token = tokenOf('sess_c')
    for (const app of [t.app, second]) expect((await ask(token, '/me', app)).statusCode).toBe(200)
    expect((await signOut(token, second)).statusCode).toBe(204)
    for (const app of [t.app, second]) await demandEnded(token, '/me', app)
  })

  test('holds for the tokens that the session made for another organisation', async () => {
    const there = tokenOf('sess_d', { o: { id: 'org_there' } })
    expect((await ask(there)).json().workspace.id).toBe(t.people.stranger.workspaceId)
    await signOut(tokenOf('sess_d'))
    await demandEnded(there)
  })

  test('leaves the person’s other sessions and everybody else’s alone', async () => {
    const phone = tokenOf('sess_phone')
    const marco = mintToken(key, 'marco')
    await signOut(tokenOf('sess_e'))
    for (const token of [phone, marco]) expect((await ask(token)).statusCode).toBe(200)
    expect((await ask(tokenOf('sess_phone'))).statusCode).toBe(200)
  })

  test('twice, and by many at once, is the same as once', async () => {
    const token = tokenOf('sess_f')
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => signOut(token, i % 2 ? t.app : second)),
    )
    const again = await signOut(token)
    expect([...answers, again].map((answer) => answer.statusCode)).toEqual(Array(9).fill(204))
    const rows = await t.sql("select user_id from ended_sessions where session_id = 'sess_f'")
    expect(rows).toEqual([{ user_id: t.people.admin.id }])
  })

  test('needs a session, and takes no word about which', async () => {
    const nobody = await t.app.inject({
      method: 'POST',
      url: '/me/sign-out',
      headers: { host: 'app.worksmart.test' },
    })
    expect([nobody.statusCode, nobody.json().code]).toEqual([401, 'identity.required'])
    const other = await t.app.inject({
      method: 'POST',
      url: '/me/sign-out',
      headers: { ...headersOf(tokenOf('sess_g')), 'content-type': 'application/json' },
      payload: { sessionId: 'sess_phone' },
    })
    expect(other.statusCode).toBe(422)
    for (const sid of ['sess_g', 'sess_phone']) {
      expect((await ask(tokenOf(sid))).statusCode).toBe(200)
    }
  })

  test('is the end on every route of the matrix', async () => {
    const token = tokenOf('sess_j')
    await signOut(token)
    for (const [name, { permission }] of Object.entries(routeMatrix)) {
      if (permission === 'public' || name === 'POST /me/sign-out') continue
      const [method = '', path = ''] = name.split(' ')
      const answer = await t.app.inject({
        method: method as 'GET',
        url: path.replaceAll(/:\w+/g, () => v7()),
        headers: headersOf(token),
      })
      // What cannot be read as this request is told so before anybody asks who it is from.
      const isUnread = method !== 'GET' && [422, 428].includes(answer.statusCode)
      if (!isUnread) expect([name, answer.json().code]).toEqual([name, 'session.ended'])
    }
  })

  test('is known without a question of its own to the database', async () => {
    const token = tokenOf('sess_h')
    await ask(token, '/checkins', second)
    // Who comes back last is lent first.
    const client = await secondPool.connect()
    const asked = vi.spyOn(client, 'query')
    client.release()
    expect((await ask(token, '/checkins', second)).statusCode).toBe(200)
    const statements = asked.mock.calls.map(([one]) => (one as { text?: string }).text ?? one)
    asked.mockRestore()
    expect(statements).toEqual([
      'begin read only',
      expect.stringContaining('enter_as'),
      expect.stringContaining('from checkins'),
      'commit',
    ])
  })
})

test('a token that could outlive the record of its session is never taken', async () => {
  const now = Math.floor(Date.now() / 1000)
  const day = 86_400
  expect((await ask(tokenOf('sess_i', { iat: now, exp: now + day }))).statusCode).toBe(200)
  for (const changes of [
    { iat: now, exp: now + day + 1 },
    { iat: now - 2 * day, exp: now + 60 },
    { iat: undefined },
    { sid: `sess_${'a'.repeat(251)}` },
  ]) {
    const answer = await ask(tokenOf('sess_i', changes))
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'identity.required'])
  }
  expect((await ask(tokenOf(`sess_${'a'.repeat(250)}`))).statusCode).toBe(200)
})

test('in local mode it does nothing, answers the same, and the person goes on', async () => {
  const local = await createTestApp({ adminUrl: inject('adminUrl') })
  const before = await databaseHash(local)
  expect((await local.as(local.people.member, 'POST', '/me/sign-out')).statusCode).toBe(204)
  expect((await local.as(local.people.member, 'GET', '/me')).statusCode).toBe(200)
  expect(await databaseHash(local)).toEqual(before)
  await local.close()
})

test('by row-level security alone, a session can be ended by itself only, and never begun again', async () => {
  const { asPerson, close } = await connectAsApp(t)
  const { member, admin } = t.people
  const columns = '(session_id, workspace_id, user_id)'
  // The context that `enter_as` sets, in the same statement.
  const inSession = (sid: string) =>
    `insert into ended_sessions ${columns}
     select $1, $2::uuid, $3::uuid from set_config('app.session_id', '${sid}', true)`
  const end = (sql: string, userId: string) =>
    asPerson(member, sql, ['sess_x', member.workspaceId, userId])
  expect((await end(inSession('sess_x'), member.id)).rowCount).toBe(1)
  for (const [sql, userId] of [
    [`insert into ended_sessions ${columns} values ($1, $2, $3)`, member.id],
    [inSession('sess_y'), member.id],
    [inSession('sess_x'), admin.id],
  ] as const) {
    await expect(end(sql, userId), sql).rejects.toMatchObject({ code: '42501' })
  }
  for (const sql of ['delete from ended_sessions', "update ended_sessions set session_id = 'z'"]) {
    await expect(asPerson(admin, sql)).rejects.toMatchObject({ code: '42501' })
  }
  await close()
})
