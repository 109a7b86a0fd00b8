import * as z from 'zod'
import { confidenceWords } from '../ai.ts'
import { codePoints } from '../text.ts'

export const inferenceLimits = {
  candidates: 100,
  history: 500,
  batch: 100,
  suggestions: 3,
  embedTexts: 256,
  embedCharacters: 8000,
  people: 50,
  entries: 3000,
  facts: 200,
  names: 500,
  pages: 200,
  /** Bytes of a request body, per operation the same, and of an answer. */
  requestBytes: 4 * 1024 * 1024,
  answerBytes: 1024 * 1024,
} as const

/** Text as it is: well-formed, without NUL, `min`..`max` code points. The sender has trimmed it. */
export const wireText = (max: number, min = 1) =>
  z
    .string()
    .refine((one) => one.isWellFormed() && !one.includes('\u0000'), 'Not text.')
    .refine((one) => codePoints(one) >= min && codePoints(one) <= max, `At most ${max} characters.`)
    .meta({ minLength: min, maxLength: max })

export const noTwice = 'Send each one once.'
export const areDistinct = (keys: string[]) => new Set(keys).size === keys.length
export const WireId = z.guid()
export const Day = z.iso.date()
export const Count = z.int().min(0)
export const Confidence = z.enum(confidenceWords)
/** Signed bytes, base64 without padding: 384 of them for the default model. */
export const Vector = z.string().regex(/^[A-Za-z0-9+/]{8,4096}$/)
