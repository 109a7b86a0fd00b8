import { expect, test } from 'vitest'
import { AiFeedback, evidenceTypes } from './ai.ts'
import { AnomalyFilter, anomalyKinds } from './anomalies.ts'
import { unusualRules } from './inference/anomalies.ts'
import { reasonTypes } from './inference/categorize.ts'
import { NarrativeFilter, NarrativeWish, NewNarrative } from './narrative.ts'
import { Search } from './search.ts'

const id = '0192f0c4-7f7d-7c64-9a5b-111111111111'

test('every reason of the service is evidence that can be shown, and every rule an anomaly', () => {
  for (const reason of reasonTypes) expect(evidenceTypes).toContain(reason)
  for (const rule of unusualRules) expect(anomalyKinds).toContain(rule)
  expect(new Set(anomalyKinds).size).toBe(anomalyKinds.length)
})

test('a snooze has a day and nothing else has one', () => {
  const parse = (body: object) => AiFeedback.safeParse({ suggestionId: id, ...body }).success
  expect(parse({ outcome: 'snoozed', until: '2026-11-25' })).toBe(true)
  expect(parse({ outcome: 'snoozed' })).toBe(false)
  expect(parse({ outcome: 'dismissed', until: '2026-11-25' })).toBe(false)
})

test('a decided value is plain: text, number, yes or no, nothing, or a list of texts', () => {
  const parse = (value: unknown) =>
    AiFeedback.safeParse({ suggestionId: id, outcome: 'edited', value }).success
  for (const value of ['', 'dev', 5, true, null, ['a', 'b']]) expect(parse(value)).toBe(true)
  for (const value of [{}, { a: 1 }, [[1]], ['a\u0000'], 'a\u0000', '\ud800', Number.NaN]) {
    expect(parse(value)).toBe(false)
  }
})

test('what is not said has its default', () => {
  expect(Search.parse({ query: ' nav ' })).toEqual({ query: 'nav', limit: 50 })
  expect(NarrativeWish.parse({})).toEqual({ tone: 'neutral' })
  expect(NarrativeFilter.parse({})).toEqual({ limit: 20 })
  expect(AnomalyFilter.parse({})).toEqual({})
})

test('a sentence cites facts by their names, or none', () => {
  const parse = (factIds: unknown) =>
    NewNarrative.safeParse({ suggestionId: id, sentences: [{ text: 'x', factIds }] }).success
  expect([parse([]), parse(['f1', 'f20'])]).toEqual([true, true])
  expect([parse(['1']), parse(['f']), parse(['f1\n']), parse(null)]).toEqual(Array(4).fill(false))
})
