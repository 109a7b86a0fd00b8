import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeProduction, type Production, statusAt } from '../production-process.ts'
import { aFreePort } from '../spawn.ts'
import { addToTally } from '../tally.ts'
import { seen } from './seen.ts'

let production: Production
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await cloneFromUrl(inject('adminUrl'))
  drop = () => database.drop()
  production = await makeProduction(database.superuserUrl, ['mia'])
})
afterAll(async () => {
  await production.close()
  await drop()
})

const items = (batch: number) =>
  Array.from({ length: 1000 }, (_, i) => ({
    text: `1h #heap ${'word '.repeat(90)}${batch}-${i}`,
    sourceId: `heap-${batch}-${i}`,
  }))

test('with a heap of 160 MB the dearest requests are answered or sent away, and the process lives', async () => {
  const port = await aFreePort()
  const server = production.start(port, {
    NODE_OPTIONS: '--max-old-space-size=160',
    OVERLOAD_DELAY_MS: '500',
  })
  await expect.poll(() => statusAt(port, '/health/ready'), { timeout: 20_000 }).toBe(200)
  const headers = {
    authorization: `Bearer ${production.tokenOf('mia')}`,
    'content-type': 'application/json',
  }
  const statuses = new Map<number, number>()
  const note = (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1)
  let acknowledged = 0
  const batch = async (name: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}/checkins/batch`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': `heap-${name}` },
      body: JSON.stringify({ items: items(name) }),
    }).catch(() => null)
    note(answer?.status ?? 0)
    if (answer?.status !== 200) return
    const { created } = (await answer.json()) as { created: object[] }
    acknowledged += created.length
  }
  const read = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/checkins/export?format=json`, {
      headers,
    }).catch(() => null)
    await answer?.text().catch(() => '')
    note(answer?.status ?? 0)
  }
  for (let round = 0; round < 3; round++) {
    await Promise.all([
      ...Array.from({ length: 30 }, (_, i) => batch(round * 30 + i)),
      ...Array.from({ length: 30 }, read),
    ])
    expect(server.child.exitCode ?? server.child.signalCode).toBeNull()
  }
  expect(await statusAt(port, '/health/live')).toBe(200)
  await expect.poll(() => statusAt(port, '/health/ready'), { timeout: 5000 }).toBe(200)
  const [count] = await production.sql<{ n: number }>('select count(*)::int as n from checkins')
  addToTally({ acknowledged, lost: Math.max(0, acknowledged - (count?.n ?? 0)) })
  expect(count?.n).toBe(acknowledged)
  expect([...statuses.keys()].filter((one) => ![200, 429, 503].includes(one))).toEqual([])
  seen('F43', `${JSON.stringify(Object.fromEntries(statuses))}, ${acknowledged} rows, alive`)
}, 180_000)
