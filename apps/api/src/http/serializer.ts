import type { FastifySerializerCompiler } from 'fastify'
import * as z from 'zod'

type Pick = (value: unknown) => unknown

/**
 * Answers hold declared keys only. Parsing every answer with Zod was measured as the dearest step
 * of a list, so production only picks the keys; tests and development (`checked`) also parse.
 */
export function makeSerializer(checked: boolean): FastifySerializerCompiler<z.ZodType> {
  return ({ schema }) => {
    if (checked) return (value) => JSON.stringify(schema.parse(value))
    const pick = pickOf(schema)
    return (value) => JSON.stringify(pick(value))
  }
}

/** The allow-list of a response schema: objects keep their declared keys, at every level. */
export function pickOf(schema: z.ZodType): Pick {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(
      ([key, child]) => [key, pickOf(child as z.ZodType)] as const,
    )
    return (value) => {
      const from = value as Record<string, unknown>
      const to: Record<string, unknown> = {}
      for (const [key, pick] of fields) if (from[key] !== undefined) to[key] = pick(from[key])
      return to
    }
  }
  if (schema instanceof z.ZodArray) {
    const pick = pickOf(schema.element as z.ZodType)
    return (value) => (value as unknown[]).map(pick)
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const pick = pickOf(schema.unwrap() as z.ZodType)
    return (value) => (value === null || value === undefined ? value : pick(value))
  }
  return (value) => value
}
