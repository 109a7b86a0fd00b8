// Values from the JSON Schema that the api publishes: what a stranger with the document would send.

import fc from 'fast-check'

export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  format?: string
  pattern?: string
}

export type Definitions = Record<string, JsonSchema>

/** The schema behind a reference into the document. */
export function resolved(schema: JsonSchema, definitions: Definitions): JsonSchema {
  const name = schema.$ref?.split('/').at(-1)
  if (name === undefined) return schema
  const found = definitions[name]
  if (!found) throw new Error(`The document does not define ${name}.`)
  return resolved(found, definitions)
}

/** Values that the schema allows; rules that it cannot say may still refuse one. */
export function arbitraryOf(
  schema: JsonSchema,
  definitions: Definitions,
  depth = 0,
): fc.Arbitrary<unknown> {
  const one = resolved(schema, definitions)
  const inner = (next: JsonSchema) => arbitraryOf(next, definitions, depth + 1)
  if (one.const !== undefined) return fc.constant(one.const)
  if (one.enum) return fc.constantFrom(...one.enum)
  const choices = one.anyOf ?? one.oneOf
  if (choices) return fc.oneof(...choices.map(inner))
  if (one.allOf) {
    return fc
      .tuple(...one.allOf.map(inner))
      .map((parts) => Object.assign({}, ...(parts as object[])))
  }
  const type = Array.isArray(one.type) ? one.type[0] : one.type
  if (type === 'string') return textOf(one)
  if (type === 'integer') {
    return fc.integer({ min: one.minimum ?? -1_000_000, max: one.maximum ?? 1_000_000 })
  }
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') {
    return fc.array(one.items ? inner(one.items) : fc.jsonValue(), {
      minLength: one.minItems ?? 0,
      maxLength: Math.min(one.maxItems ?? 5, 5),
    })
  }
  if (type === 'object' || one.properties) {
    const fields = Object.entries(one.properties ?? {}).map(([name, field]) => [name, inner(field)])
    return fc.record(Object.fromEntries(fields), { requiredKeys: one.required ?? [] } as never)
  }
  return fc.jsonValue({ maxDepth: 3 })
}

function textOf({ format, pattern, minLength, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'email') return fc.emailAddress()
  if (format === 'date') return day
  if (format === 'date-time') return day.map((date) => `${date}T12:00:00.000Z`)
  if (pattern) return fc.oneof(fc.stringMatching(new RegExp(pattern, 'u')), fc.string())
  return fc.string({
    minLength: minLength ?? 0,
    maxLength: Math.min(maxLength ?? 60, 200),
    unit: 'grapheme',
  })
}

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
