// A list answer without objects in between: rows come from Postgres as arrays of text and are
// written as JSON by a function compiled from the response schema. It can only write declared keys.

import * as z from 'zod'
import { toInstant } from '../db/instant.ts'
import type { TextRow } from '../db/with-actor.ts'

type Kind = 'number' | 'safe' | 'text' | 'instant' | 'textArray' | 'boolean' | 'json'

/** One column of the answer: the key it is written under and how its text is written. */
export type WriterColumn = { key: string; kind: Kind }

/** Reads the columns off a row's schema. A kind it does not know stops the boot, not a request. */
export function columnsOf(schema: z.ZodObject): WriterColumn[] {
  return Object.entries(schema.shape).map(([key, child]) => ({
    key,
    kind: kindOf(key, child as z.ZodType),
  }))
}

function kindOf(key: string, schema: z.ZodType): Kind {
  if (schema instanceof z.ZodNullable) return kindOf(key, schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodISODateTime) return 'instant'
  if (schema instanceof z.ZodGUID || schema instanceof z.ZodISODate || schema instanceof z.ZodEnum)
    return 'safe'
  if (schema instanceof z.ZodString) return 'text'
  if (schema instanceof z.ZodNumber) return 'number'
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodString) return 'textArray'
  if (schema instanceof z.ZodBoolean) return 'boolean'
  if (schema instanceof z.ZodUnknown) return 'json'
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject) return 'json'
  throw new Error(`The row writer does not know how to write "${key}".`)
}

const writers: Record<Kind, (cell: string) => string> = {
  number: (cell) => cell,
  safe: (cell) => `"${cell}"`,
  text: (cell) => JSON.stringify(cell),
  instant: (cell) => `"${toInstant(cell)}"`,
  boolean: (cell) => (cell === 't' ? 'true' : 'false'),
  // A jsonb is JSON as Postgres writes it.
  json: (cell) => cell,
  textArray: (cell) => (cell === '{}' ? '[]' : JSON.stringify(readTextArray(cell))),
}

/** Compiles the writer of one row. The row's cells are in the order of `columns`. */
export function compileRowWriter(columns: readonly WriterColumn[]): (row: TextRow) => string {
  const steps = columns.map((column, i) => ({
    lead: `${i === 0 ? '{' : ','}${JSON.stringify(column.key)}:`,
    write: writers[column.kind],
  }))
  return (row) => {
    let json = ''
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as (typeof steps)[number]
      const cell = row[i] as string | null
      json += cell === null ? `${step.lead}null` : step.lead + step.write(cell)
    }
    return `${json}}`
  }
}

/** Postgres's spelling of a one-dimensional `text[]`, for example `{dev,"two words",NULL}`. */
export function readTextArray(cell: string): string[] {
  const items: string[] = []
  let at = 1
  while (at < cell.length - 1) {
    let item = ''
    if (cell[at] === '"') {
      at++
      while (cell[at] !== '"') {
        if (cell[at] === '\\') at++
        item += cell[at++]
      }
      at++
    } else {
      const end = cell.indexOf(',', at)
      item = cell.slice(at, end === -1 ? cell.length - 1 : end)
      at += item.length
    }
    items.push(item)
    at++
  }
  return items
}
