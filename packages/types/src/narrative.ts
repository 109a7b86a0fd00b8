import * as z from 'zod'
import { AiState } from './ai.ts'
import { CivilDay, Id, IdOut, Instant } from './fields.ts'
import { factKinds } from './inference/narrative.ts'
import { limits } from './limits.ts'
import { pageFields, pageOf } from './pagination.ts'
import type { Problem } from './problems.ts'
import { safeText } from './text.ts'

/** Where a fact can be looked up; `checkins` is a filter of the list, the others are one row. */
export const FactSource = z
  .object({
    type: z.enum(['checkins', 'checkin', 'task', 'project', 'document']),
    id: IdOut.nullable(),
    projectId: IdOut.nullable(),
    taskId: IdOut.nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
  })
  .meta({ id: 'FactSource' })
export type FactSource = z.infer<typeof FactSource>

/** One thing that is true of the rows that the drafter may see. */
export const NarrativeFact = z
  .object({
    id: z.string(),
    kind: z.enum(factKinds),
    text: z.string(),
    sources: z.array(FactSource),
  })
  .meta({ id: 'NarrativeFact' })
export type NarrativeFact = z.infer<typeof NarrativeFact>

/** A sentence and the facts that it stands on; a sentence that a person added may have none. */
export const NarrativeLine = z
  .object({ text: z.string(), factIds: z.array(z.string()) })
  .meta({ id: 'NarrativeLine' })
export type NarrativeLine = z.infer<typeof NarrativeLine>

/** What the project's time was when this was written; more check-ins since make it stale. */
export const BasedOn = z
  .object({ checkinCount: z.int(), minutes: z.int(), asOf: Instant })
  .meta({ id: 'BasedOn' })
export type BasedOn = z.infer<typeof BasedOn>

/** Days that the status is about, at most 92 of them; the last seven when none are named. */
export const NarrativeWish = z
  .strictObject({
    from: CivilDay.optional(),
    to: CivilDay.optional(),
    tone: z.enum(['neutral', 'brief', 'friendly']).default('neutral'),
  })
  .meta({ id: 'NarrativeWish' })
export type NarrativeWish = z.infer<typeof NarrativeWish>

/** A draft. `source` is `data` when the facts were put into sentences without any model. */
export const NarrativeDraft = z
  .object({
    ai: AiState,
    /** Names the draft when it is published or dismissed. */
    suggestionId: IdOut,
    source: z.enum(['data', 'ai']),
    from: z.iso.date(),
    to: z.iso.date(),
    sentences: z.array(NarrativeLine),
    facts: z.array(NarrativeFact),
    basedOn: BasedOn,
  })
  .meta({ id: 'NarrativeDraft' })
export type NarrativeDraft = z.infer<typeof NarrativeDraft>

/**
 * The events of a draft that is asked for with `accept: text/event-stream`, by name: sentences as they
 * are checked, and at the end the whole draft, which is the truth when the two differ, or a problem.
 */
export type NarrativeDraftEvents = {
  sentence: NarrativeLine
  draft: NarrativeDraft
  error: Problem
}

/** The sentences as the person leaves them; `factIds` name facts of the draft. */
export const NewNarrative = z
  .strictObject({
    id: Id.optional(),
    suggestionId: Id,
    sentences: z
      .array(
        z.strictObject({
          text: safeText(limits.sentence),
          factIds: z.array(z.string().regex(/^f[0-9]{1,4}$/, 'This names no fact.')).max(20),
        }),
      )
      .min(1)
      .max(60),
  })
  .meta({ id: 'NewNarrative' })
export type NewNarrative = z.infer<typeof NewNarrative>

/** A published status. `authorId` is null once that person was erased. */
export const Narrative = z
  .object({
    id: IdOut,
    projectId: IdOut,
    authorId: IdOut.nullable(),
    authorName: z.string().nullable(),
    source: z.enum(['data', 'ai']),
    /** Whether the person changed the draft before publishing it. */
    edited: z.boolean(),
    from: z.iso.date(),
    to: z.iso.date(),
    sentences: z.array(NarrativeLine),
    facts: z.array(NarrativeFact),
    basedOn: BasedOn,
    createdAt: Instant,
  })
  .meta({ id: 'Narrative' })
export type Narrative = z.infer<typeof Narrative>

export const NarrativeFilter = z.strictObject({
  ...pageFields,
  limit: pageFields.limit.default(limits.narrativesShown),
})
export type NarrativeFilter = z.infer<typeof NarrativeFilter>

/** Newest first. `now` is the project's time as it is: compare it with `basedOn` of the first. */
export const NarrativePage = pageOf(Narrative)
  .extend({ now: z.object({ checkinCount: z.int(), minutes: z.int() }) })
  .meta({ id: 'NarrativePage' })
export type NarrativePage = z.infer<typeof NarrativePage>
