import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { hostileAnswers } from '../hostile-answers.ts'
import { askEverything, expectKind, fillForAi } from './every-ai-answer.ts'

let t: AiApp
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  project = (await fillForAi(t)).project
})
beforeEach(() => t.heal())
afterAll(() => t.close())

const endless = ['one byte after the other, slowly', 'ten megabytes', 'a body without end']

describe.each(hostileAnswers.filter(([what]) => endless.includes(what)))('%s', (_what, hostile) => {
  test('is cut, believed by nothing, and fills no memory', async () => {
    t.fake.turn(hostile)
    const before = process.memoryUsage().arrayBuffers
    const answers = await askEverything(t, project)
    expectKind(answers, 'unavailable')
    expect(answers.analyze).toBe('ai.bad_response')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024)
  }, 20_000)
})

test('all three are in the list', () => {
  expect(hostileAnswers.filter(([what]) => endless.includes(what))).toHaveLength(3)
})
