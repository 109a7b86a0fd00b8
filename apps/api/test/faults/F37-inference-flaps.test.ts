import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { send } from '../fake-inference.ts'
import { fillForAi } from './every-ai-answer.ts'
import { timed } from './expect-unavailable.ts'

let t: AiApp
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  await fillForAi(t)
})
beforeEach(() => t.heal())
afterAll(() => t.close())

test('when half of the calls fail it is left alone within ten, and the answers are quick', async () => {
  let calls = 0
  t.fake.turn((res, good) => (++calls % 2 === 1 ? send(res, 500, {}) : send(res, 200, good)))
  const ask = () => t.as(t.people.member, 'POST', '/search', { body: { query: 'fix nav' } })
  for (let i = 0; i < 10; i++) expect((await ask()).statusCode).toBe(200)
  expect(calls).toBeLessThanOrEqual(10)
  const before = calls
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const { answer, ms } = await timed(ask)
    expect(answer.json().ai).toBe('unavailable')
    times.push(ms)
  }
  expect(calls).toBe(before)
  const quickest = Math.min(...times)
  expect(quickest).toBeLessThan(100)
  t.heal()
  expect((await ask()).json().ai).toBe('ready')
})
