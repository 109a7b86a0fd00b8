import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
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

const nonsense = hostileAnswers.filter(
  ([what, , [, code]]) =>
    code === 'ai.bad_response' && !/slow|megabytes|without end|500|redirect/.test(what),
)

test.each(nonsense)('%s is stored nowhere', async (_what, hostile) => {
  await t.sql('delete from ai_feedback')
  t.fake.turn(hostile)
  const answers = await askEverything(t, project)
  expectKind(answers, 'unavailable')
  expect(answers.analyze).toBe('ai.bad_response')
  const kept = await t.sql(
    "select id from ai_feedback where strategy <> 'rules' union all select id from documents where extracted_data is not null",
  )
  expect(kept).toEqual([])
})

test('there are the kinds that were promised', () => {
  expect(nonsense.length).toBeGreaterThanOrEqual(15)
})
