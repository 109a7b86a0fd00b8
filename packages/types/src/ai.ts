import * as z from 'zod'
import { CivilDay, Id, IdOut } from './fields.ts'
import { limits } from './limits.ts'
import { safeText } from './text.ts'

/** How much of an answer came from the inference service; `off` is a full answer made by rules. */
export const aiStates = ['off', 'unavailable', 'degraded', 'ready'] as const

/** A word, never a percentage: raw scores were measured to be over-confident. */
export const confidenceWords = ['likely', 'maybe'] as const

export const Evidence = z
  .object({ type: z.string(), id: IdOut.nullable(), text: z.string() })
  .meta({ id: 'Evidence' })
export type Evidence = z.infer<typeof Evidence>

/** A proposal with its reasons. Nothing is written until a person accepts it. */
export function suggestionOf<Value extends z.ZodType>(value: Value) {
  return z.object({
    id: IdOut,
    value,
    confidence: z.enum(confidenceWords),
    evidence: z.array(Evidence),
  })
}

export const Categorize = z.strictObject({ text: safeText(limits.line) }).meta({ id: 'Categorize' })
export type Categorize = z.infer<typeof Categorize>

export const Categories = z
  .object({
    ai: z.enum(aiStates),
    tags: z.array(suggestionOf(z.string())).max(3),
    projects: z.array(suggestionOf(IdOut)).max(3),
    tasks: z.array(suggestionOf(IdOut)).max(3),
  })
  .meta({ id: 'Categories' })
export type Categories = z.infer<typeof Categories>

export const Search = z
  .strictObject({
    query: safeText(limits.search),
    filters: z
      .strictObject({
        types: z.array(z.enum(['checkin', 'task', 'project', 'document'])).optional(),
        tag: safeText(limits.tag).optional(),
        projectId: Id.optional(),
        from: CivilDay.optional(),
        to: CivilDay.optional(),
      })
      .optional(),
  })
  .meta({ id: 'Search' })
export type Search = z.infer<typeof Search>

export const feedbackOutcomes = ['accepted', 'edited', 'dismissed', 'snoozed', 'ignored'] as const

export const AiFeedback = z
  .strictObject({
    suggestionId: Id,
    kind: safeText(50),
    outcome: z.enum(feedbackOutcomes),
    value: z.unknown().optional(),
    until: CivilDay.optional(),
    latencyMs: z.int().min(0).max(86_400_000).optional(),
  })
  .meta({ id: 'AiFeedback' })
export type AiFeedback = z.infer<typeof AiFeedback>
