// What the api counts about what it leans on: the breakers of the inference service and its caches.

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { AppError } from '../src/errors.ts'
import { createTestApp, type TestApp } from './app.ts'
import { type FakeInference, startFakeInference } from './fake-inference.ts'

let t: TestApp
let fake: FakeInference
beforeAll(async () => {
  fake = await startFakeInference()
  const place = fake.place()
  if (place.state !== 'there') throw new Error('The stand-in is not there.')
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    env: { INFERENCE_URL: place.url, INFERENCE_TOKEN: place.token },
  })
})
afterAll(async () => {
  await t.close()
  await fake.close()
})

const metrics = () => t.dependencies.metrics.render()
const count = (series: string): number =>
  Number(
    metrics()
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1] ?? 0,
  )

test('a breaker that opens is seen, and so is what every question came to', async () => {
  const open = (operation: string) => count(`worksmart_breaker_open{operation="${operation}"}`)
  const calls = (result: string) =>
    count(`worksmart_inference_calls_total{operation="embed",result="${result}"}`)
  const ask = () =>
    t.dependencies.inference.ask('embed', { kind: 'query', texts: ['fix nav'] }).then(
      () => 'answered',
      (error: AppError) => error.code,
    )
  const all = ['categorize', 'categorize-batch', 'anomalies', 'embed', 'analyze', 'narrative']
  expect(metrics().match(/^worksmart_breaker_open\{.*\} 0$/gm)).toHaveLength(all.length)
  expect(await ask()).toBe('answered')
  expect([calls('ok'), calls('failed')]).toEqual([1, 0])
  await fake.close()
  for (let i = 0; i < 7; i++) expect(await ask()).toBe('ai.unavailable')
  expect(open('embed')).toBe(1)
  expect(open('narrative')).toBe(0)
  expect([calls('failed'), calls('resting')]).toEqual([5, 2])
})

test('the role that a person had last time is a hit, and another one a miss', async () => {
  const seen = () =>
    ['hit', 'miss'].map((result) =>
      count(`worksmart_cache_lookups_total{cache="role",result="${result}"}`),
    )
  const [hits = 0, misses = 0] = seen()
  const list = async () =>
    expect((await t.as(t.people.other, 'GET', '/checkins')).statusCode).toBe(200)
  await list()
  expect(seen()).toEqual([hits, misses + 1])
  await list()
  expect(seen()).toEqual([hits + 1, misses + 1])
  await t.sql("update users set role = 'manager' where id = $1", [t.people.other.id])
  await list()
  expect(seen()).toEqual([hits + 1, misses + 2])
})
