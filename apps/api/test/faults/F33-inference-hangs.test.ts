import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { askEverything, expectKind, fillForAi } from './every-ai-answer.ts'
import { timed } from './expect-unavailable.ts'

let t: AiApp
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  project = (await fillForAi(t)).project
})
beforeEach(() => t.heal())
afterAll(() => t.close())

test('each answer comes at its deadline, and the sockets are closed', async () => {
  t.fake.turn(() => {})
  const { answer, ms } = await timed(() => askEverything(t, project))
  expectKind(answer, 'unavailable')
  expect(answer.analyze).toBe('ai.timeout')
  // 0.2 + 0.25 + 0.1 + 3 + 3 s with the limits of the tests, and 200 ms for each.
  expect(ms).toBeLessThan(7550)
  await expect.poll(t.fake.left).toBe(5)
}, 20_000)
