import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { inferenceLimits } from './inference/fields.ts'
import {
  Capabilities,
  InferenceProblem,
  inferenceOperations,
  NarrativeEvent,
  serviceLimits,
} from './inference.ts'
import { inferenceSchema } from './inference-schema.ts'
import { limits } from './limits.ts'
import { jsonDepth } from './text.ts'

const fixtures = new URL('../fixtures/inference/', import.meta.url)
const named = (folder: string) => readdirSync(new URL(`${folder}/`, fixtures)).sort()
const textOf = (folder: string, name: string) =>
  readFileSync(new URL(`${folder}/${name}`, fixtures), 'utf8')

/** `categorize.request.three-tags.json`: the contract stands in the name. */
function schemaOf(file: string): z.ZodType {
  const [operation = '', side = ''] = file.split('.')
  if (operation === 'capabilities') return Capabilities
  if (operation === 'problem') return InferenceProblem
  if (operation === 'narrative' && side === 'event') return NarrativeEvent
  const found = Object.entries(inferenceOperations).find(([name]) => name === operation)
  if (!found || (side !== 'request' && side !== 'answer'))
    throw new Error(`${file} has no contract`)
  return found[1][side]
}

const isAccepted = (file: string, text: string) => {
  const body: unknown = JSON.parse(text)
  return (
    jsonDepth(body, limits.jsonDepth) <= limits.jsonDepth && schemaOf(file).safeParse(body).success
  )
}

test('the committed schema is what the contracts say', async () => {
  await expect(inferenceSchema()).toMatchFileSnapshot('../contract/inference.v1.schema.json')
})

for (const file of named('accept')) {
  test(`accepted: ${file}`, () => {
    const body: unknown = JSON.parse(textOf('accept', file))
    const parsed = schemaOf(file).safeParse(body)
    expect(parsed.error && z.prettifyError(parsed.error)).toBeUndefined()
  })
}

for (const file of named('reject')) {
  test(`refused: ${file}`, () => {
    expect(isAccepted(file, textOf('reject', file))).toBe(false)
  })
}

test('every operation has at least 8 accepted and 15 refused examples', () => {
  for (const operation of Object.keys(inferenceOperations)) {
    const of = (folder: string) =>
      named(folder).filter((file) => file.startsWith(`${operation}.`)).length
    expect([operation, of('accept') >= 8, of('reject') >= 15]).toEqual([operation, true, true])
  }
})

test('a largest answer of vectors fits into the limit of an answer', () => {
  const vectors = inferenceLimits.embedTexts * (512 + 3)
  expect(vectors).toBeLessThan(serviceLimits.answerBytes)
})
