import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { fillForAi } from './every-ai-answer.ts'
import { seen } from './seen.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is still held, in MB. */
function held(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 / 1024
}

let t: AiApp
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  project = (await fillForAi(t)).project
})
afterAll(() => t.close())

test('a thousand callers who leave leave nothing behind', async () => {
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = t.app.server.address() as AddressInfo
  t.fake.turn(() => {})
  const times: number[] = []
  async function leave(): Promise<void> {
    const before = t.fake.asked.length
    const asked = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: `/projects/${project}/status-narrative`,
      headers: { host: 'localhost:3000', 'x-user-id': t.people.member.id },
    })
    asked.on('error', () => {})
    asked.end()
    while (t.fake.asked.length === before) await new Promise(setImmediate)
    const left = t.fake.left()
    const from = performance.now()
    asked.destroy()
    while (t.fake.left() === left) await new Promise(setImmediate)
    times.push(performance.now() - from)
  }
  // What is loaded and compiled at first use is no leak.
  for (let i = 0; i < 100; i++) await leave()
  const before = held()
  for (let i = 0; i < 1000; i++) await leave()
  const grown = held() - before
  expect(t.fake.left()).toBe(1100)
  times.sort((a, b) => a - b)
  const [p99 = 0, slowest = 0] = [times[Math.floor(times.length * 0.99)], times.at(-1)]
  expect(p99).toBeLessThan(100)
  await expect
    .poll(() => new Promise<number>((settle) => t.app.server.getConnections((_, n) => settle(n))))
    .toBe(0)
  expect(t.pool.waitingCount).toBe(0)
  await expect.poll(() => t.pool.totalCount - t.pool.idleCount).toBe(0)
  expect(grown).toBeLessThan(5)
  t.heal()
  const answer = await t.as(t.people.member, 'POST', `/projects/${project}/status-narrative`)
  expect([answer.statusCode, answer.json().ai]).toEqual([200, 'ready'])
  seen(
    'F38',
    `1,000 left; a call ended with a p99 of ${p99.toFixed(0)}, the slowest after ${slowest.toFixed(0)}; heap ${grown.toFixed(1)} MB more`,
  )
})
