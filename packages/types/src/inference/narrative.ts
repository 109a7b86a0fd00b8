import * as z from 'zod'
import { areDistinct, Day, inferenceLimits, noTwice, WireId, wireText } from './fields.ts'

/** `f1`, `f2`, … in the order of the facts. */
const FactId = z.string().regex(/^f[0-9]{1,4}$/)

export const factKinds = [
  'total',
  'hours_by_task',
  'hours_by_week',
  'hours_by_person',
  'budget',
  'status',
  'task_done',
  'task_overdue',
  'task_blocked',
  'decision',
  'document',
] as const

/** One thing that is true, as the api's SQL counted it, from rows that the caller may see. */
export const Fact = z
  .strictObject({
    id: FactId,
    kind: z.enum(factKinds),
    text: wireText(500),
    value: z.number().min(-1_000_000_000).max(1_000_000_000).nullable().default(null),
    unit: z.enum(['minutes', 'hours', 'percent', 'count', 'days']).nullable().default(null),
    entityIds: z.array(WireId).max(50).default([]),
    sourceRefs: z.array(wireText(80)).max(50).default([]),
  })
  .meta({ id: 'Fact' })
export type Fact = z.input<typeof Fact>

/** With `accept: text/event-stream` each sentence is an event of its own, after it was checked. */
export const NarrativeRequest = z
  .strictObject({
    projectName: wireText(100),
    from: Day,
    to: Day,
    tone: z.enum(['neutral', 'brief', 'friendly']).default('neutral'),
    facts: z
      .array(Fact)
      .max(inferenceLimits.facts)
      .refine((facts) => areDistinct(facts.map((fact) => fact.id)), noTwice),
  })
  .meta({ id: 'NarrativeRequest' })
export type NarrativeRequest = z.input<typeof NarrativeRequest>

export const NarrativeSentence = z
  .object({
    text: wireText(600),
    factIds: z.array(FactId).min(1).max(20).refine(areDistinct, noTwice),
  })
  .meta({ id: 'NarrativeSentence' })
export type NarrativeSentence = z.infer<typeof NarrativeSentence>

/** `dropped` counts sentences that said something their facts do not. */
export const NarrativeResult = z
  .object({ sentences: z.array(NarrativeSentence).max(60), dropped: z.int().min(0) })
  .meta({ id: 'NarrativeResult' })
export type NarrativeResult = z.infer<typeof NarrativeResult>
