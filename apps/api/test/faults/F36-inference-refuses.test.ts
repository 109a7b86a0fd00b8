import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { type FakeInference, send, startFakeInference } from '../fake-inference.ts'
import { askEverything, expectKind, fillForAi } from './every-ai-answer.ts'

let target: FakeInference
beforeAll(async () => {
  target = await startFakeInference()
})
afterAll(() => target.close())

let t: AiApp
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  project = (await fillForAi(t)).project
})
beforeEach(() => t.heal())
afterAll(() => t.close())

test.each([
  [401, 'ai.misconfigured'],
  [429, 'ai.unavailable'],
  [500, 'ai.bad_response'],
  [302, 'ai.bad_response'],
])('a %i is %s, and where it leads is never asked', async (status, code) => {
  t.fake.turn((res) =>
    send(res, status, {}, { 'retry-after': '17', location: `${target.url}/v1/embed` }),
  )
  const answers = await askEverything(t, project)
  expectKind(answers, 'unavailable')
  expect(answers.analyze).toBe(code)
  expect(target.asked).toEqual([])
})
