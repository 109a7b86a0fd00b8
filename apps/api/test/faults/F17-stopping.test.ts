import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type FakeInference, send, startFakeInference } from '../fake-inference.ts'
import { makeProduction, type Production, statusAt } from '../production-process.ts'
import { aFreePort } from '../spawn.ts'
import { seen } from './seen.ts'

let production: Production
let fake: FakeInference
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await cloneFromUrl(inject('adminUrl'))
  drop = () => database.drop()
  fake = await startFakeInference()
  production = await makeProduction(database.superuserUrl, ['mia'])
})
afterAll(async () => {
  await production.close()
  await fake.close()
  await drop()
})

test('a server that is told to stop ends what fifty are waiting for, an answer of AI among them', async () => {
  const port = await aFreePort()
  const server = production.start(port, { INFERENCE_URL: fake.url, INFERENCE_TOKEN: fake.token })
  await expect.poll(() => statusAt(port, '/health/ready'), { timeout: 20_000 }).toBe(200)
  const ask = (who: string, path: string, body?: object, key?: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${production.tokenOf(who)}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const made = await ask('ana', '/projects', { key: 'WEB', name: 'Website' })
  const project = (await made.json()) as { id: string }
  await ask('ana', '/checkins', { text: '1h #dev @website first line' })
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  fake.reset()
  fake.turn((res, good) => void held.then(() => send(res, 200, good)))
  const narrative = ask('ana', `/projects/${project.id}/status-narrative`)
  await expect.poll(() => fake.asked.map(({ operation }) => operation)).toContain('narrative')
  const writes = Array.from({ length: 49 }, (_, i) =>
    ask('mia', '/checkins', { text: `1h #dev stopping ${i}` }, `stop-${i}`),
  )
  await Promise.race(writes)
  const started = performance.now()
  server.child.kill('SIGTERM')
  await expect.poll(() => statusAt(port, '/health/ready')).not.toBe(200)
  letGo()
  const answers = await Promise.all([narrative, ...writes])
  expect(answers.map(({ status }) => status)).toEqual([200, ...Array(49).fill(201)])
  expect(await server.ended).toBe(0)
  const ms = performance.now() - started
  expect(ms).toBeLessThan(25_000)
  const [count] = await production.sql(
    "select count(*)::int as n from checkins where 'dev' = any(tags)",
  )
  expect(count).toEqual({ n: 50 })
  seen('F17', `50 of 50 answered, exit 0 after ${ms.toFixed(0)}`)
})
