import { fc, test as property } from '@fast-check/vitest'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/app.ts'
import type { Actor } from '../db/with-actor.ts'
import { readEnv } from '../env.ts'
import { handleError } from './error-handler.ts'
import { requestLimitsOf } from './request-limit-settings.ts'
import { limitRequests, makeBuckets } from './request-limits.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({
      requestLimits: {
        ...requestLimitsOf(readEnv({}), false),
        read: { count: 5, windowMs: 60_000 },
        write: { count: 2, windowMs: 60_000 },
        stranger: { count: 3, windowMs: 60_000 },
        export: { count: 1, windowMs: 3_600_000 },
        presign: { count: 1, windowMs: 60_000 },
        ai: { count: 2, windowMs: 60_000 },
        'ai-day': { count: 3, windowMs: 86_400_000 },
        suggest: { count: 2, windowMs: 60_000 },
      },
    }),
  })
})
afterAll(() => t.close())

test('a person who asks too much is told to wait, and nobody else is', async () => {
  const { member, other } = t.people
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await t.as(member, 'GET', '/me')).statusCode)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  const refused = await t.as(member, 'GET', '/me')
  expect(refused.json()).toMatchObject({ status: 429, code: 'rate.limited' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1)
  expect(refused.headers.ratelimit).toMatch(/^"read";r=0;t=\d+$/)
  expect(refused.headers['ratelimit-policy']).toBe('"read";q=5;w=60')
  // Writing is counted apart, and so is everybody else.
  const body = { text: '1h #dev x' }
  expect((await t.as(member, 'POST', '/checkins', { body })).statusCode).toBe(201)
  const answer = await t.as(other, 'GET', '/me')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers.ratelimit).toMatch(/^"read";r=4;t=\d+$/)
})

test('an export counts as a read and as an export', async () => {
  const { manager } = t.people
  expect((await t.as(manager, 'GET', '/checkins/export')).statusCode).toBe(200)
  const second = await t.as(manager, 'GET', '/checkins/export')
  expect([second.statusCode, second.headers['ratelimit-policy']]).toEqual([
    429,
    '"export";q=1;w=3600',
  ])
  expect((await t.as(manager, 'GET', '/me')).statusCode).toBe(200)
})

test('questions to the service have a minute and a day, and a refused one costs nothing of the day', async () => {
  const limits = {
    ...requestLimitsOf(readEnv({}), false),
    ai: { count: 2, windowMs: 60_000 },
    'ai-day': { count: 3, windowMs: 86_400_000 },
    suggest: { count: 2, windowMs: 60_000 },
  }
  let now = 0
  const own = Fastify()
  own.setErrorHandler(handleError)
  own.addHook('onRequest', async (request) => {
    request.actor = { userId: 'ana' } as Actor
  })
  limitRequests(own, limits, () => now)
  own.get('/ask', { config: { limits: ['read', 'ai', 'ai-day'] } }, () => 'ok')
  own.get('/hint', { config: { limits: ['read', 'suggest'] } }, () => 'ok')
  const ask = async (url: string) => {
    const { statusCode, headers } = await own.inject(url)
    return [statusCode, headers['ratelimit-policy'], headers['retry-after']]
  }
  expect(await ask('/ask')).toEqual([200, '"ai";q=2;w=60', undefined])
  expect(await ask('/ask')).toEqual([200, '"ai";q=2;w=60', undefined])
  for (let i = 0; i < 3; i++) expect(await ask('/ask')).toEqual([429, '"ai";q=2;w=60', '30'])
  now += 60_000
  // Of the day one is left: three were refused and cost nothing.
  expect(await ask('/ask')).toEqual([200, '"ai-day";q=3;w=86400', undefined])
  const [status, policy, waitS] = await ask('/ask')
  expect([status, policy]).toEqual([429, '"ai-day";q=3;w=86400'])
  expect(Number(waitS)).toBeGreaterThan(8 * 3600 - 120)
  // Suggestions while typing are outside the day and have a minute of their own.
  expect(await ask('/hint')).toEqual([200, '"suggest";q=2;w=60', undefined])
  expect((await ask('/hint'))[0]).toBe(200)
  expect(await ask('/hint')).toEqual([429, '"suggest";q=2;w=60', '30'])
  await own.close()
})

test('what each route costs is what the quotas say', async () => {
  const { admin, stranger } = t.people
  const policyOf = async (method: 'GET' | 'POST', url: string, body?: object) =>
    (await t.as(admin, method, url, body ? { body } : {})).headers['ratelimit-policy']
  expect(await policyOf('GET', '/anomalies')).toBe('"ai";q=2;w=60')
  expect(await policyOf('POST', `/projects/${admin.id}/status-narrative`, {})).toBe('"ai";q=2;w=60')
  const third = await t.as(admin, 'POST', `/documents/${admin.id}/analyze`)
  expect([third.statusCode, third.json().code]).toEqual([429, 'rate.limited'])
  expect(await policyOf('POST', '/categorize', { text: '1h x' })).toBe('"suggest";q=2;w=60')
  expect(await policyOf('POST', '/search', { query: 'x' })).toBe('"suggest";q=2;w=60')
  expect((await t.as(admin, 'POST', '/search', { body: { query: 'x' } })).statusCode).toBe(429)
  const file = { name: 'a.txt', mime: 'text/plain', sizeBytes: 1, sha256: 'a'.repeat(64) }
  const begin = () => t.as(stranger, 'POST', '/documents/presign', { body: file })
  expect((await begin()).headers['ratelimit-policy']).toBe('"presign";q=1;w=60')
  const again = await begin()
  expect([again.statusCode, again.json().code]).toEqual([429, 'rate.limited'])
  expect(Number(again.headers['retry-after'])).toBeGreaterThanOrEqual(1)
})

test('the quotas that nobody sets are the documented ones, and a person alone has only the dear ones', () => {
  const minute = (count: number) => ({ count, windowMs: 60_000 })
  const dear = {
    presign: minute(30),
    ai: minute(20),
    'ai-day': { count: 200, windowMs: 86_400_000 },
    suggest: minute(60),
  }
  expect(requestLimitsOf(readEnv({}), true)).toEqual(dear)
  expect(requestLimitsOf(readEnv({}), false)).toEqual({
    ...dear,
    read: minute(1200),
    write: minute(300),
    export: { count: 3, windowMs: 3_600_000 },
    stranger: minute(300),
  })
})

test('without sign-in the address is limited', async () => {
  const ask = () => t.as(undefined, 'GET', '/local/people')
  expect((await ask()).statusCode).toBe(200)
  expect((await ask()).statusCode).toBe(200)
  expect((await ask()).statusCode).toBe(200)
  expect((await ask()).statusCode).toBe(429)
})

property.prop([
  fc.integer({ min: 1, max: 50 }),
  fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }),
])(
  'in any window, no more than twice the count is allowed, and a pause as long as the window gives all back',
  (count, pauses) => {
    let now = 0
    const buckets = makeBuckets(() => now)
    const limit = { count, windowMs: 10_000 }
    const allowedAt: number[] = []
    for (const pause of pauses) {
      now += pause
      const spent = buckets.spend('a', limit)
      if (spent.isAllowed) allowedAt.push(now)
      expect(spent.remaining).toBeGreaterThanOrEqual(0)
      expect(spent.remaining).toBeLessThan(count)
      expect(spent.isAllowed || spent.waitMs > 0).toBe(true)
    }
    for (const start of allowedAt) {
      const within = allowedAt.filter((at) => at >= start && at < start + limit.windowMs)
      expect(within.length).toBeLessThanOrEqual(2 * count)
    }
    now += limit.windowMs
    for (let i = 0; i < count; i++) expect(buckets.spend('a', limit).isAllowed).toBe(true)
    expect(buckets.spend('a', limit).isAllowed).toBe(false)
  },
)

test('a flood of names does not grow without end', () => {
  const buckets = makeBuckets(() => 0)
  for (let i = 0; i < 120_000; i++) buckets.spend(`name ${i}`, { count: 2, windowMs: 1000 })
  expect(buckets.size).toBeLessThanOrEqual(50_001)
})
