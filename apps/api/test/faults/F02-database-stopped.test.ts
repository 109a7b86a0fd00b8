import type { Cluster } from '@worksmart/dev-services/postgres/cluster'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../app.ts'
import { expectUnavailable, timed } from './expect-unavailable.ts'
import { createTestAppWithCluster } from './own-cluster.ts'

let t: TestApp
let cluster: Cluster
let close: () => Promise<void>
beforeAll(async () => {
  ;({ t, cluster, close } = await createTestAppWithCluster())
})
afterAll(() => close())

const write = (key: string) =>
  t.as(t.people.member, 'POST', '/checkins', { body: { text: `1h #dev ${key}` }, key })

test('a database that stops while serving costs 503 in time, and the api recovers by itself', async () => {
  expect((await write('before')).statusCode).toBe(201)
  expect((await t.as(undefined, 'GET', '/health/ready')).statusCode).toBe(200)
  await cluster.stop()
  for (const call of [
    () => t.as(t.people.member, 'GET', '/checkins'),
    () => t.as(t.people.member, 'GET', '/checkins/stats'),
    () => t.as(t.people.member, 'GET', '/checkins/export'),
    () => t.as(t.people.member, 'GET', '/me'),
    () => write('during'),
  ]) {
    const { answer, ms } = await timed(call)
    expectUnavailable(answer, 'database.unavailable')
    expect(ms).toBeLessThan(2500)
  }
  expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
  const ready = await timed(() => t.as(undefined, 'GET', '/health/ready'))
  expect(ready.answer.statusCode).toBe(503)
  expect(ready.ms).toBeLessThan(1500)

  await cluster.restart()
  const { answer, ms } = await timed(() => write('during'))
  expect(answer.statusCode).toBe(201)
  expect(ms).toBeLessThan(5000)
  expect((await t.as(undefined, 'GET', '/health/ready')).statusCode).toBe(200)
  const list = await t.as(t.people.member, 'GET', '/checkins')
  expect(list.json().items).toHaveLength(2)
})
