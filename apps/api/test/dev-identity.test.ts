// The local identity, request by request.

import type { FastifyRequest } from 'fastify'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { refuseStrangers } from '../src/identity/dev-header.ts'
import { createTestApp, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const ask = (headers: Record<string, string>, url = '/me', remoteAddress = '127.0.0.1') =>
  t.app.inject({
    url,
    remoteAddress,
    headers: { host: 'localhost:3000', 'x-user-id': t.people.member.id, ...headers },
  })

describe('a request', () => {
  test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'localhost', 'LOCALHOST:3000'])(
    'to %s is answered',
    async (host) => {
      expect((await ask({ host })).statusCode).toBe(200)
    },
  )

  test.each([
    'evil.test',
    'evil.test:3000',
    'localhost.evil.test',
    '127.0.0.1.nip.io',
    'localhost:3000@evil.test',
    '0.0.0.0:3000',
    '127.0.0.2:3000',
    'localhost:3000000',
  ])('to %s is 403: that name may point here from anywhere', async (host) => {
    for (const url of ['/me', '/checkins', '/local/people']) {
      const answer = await ask({ host }, url)
      expect(answer.json(), url).toMatchObject({ status: 403, code: 'request.cross_origin' })
      expect(answer.body).not.toContain('Mia')
    }
  })

  test.each([
    'http://evil.test',
    'https://localhost.evil.test:3000',
    'http://localhost:4000',
    'null',
    'file://',
    'localhost:3000',
  ])('from a page of %s is 403, reads too', async (origin) => {
    for (const url of ['/me', '/local/people']) {
      expect((await ask({ origin }, url)).json()).toMatchObject({
        status: 403,
        code: 'request.cross_origin',
      })
    }
  })

  test('from a page of this app is answered', async () => {
    expect((await ask({ origin: 'http://localhost:3000' })).statusCode).toBe(200)
  })

  test.each(['192.168.1.7', '10.0.0.1', '127.0.0.2', '::ffff:10.0.0.1', 'fe80::1'])(
    'of the machine %s is 403',
    async (address) => {
      expect((await ask({}, '/me', address)).json().code).toBe('request.cross_origin')
      expect((await ask({}, '/local/people', address)).json().code).toBe('request.cross_origin')
    },
  )

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('of %s is answered', async (address) => {
    expect((await ask({}, '/me', address)).statusCode).toBe(200)
  })
})

test('in the local compose the web container is answered, and no other neighbour', () => {
  const asked = (remoteAddress: string) =>
    ({ headers: { host: 'localhost:3000' }, socket: { remoteAddress } }) as FastifyRequest
  const web = '172.30.8.10'
  expect(() => refuseStrangers(asked(web), [web])).not.toThrow()
  expect(() => refuseStrangers(asked(`::ffff:${web}`), [web])).not.toThrow()
  expect(() => refuseStrangers(asked('172.30.8.11'), [web])).toThrow()
  expect(() => refuseStrangers(asked(web))).toThrow()
})

describe('X-User-Id', () => {
  test('that nobody has is 401 and creates nobody', async () => {
    const before = await databaseHash(t)
    for (const id of [v7(), 'ana@here.test', '1', "' or true --", 'null']) {
      const answer = await ask({ 'x-user-id': id })
      expect(answer.json(), id).toMatchObject({ status: 401, code: 'identity.required' })
      expect(answer.headers['www-authenticate']).toBe('Bearer')
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('of someone who was switched off is 403', async () => {
    const { other } = t.people
    await t.sql('update users set active = false where id = $1', [other.id])
    const answer = await ask({ 'x-user-id': other.id })
    expect(answer.json()).toMatchObject({ status: 403, code: 'account.inactive' })
    const people = (await ask({}, '/local/people')).json().items as { id: string }[]
    expect(people.map((person) => person.id)).not.toContain(other.id)
  })

  test('of someone who was removed after a first request is 401', async () => {
    const id = v7()
    await t.sql(
      "insert into users (workspace_id, id, email, name) values ($1, $2, 'gone@here.test', 'Gone')",
      [t.people.member.workspaceId, id],
    )
    expect((await ask({ 'x-user-id': id })).statusCode).toBe(200)
    await t.sql('delete from users where id = $1', [id])
    expect((await ask({ 'x-user-id': id })).statusCode).toBe(401)
  })
})

test('the mode is said where a person and a deploy can see it', async () => {
  expect((await ask({}, '/health')).json()).toMatchObject({ mode: 'dev' })
  expect((await ask({}, '/me')).json()).toMatchObject({ mode: 'dev' })
})

test('where there is no local identity, nobody is listed and the header is worth nothing', async () => {
  const production = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({
      identity: {
        mode: 'clerk',
        localPeople: null,
        admit: () => {},
        identify: async () => {
          throw Object.assign(new Error('no token'), { statusCode: 400 })
        },
      },
    }),
  })
  const answer = await production.as(undefined, 'GET', '/local/people')
  expect(answer.json()).toMatchObject({ status: 404, code: 'request.route_not_found' })
  await production.close()
})
