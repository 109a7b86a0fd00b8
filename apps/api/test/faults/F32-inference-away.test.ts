import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { askEverything, expectKind, fillForAi } from './every-ai-answer.ts'

let t: AiApp
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  project = (await fillForAi(t)).project
})
beforeEach(() => t.heal())
afterAll(() => t.close())

test.each([
  ['not configured', { state: 'off' } as const, 'off', 'ai.off'],
  [
    'refused',
    { state: 'there', url: 'http://127.0.0.1:9', token: 'x' } as const,
    'unavailable',
    'ai.unavailable',
  ],
])(
  '%s: everything answers by itself, and the analysis says why',
  async (_what, place, ai, code) => {
    t.move(place)
    const answers = await askEverything(t, project)
    expectKind(answers, ai)
    expect(answers.analyze).toBe(code)
    expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
    const health = await t.as(undefined, 'GET', '/health/ai')
    expect(health.json().status).toBe(ai)
    expect(health.statusCode).toBe(ai === 'off' ? 200 : 503)
  },
)

test('when it is back, the next answer has its help', async () => {
  t.move({ state: 'there', url: 'http://127.0.0.1:9', token: 'x' })
  await askEverything(t, project)
  t.heal()
  const answer = await t.as(t.people.member, 'POST', '/categorize', {
    body: { text: '1h fix nav' },
  })
  expect(answer.json().ai).toBe('ready')
})
