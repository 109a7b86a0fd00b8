import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { createTestApp, type TestApp } from '../../test/app.ts'
import { issuer, makeClerkKey, mintToken, organizationId, party } from '../../test/clerk.ts'
import { connectPool, type Pool } from '../db/connect.ts'
import { clerkIdentity } from './clerk.ts'
import { clerkDirectory } from './clerk-directory.ts'

const key = makeClerkKey()
const oldKey = makeClerkKey()
const strangeKey = makeClerkKey()

let t: TestApp
let directory: Pool
let now = new Date()
const network = vi.fn(() => {
  throw new Error('No token check may use the network.')
})

beforeAll(async () => {
  vi.stubGlobal('fetch', network)
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({
      identity: clerkIdentity(
        {
          jwtKeys: [oldKey.publicPem, key.publicPem],
          issuer,
          authorizedParties: [party],
          needsSecondFactor: false,
          maxSessionHours: null,
        },
        { findPerson: (session) => clerkDirectory(directory, v7).findPerson(session) },
        () => now,
      ),
    }),
  })
  directory = connectPool(
    {
      url: t.urlFor('postgres'),
      role: 'ws_directory',
      max: 2,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      applicationName: 'test-clerk',
    },
    { onIdleError: () => {} },
  )
  await t.sql('update workspaces set clerk_organization_id = $1 where id = $2', [
    organizationId,
    t.people.admin.workspaceId,
  ])
  await t.sql('update workspaces set clerk_organization_id = $1 where id = $2', [
    'org_there',
    t.people.stranger.workspaceId,
  ])
})
afterEach(() => {
  expect(network).not.toHaveBeenCalled()
  now = new Date()
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await directory.end()
  await t.close()
})

/** `GET /me` with these headers. */
const me = (headers: Record<string, string>) =>
  t.app.inject({ method: 'GET', url: '/me', headers: { host: 'app.worksmart.test', ...headers } })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const seconds = () => Math.floor(Date.now() / 1000)

describe('a session token', () => {
  test.each([
    ['good', () => mintToken(key, 'ana')],
    ['good, signed with the key before', () => mintToken(oldKey, 'ana')],
    ['of version 1', () => mintToken(key, 'ana', { o: undefined, org_id: organizationId })],
    ['three seconds late', () => mintToken(key, 'ana', { exp: seconds() - 3 })],
  ])('that is %s lets in', async (_what, token) => {
    const answer = await me(bearer(token()))
    expect([answer.statusCode, answer.json().email]).toEqual([200, 'ana@here.test'])
    expect(answer.json().mode).toBe('clerk')
  })

  test.each([
    ['expired', () => mintToken(key, 'ana', { exp: seconds() - 10 })],
    ['not yet valid', () => mintToken(key, 'ana', { nbf: seconds() + 30 })],
    ['signed with another key', () => mintToken(strangeKey, 'ana')],
    ['not signed', () => mintToken(key, 'ana', {}, { alg: 'none' })],
    ['minted for another site', () => mintToken(key, 'ana', { azp: 'https://evil.test' })],
    ['minted for nobody', () => mintToken(key, 'ana', { azp: undefined })],
    ['of another issuer', () => mintToken(key, 'ana', { iss: 'https://other.test' })],
    ['of a sign-in that is not finished', () => mintToken(key, 'ana', { sts: 'pending' })],
    ['of a machine', () => mintToken(key, 'ana', { sub: 'mch_1', sid: undefined })],
    ['without a session', () => mintToken(key, 'ana', { sid: undefined })],
    ['an API key', () => 'ak_0123456789abcdef'],
    ['garbage in three parts', () => 'a.b.c'],
    ['16 KB long', () => `${'a'.repeat(16_000)}.b.c`],
    ['empty', () => ''],
  ])('that is %s is a 401 and says how to sign in', async (_what, token) => {
    const answer = await me(bearer(token()))
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'identity.required'])
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })

  test('that is missing, in a cookie or under another scheme is a 401', async () => {
    const token = mintToken(key, 'ana')
    for (const headers of [
      {},
      { cookie: `__session=${token}` },
      { authorization: `Basic ${token}` },
      { authorization: token },
      { authorization: `Bearer ${token} ${token}` },
    ]) {
      const answer = await me({ accept: 'text/html', ...headers } as Record<string, string>)
      expect(answer.statusCode, JSON.stringify(headers)).toBe(401)
    }
  })

  test('is never looked up again within its minute, and is refused once it has expired', async () => {
    const token = mintToken(key, 'ana', { exp: seconds() + 2 })
    expect((await me(bearer(token))).statusCode).toBe(200)
    const asked = vi.spyOn(directory, 'query')
    expect((await me(bearer(token))).statusCode).toBe(200)
    expect(asked).not.toHaveBeenCalled()
    now = new Date(Date.now() + 3_000)
    await me(bearer(token))
    expect(asked).toHaveBeenCalled()
    asked.mockRestore()
  })
})

test('X-User-Id is a 400 on a server with sign-in, with a good token and on public routes too', async () => {
  const headers = { 'x-user-id': t.people.admin.id, ...bearer(mintToken(key, 'ana')) }
  const answer = await me(headers)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.forbidden_header'])
  const health = await t.app.inject({
    method: 'GET',
    url: '/health',
    headers: { host: 'app.worksmart.test', 'x-user-id': t.people.admin.id },
  })
  expect(health.statusCode).toBe(400)
})

describe('a write with a good token', () => {
  const host = 'app.worksmart.test'
  const json = { 'content-type': 'application/json' }
  const write = (headers: Record<string, string>) =>
    t.app.inject({
      method: 'POST',
      url: '/checkins',
      headers: { host, ...bearer(mintToken(key, 'ana')), ...headers },
      payload: '{"text":"1h #dev from a page"}',
    })

  test.each([
    ['another site', { ...json, origin: 'https://evil.test' }],
    ['a site whose name begins like ours', { ...json, origin: `https://${host}.evil.test` }],
    ['a sister site', { ...json, origin: 'https://other.worksmart.test' }],
    ['another port', { ...json, origin: `https://${host}:8443` }],
    ['a frame without an origin', { ...json, origin: 'null' }],
    ['a file', { ...json, origin: 'file://' }],
    ['another site, as the browser says', { ...json, 'sec-fetch-site': 'cross-site' }],
    ['a sister site, as the browser says', { ...json, 'sec-fetch-site': 'same-site' }],
  ])('that a page of %s sends is a 403', async (_what, headers) => {
    const answer = await write(headers)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.cross_origin'])
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'as a form can send it, %s, is a 415',
    async (type) => {
      expect((await write({ 'content-type': type })).statusCode).toBe(415)
    },
  )

  test('of our own page, or of no page, is taken', async () => {
    const own = { ...json, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' }
    for (const headers of [own, json]) expect((await write(headers)).statusCode).toBe(201)
  })
})

test('nobody learns who is here without signing in', async () => {
  const answer = await t.app.inject({
    method: 'GET',
    url: '/local/people',
    headers: { host: 'app.worksmart.test' },
  })
  expect(answer.statusCode).toBe(404)
})

describe('the first sign-in', () => {
  test('binds the row of the verified e-mail once, in the log, and later e-mails change nothing', async () => {
    const first = await me(bearer(mintToken(key, 'mia', { email: 'MIA@here.test' })))
    expect(first.json().id).toBe(t.people.member.id)
    const rows = await t.sql<{ actor_id: string; fields: string[] }>(
      "select actor_id, fields from audit_log where action = 'user.bound' and object_id = $1",
      [t.people.member.id],
    )
    expect(rows).toEqual([{ actor_id: t.people.member.id, fields: ['clerkUserId'] }])
    const later = await me(bearer(mintToken(key, 'mia', { email: 'new@address.test' })))
    expect(later.json().id).toBe(t.people.member.id)
    const thief = await me(bearer(mintToken(key, 'thief', { email: 'mia@here.test' })))
    expect([thief.statusCode, thief.json().code]).toEqual([403, 'account.unknown'])
  })

  test('of a person whom an admin has just added binds them, and the list says so', async () => {
    const admin = bearer(mintToken(key, 'ana'))
    const ask = (method: 'GET' | 'POST', payload?: object) =>
      t.app.inject({
        method,
        url: '/users',
        headers: { host: 'app.worksmart.test', ...admin },
        ...(payload ? { payload } : {}),
      })
    const identityOf = async (id: string) =>
      (await ask('GET')).json().items.find((user: { id: string }) => user.id === id)?.identity
    const token = () => bearer(mintToken(key, 'nora', { email: 'Nora@here.test' }))
    expect((await me(token())).json().code).toBe('account.unknown')
    const added = await ask('POST', { email: 'NORA@here.test', name: 'Nora New', role: 'manager' })
    expect([added.statusCode, added.json().identity]).toEqual([201, 'waiting'])
    const { id } = added.json()
    expect(await identityOf(id)).toBe('waiting')
    expect((await me(token())).json()).toMatchObject({ id, role: 'manager', name: 'Nora New' })
    expect(await identityOf(id)).toBe('bound')
  })

  test('needs a verified e-mail, an added person and this organisation', async () => {
    for (const changes of [
      { email_verified: false },
      { email: undefined },
      { email: 'nobody@here.test' },
      { o: undefined },
      { o: { id: 'org_nowhere' } },
      { o: { id: 'org_there' } },
    ]) {
      const answer = await me(bearer(mintToken(key, 'marco', changes)))
      expect([answer.statusCode, answer.json().code], JSON.stringify(changes)).toEqual([
        403,
        'account.unknown',
      ])
    }
    const rows = await t.sql("select from users where clerk_user_id = 'user_marco'")
    expect(rows).toEqual([])
  })

  test('twenty times at once binds one row and lets all in', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        me(bearer(mintToken(key, 'otto', { iat: seconds() - i }))),
      ),
    )
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(20).fill(200))
    const rows = await t.sql(
      "select from audit_log where action = 'user.bound' and object_id = $1",
      [t.people.other.id],
    )
    expect(rows).toHaveLength(1)
  })
})

test('a person who was deactivated or demoted is so at once, with the token they have', async () => {
  const token = mintToken(key, 'ana')
  expect((await me(bearer(token))).json().role).toBe('admin')
  const set = (text: string) => t.sql(`update users set ${text} where id = $1`, [t.people.admin.id])
  await set("role = 'member'")
  expect((await me(bearer(token))).json().role).toBe('member')
  await set('active = false')
  const answer = await me(bearer(token))
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'account.inactive'])
  await set("active = true, role = 'admin'")
})

test('the directory’s role can bind and nothing else', async () => {
  const { id } = t.people.manager
  for (const text of [
    `update users set role = 'admin' where id = '${id}'`,
    `update users set email = 'x@y.test' where id = '${id}'`,
    'delete from users',
    'insert into workspaces (id, name) values (gen_random_uuid(), $$x$$)',
    'select * from checkins',
  ]) {
    await expect(directory.query(text), text).rejects.toThrow('permission denied')
  }
  await directory.query(
    "update users set clerk_user_id = 'user_ana' where clerk_user_id is not null",
  )
  const [row] = await t.sql<{ clerk_user_id: string }>(
    'select clerk_user_id from users where id = $1',
    [t.people.admin.id],
  )
  expect(row?.clerk_user_id).toBe('user_ana')
})
