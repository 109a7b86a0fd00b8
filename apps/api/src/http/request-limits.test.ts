import { fc, test as property } from '@fast-check/vitest'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/app.ts'
import { readEnv } from '../env.ts'
import { requestLimitsOf } from './request-limit-settings.ts'
import { makeBuckets } from './request-limits.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({
      requestLimits: {
        ...requestLimitsOf(readEnv({})),
        read: { count: 5, windowMs: 60_000 },
        write: { count: 2, windowMs: 60_000 },
        stranger: { count: 3, windowMs: 60_000 },
        export: { count: 1, windowMs: 3_600_000 },
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
