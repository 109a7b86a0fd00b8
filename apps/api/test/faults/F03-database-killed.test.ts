import type { Cluster } from '@worksmart/dev-services/postgres/cluster'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../app.ts'
import { createTestAppWithCluster } from './own-cluster.ts'

let t: TestApp
let cluster: Cluster
let close: () => Promise<void>
beforeAll(async () => {
  ;({ t, cluster, close } = await createTestAppWithCluster())
})
afterAll(() => close())

test('a database killed under 20 writers keeps every acknowledged row, and retries make no second one', async () => {
  const statuses = new Map<string, number>()
  let killed = false
  const write = (key: string) =>
    t.as(t.people.member, 'POST', '/checkins', { body: { text: `1h #dev ${key}` }, key })

  async function writer(name: number): Promise<void> {
    for (let i = 0; !killed; i++) {
      const key = `writer-${name}-${i}`
      statuses.set(key, (await write(key)).statusCode)
    }
  }
  const writers = Array.from({ length: 20 }, (_, name) => writer(name))
  while ([...statuses.values()].filter((status) => status === 201).length < 60) {
    await new Promise(setImmediate)
  }
  await cluster.kill9()
  killed = true
  await Promise.all(writers)
  expect(new Set(statuses.values())).toEqual(new Set([201, 503]))

  await cluster.restart()
  const acknowledged = [...statuses].filter(([, status]) => status === 201).map(([key]) => key)
  const there = await t.sql<{ activity: string }>('select activity from checkins')
  const rows = new Set(there.map((row) => row.activity))
  expect(acknowledged.filter((key) => !rows.has(key))).toEqual([])

  for (const key of statuses.keys()) expect((await write(key)).statusCode).toBe(201)
  const [count] = await t.sql<{ n: number; keys: number; audits: number }>(`
    select (select count(*)::int from checkins) as n,
      (select count(distinct activity)::int from checkins) as keys,
      (select count(*)::int from audit_log where action = 'checkin.created') as audits`)
  expect(count).toEqual({ n: statuses.size, keys: statuses.size, audits: statuses.size })
})
