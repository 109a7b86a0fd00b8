import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { actorOf } from '../actor.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    env: { DATABASE_POOL: '2', DATABASE_CONNECT_TIMEOUT_MS: '500' },
  })
})
afterAll(() => t.close())

test('when every connection is held, others are told in time and served again afterwards', async () => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let holding = 0
  const holders = Array.from({ length: 2 }, () =>
    t.dependencies.database.withActor(actorOf(t.people.member), async () => {
      holding++
      await held
    }),
  )
  while (holding < 2) await new Promise(setImmediate)

  const calls = Array.from({ length: 10 }, () => timed(() => t.as(t.people.member, 'GET', '/me')))
  for (const { answer, ms } of await Promise.all(calls)) {
    expectUnavailable(answer, 'database.busy')
    expect(ms).toBeLessThan(2100)
  }
  expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)

  letGo()
  await Promise.all(holders)
  expect((await t.as(t.people.member, 'GET', '/me')).statusCode).toBe(200)
})

test('no more than five hundred wait: the next one is told at once', async () => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const holders = Array.from({ length: 2 }, () =>
    t.dependencies.database.withActor(actorOf(t.people.member), () => held),
  )
  const waiting = Array.from({ length: 500 }, () => t.as(t.people.member, 'GET', '/me'))
  await expect.poll(() => t.pool.waitingCount).toBe(500)
  const { answer, ms } = await timed(() => t.as(t.people.member, 'GET', '/checkins'))
  expectUnavailable(answer, 'database.busy')
  // Those who wait are given half a second; nobody waited here.
  expect(ms).toBeLessThan(250)
  letGo()
  await Promise.all([...holders, ...waiting])
  expect((await t.as(t.people.member, 'GET', '/me')).statusCode).toBe(200)
})
