import * as z from 'zod'
import {
  Capabilities,
  contractVersion,
  InferenceProblem,
  inferenceOperations,
  NarrativeEvent,
} from './inference.ts'

type Definitions = Record<string, z.core.JSONSchema.BaseSchema>

/**
 * Everything of the wire contract as one JSON Schema bundle of named definitions, the same text every
 * time. Requests are written as they are sent and answers as they are read, so that a default is
 * required only in an answer.
 */
export function inferenceSchema(): string {
  const operations = Object.values(inferenceOperations)
  const requests = definitionsOf(
    operations.map((one) => one.request),
    'input',
  )
  const answers = definitionsOf(
    [...operations.map((one) => one.answer), NarrativeEvent, Capabilities, InferenceProblem],
    'output',
  )
  for (const name of Object.keys(requests)) {
    if (answers[name]) throw new Error(`${name} stands in a request and in an answer.`)
  }
  const all = { ...requests, ...answers }
  const bundle = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `inference.v${contractVersion}`,
    $defs: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
  return `${asFormatted(JSON.stringify(bundle, null, 2))}\n`
}

function definitionsOf(schemas: readonly z.ZodType[], io: 'input' | 'output'): Definitions {
  const whole = z.toJSONSchema(z.tuple(schemas as [z.ZodType, ...z.ZodType[]]), {
    io,
    override: ({ jsonSchema }) => {
      // With the pattern beside it, a generator makes a string of what is a UUID or a date.
      if (jsonSchema.format) delete jsonSchema.pattern
      if (Number.isInteger(jsonSchema.const)) jsonSchema.type = 'integer'
      delete jsonSchema.id
    },
  })
  const definitions: Definitions = { ...whole.$defs }
  return definitions
}

/** Short lists on one line, as the formatter would have them, so that it never touches the file. */
function asFormatted(json: string): string {
  return json.replace(
    /^( *)(.*)\[\n([^[\]{}]*?)\n *\](,?)$/gm,
    (whole, indent, before, items, after) => {
      const inner = String(items).trim().replaceAll(/,\n */g, ', ')
      const line = `${indent}${before}[${inner}]${after}`
      return line.length <= 100 ? line : whole
    },
  )
}
