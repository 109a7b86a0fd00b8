import * as z from 'zod'
import { AiState } from './ai.ts'
import { Checkin } from './checkins.ts'
import { CivilDay, Id, IdOut, Instant } from './fields.ts'
import { unusualRules } from './inference/anomalies.ts'

/** What is certainly wrong, by rules. */
export const certainKinds = [
  'day_over_24h',
  'entry_too_long',
  'future_date',
  'duplicate',
  'overlap',
  'task_closed',
  'project_archived',
] as const

/** And what is unusual for this person, by the inference service's statistics. */
export const anomalyKinds = [...certainKinds, ...unusualRules] as const
export type AnomalyKind = (typeof anomalyKinds)[number]

/** Days that were worked, at most 92 of them; without `from` and `to` the last 30 and all to come. */
export const AnomalyFilter = z.strictObject({
  from: CivilDay.optional(),
  to: CivilDay.optional(),
  userId: Id.optional(),
  /** Tell how good suggestions were as well. */
  suggestions: z.enum(['1']).optional(),
})
export type AnomalyFilter = z.infer<typeof AnomalyFilter>

/** One key does this: opens the edit with `changes` filled in, or deletes the second of two. */
export const AnomalyFix = z
  .object({
    act: z.enum(['edit', 'delete']),
    checkinId: IdOut,
    changes: z
      .object({
        workDate: CivilDay,
        taskId: IdOut.nullable(),
        projectId: IdOut.nullable(),
        startedAt: Instant,
        endedAt: Instant,
        minutes: z.int(),
      })
      .partial(),
  })
  .meta({ id: 'AnomalyFix' })
export type AnomalyFix = z.infer<typeof AnomalyFix>

/** `expected` and `observed` are minutes; `n` is how much of the past says what is expected. */
export const Anomaly = z
  .object({
    /** The same finding has the same id for the same reader, so that feedback can name it. */
    id: IdOut,
    /** What feedback sends back; “it’s fine” silences it. */
    pattern: z.string(),
    tier: z.enum(['rule', 'unusual']),
    kind: z.enum(anomalyKinds),
    userId: IdOut,
    workDate: z.iso.date(),
    text: z.string(),
    expected: z.int().nullable(),
    observed: z.int().nullable(),
    n: z.int().nullable(),
    projectId: IdOut.nullable(),
    checkinIds: z.array(IdOut),
    fix: AnomalyFix.nullable(),
  })
  .meta({ id: 'Anomaly' })
export type Anomaly = z.infer<typeof Anomaly>

export const judgedKinds = ['tag', 'project', 'task', 'narrative', 'document', 'anomaly'] as const

/**
 * How good the suggestions of one kind were in the last 30 days: what people did with them. `shown` is
 * null where a suggestion is computed at each look and only what was decided is kept.
 */
export const SuggestionQuality = z
  .object({
    kind: z.enum(judgedKinds),
    shown: z.int().nullable(),
    accepted: z.int(),
    edited: z.int(),
    dismissed: z.int(),
  })
  .meta({ id: 'SuggestionQuality' })
export type SuggestionQuality = z.infer<typeof SuggestionQuality>

/** Newest first. `checkins` are the rows that the findings name, once each. */
export const Anomalies = z
  .object({
    ai: AiState,
    from: z.iso.date(),
    to: z.iso.date(),
    items: z.array(Anomaly),
    checkins: z.array(Checkin),
    /**
     * One's own; the workspace's for managers and admins, unless one person is asked about. Null
     * unless the filter asks for it.
     */
    suggestions: z.array(SuggestionQuality).nullable(),
    /** There were more than fit; fix some, or ask for fewer days. */
    more: z.boolean(),
  })
  .meta({ id: 'Anomalies' })
export type Anomalies = z.infer<typeof Anomalies>
