// The client alone against the fake service: each bad answer has its code, and none is believed.

import type { InferenceOperation } from '@worksmart/types/inference'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Inference, makeInference, type RequestOf } from '../src/ai/inference-client.ts'
import type { AppError } from '../src/errors.ts'
import { type FakeInference, send, startFakeInference } from './fake-inference.ts'
import { hostileAnswers } from './hostile-answers.ts'

let fake: FakeInference
const made: Inference[] = []
beforeAll(async () => {
  fake = await startFakeInference()
})
afterEach(() => {
  fake.reset()
  for (const one of made.splice(0)) one.close()
})
afterAll(() => fake.close())

let time = 0
function aClient(options: Partial<Parameters<typeof makeInference>[0]> = {}): Inference {
  const client = makeInference({
    place: fake.place,
    clock: () => performance.now() + time,
    random: () => 0.5,
    checkRequests: true,
    ...options,
  })
  made.push(client)
  return client
}
/** Categorise gives up after 200 ms, analyse after 3 s. */
const hasty = { timeScale: 0.05 }

const id = (n: number) => `0192f0c4-7f7d-7c64-9a5b-${String(n).padStart(12, '0')}`
const requests: { [Op in InferenceOperation]: RequestOf<Op> } = {
  categorize: {
    text: 'fix nav',
    today: '2026-11-24',
    candidates: [
      { kind: 'project', id: id(1), key: 'WEB', name: 'Website' },
      { kind: 'tag', tag: 'dev' },
    ],
    history: [
      {
        id: id(9),
        text: 'fix nav',
        tags: ['dev'],
        projectId: id(1),
        taskId: null,
        isOwn: true,
        workDate: '2026-11-23',
      },
    ],
  },
  'categorize-batch': { texts: ['fix nav'], today: '2026-11-24', candidates: [] },
  anomalies: {
    today: '2026-11-24',
    from: '2026-11-01',
    to: '2026-11-24',
    people: [
      {
        personId: id(2),
        entries: [{ id: id(3), workDate: '2026-11-20', minutes: 700, projectId: null }],
      },
    ],
  },
  embed: { kind: 'query', texts: ['fix nav'] },
  narrative: {
    projectName: 'Website',
    from: '2026-11-17',
    to: '2026-11-24',
    facts: [{ id: 'f1', kind: 'total', text: '12 h were logged.', value: 12, unit: 'hours' }],
  },
  analyze: {
    documentId: id(4),
    storageKey: `documents/${id(5)}/${id(4)}`,
    etag: null,
    sizeBytes: 10,
    mime: 'application/pdf',
    name: 'a.pdf',
    today: '2026-11-24',
    knownNames: [{ kind: 'person', id: id(6), name: 'Ana Admin' }],
    candidates: [{ kind: 'project', id: id(1), key: 'WEB', name: 'Website' }],
  },
}
const operations = ['categorize', 'anomalies', 'embed', 'narrative', 'analyze'] as const

async function failureOf(asking: Promise<unknown>): Promise<AppError> {
  const failed = await asking.then(
    () => null,
    (error: AppError) => error,
  )
  if (failed === null) throw new Error('The answer was believed.')
  return failed
}

test.each(operations)('%s: a good answer comes through', async (operation) => {
  const answer = await aClient().ask(operation, requests[operation])
  expect(answer).toMatchObject({ contractVersion: 1, strategy: 'local' })
  expect(fake.asked.map((one) => one.operation)).toEqual([operation])
  expect(Number(fake.asked[0]?.headers['x-deadline-ms'])).toBeGreaterThan(0)
})

test('there are at least the promised 25 hostile answers', () => {
  expect(hostileAnswers.length).toBeGreaterThanOrEqual(25)
})

const waitedFor = new Set(['silence', 'one byte after the other, slowly', 'a 429'])

describe.each(operations)('%s', (operation) => {
  test.each(hostileAnswers)('%s is not believed', async (what, hostile, [status, code]) => {
    fake.turn(hostile)
    // Only what is waited for is cut short, because a busy machine would meet a short limit by itself.
    const short = operation === 'analyze' || operation === 'narrative' ? 0.01 : 0.1
    const client = aClient({ timeScale: waitedFor.has(what) ? short : 1 })
    const failure = await failureOf(client.ask(operation, requests[operation]))
    expect([failure.status, failure.code]).toEqual([status, code])
    if (status === 503) expect(failure.extras.headers?.['retry-after']).toMatch(/^[1-9]\d*$/)
    expect(failure.message).not.toMatch(/Hello|zod|JSON|127\.0/i)
  })
})

test('nobody there is ai.unavailable, and nothing configured is ai.off', async () => {
  const gone = aClient({
    place: () => ({ state: 'there', url: 'http://127.0.0.1:9', token: 'x' }),
  })
  expect((await failureOf(gone.ask('embed', requests.embed))).code).toBe('ai.unavailable')
  const off = aClient({ place: () => ({ state: 'off' }) })
  expect((await failureOf(off.ask('embed', requests.embed))).code).toBe('ai.off')
  const preparing = aClient({ place: () => ({ state: 'preparing', detail: '3 of 5: model' }) })
  expect((await failureOf(preparing.ask('embed', requests.embed))).code).toBe('ai.unavailable')
})

test('a refusal passes its time to wait on', async () => {
  fake.turn((res) => send(res, 429, {}, { 'retry-after': '17' }))
  const failure = await failureOf(aClient().ask('embed', requests.embed))
  expect(failure.extras.headers).toEqual({ 'retry-after': '17' })
})

test.each([
  ['a 503 without a time', (n: number) => n === 1, 2],
  ['a 503 twice', () => true, 2],
] as const)('%s is tried once more and no oftener', async (_what, isBusy, tries) => {
  let calls = 0
  fake.turn((res, good) => (isBusy(++calls) ? send(res, 503, {}) : send(res, 200, good)))
  await aClient()
    .ask('embed', requests.embed)
    .catch(() => {})
  expect(calls).toBe(tries)
})

test('a failure that a second try cannot mend is not tried again', async () => {
  let calls = 0
  fake.turn((res) => {
    calls++
    send(res, 500, {})
  })
  await failureOf(aClient().ask('embed', requests.embed))
  expect(calls).toBe(1)
})

test('the deadline holds within 200 ms, and the socket is closed', async () => {
  fake.turn(() => {})
  const from = performance.now()
  await failureOf(aClient(hasty).ask('categorize', requests.categorize))
  const ms = performance.now() - from
  expect(ms).toBeGreaterThanOrEqual(190)
  expect(ms).toBeLessThan(400)
  await expect.poll(fake.left).toBe(1)
})

test('a caller who leaves ends the call within 100 ms and says nothing about the service', async () => {
  fake.turn(() => {})
  const client = aClient()
  for (let i = 0; i < 10; i++) {
    const leaving = new AbortController()
    const asking = client.ask('narrative', requests.narrative, { signal: leaving.signal })
    await expect.poll(() => fake.asked.length).toBe(i + 1)
    const from = performance.now()
    leaving.abort()
    await failureOf(asking)
    expect(performance.now() - from).toBeLessThan(100)
  }
  await expect.poll(fake.left).toBe(10)
  fake.reset()
  expect(await client.ask('narrative', requests.narrative)).toBeDefined()
})

test('four calls run, eight wait, and the next is sent away at once', async () => {
  let running = 0
  let most = 0
  fake.turn((res, good) => {
    most = Math.max(most, ++running)
    setTimeout(() => {
      running--
      send(res, 200, good)
    }, 30)
  })
  const client = aClient()
  const all = Array.from({ length: 14 }, () =>
    client.ask('embed', requests.embed).then(
      () => 'ok',
      (error: AppError) => error.code,
    ),
  )
  const results = await Promise.all(all)
  expect(results.filter((one) => one === 'ok')).toHaveLength(12)
  expect(results.filter((one) => one === 'ai.unavailable')).toHaveLength(2)
  expect(most).toBe(4)
})

test('after a run of failures the service is left alone, then asked by one and believed again', async () => {
  fake.turn((res) => send(res, 500, {}))
  const client = aClient()
  for (let i = 0; i < 5; i++) await failureOf(client.ask('embed', requests.embed))
  fake.asked.length = 0
  const from = performance.now()
  const failure = await failureOf(client.ask('embed', requests.embed))
  expect(performance.now() - from).toBeLessThan(20)
  expect([failure.code, fake.asked.length]).toEqual(['ai.unavailable', 0])
  expect(Number(failure.extras.headers?.['retry-after'])).toBeGreaterThan(20)
  // Each operation has a breaker of its own.
  fake.reset()
  expect(await client.ask('categorize', requests.categorize)).toBeDefined()
  expect(await client.health()).toMatchObject({ status: 'degraded', detail: 'Without embed.' })
  time += 30_000
  expect(await client.ask('embed', requests.embed)).toBeDefined()
  expect((await client.health()).status).toBe('ready')
})

test('the health is off, preparing, ready or unavailable, and says why', async () => {
  expect(await aClient().health()).toEqual({ status: 'ready', textLeavesHost: false })
  expect(await aClient({ place: () => ({ state: 'off' }) }).health()).toEqual({ status: 'off' })
  expect(
    await aClient({ place: () => ({ state: 'preparing', detail: '3 of 5: model' }) }).health(),
  ).toEqual({ status: 'preparing', detail: '3 of 5: model' })
  const wrong = aClient({ place: () => ({ state: 'there', url: fake.url, token: 'wrong' }) })
  expect(await wrong.health()).toEqual({ status: 'unavailable', detail: 'ai.misconfigured' })
  const gone = aClient({ place: () => ({ state: 'there', url: 'http://127.0.0.1:9', token: 'x' }) })
  expect(await gone.health()).toEqual({ status: 'unavailable', detail: 'ai.unavailable' })
})

test('answers without end do not fill the memory', async () => {
  const endless = hostileAnswers.find(([what]) => what === 'a body without end')
  if (!endless) throw new Error('It is gone from the list.')
  fake.turn(endless[1])
  const client = aClient()
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 4; i++) await failureOf(client.ask('embed', requests.embed))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024)
})
