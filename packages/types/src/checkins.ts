import * as z from 'zod'
import { CivilDay, Id, IdOut, Instant, InstantIn, Minutes, TimeZone, Version } from './fields.ts'
import { toTag } from './grammar/names.ts'
import { limits } from './limits.ts'
import { pageFields, pageOf, QueryFlag } from './pagination.ts'
import { codePoints, safeText } from './text.ts'

export const checkinSources = ['web', 'import', 'api', 'sample'] as const

/** One thing a person did. `text` is the line as typed, null when it was written by fields. */
export const Checkin = z
  .object({
    id: IdOut,
    userId: IdOut,
    text: z.string().nullable(),
    activity: z.string(),
    minutes: z.int(),
    tags: z.array(z.string()),
    workDate: z.iso.date(),
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    timeZone: z.string().nullable(),
    projectId: IdOut.nullable(),
    taskId: IdOut.nullable(),
    source: z.enum(checkinSources),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  })
  .meta({ id: 'Checkin' })
export type Checkin = z.infer<typeof Checkin>

export const CheckinPage = pageOf(Checkin).meta({ id: 'CheckinPage' })
export type CheckinPage = z.infer<typeof CheckinPage>

/** A tag as the grammar would have stored it: NFC, lower case, `-` for spaces. */
export const Tag = safeText(limits.tag)
  .transform(toTag)
  .refine((tag) => tag !== '', 'Fill this in.')
  .refine((tag) => codePoints(tag) <= limits.tag, `A tag holds ${limits.tag} characters.`)
  .meta({ minLength: 1, maxLength: limits.tag })

// The line is taken as typed: trimming it would shift the spans that `suppressed` names.
const Line = z
  .string('Type what you did, for example “2h #dev fix login”.')
  .max(limits.line * 4, 'A line holds 500 characters.')
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), {
    error: 'Remove the characters that are not text (NUL or half of a pair).',
  })

const lineFields = {
  text: Line,
  /** The person's own day and minute of it; the api fills them from the time zone when absent. */
  today: CivilDay.optional(),
  nowMin: z.int().min(0).max(1439).optional(),
  /** Spans, in UTF-16 units, that the person turned back into text. */
  suppressed: z
    .array(z.tuple([z.int().min(0), z.int().min(0)]))
    .max(limits.line)
    .optional(),
}

const linkFields = {
  projectId: Id.nullable().optional(),
  taskId: Id.nullable().optional(),
}

/** A check-in as one line of the grammar. Ids that are sent win over the names in the text. */
export const NewCheckinLine = z
  .strictObject({
    id: Id.optional(),
    ...lineFields,
    ...linkFields,
    sourceId: safeText(limits.sourceId).optional(),
  })
  .meta({ id: 'NewCheckinLine' })
export type NewCheckinLine = z.infer<typeof NewCheckinLine>

const plainFields = {
  activity: safeText(limits.activity),
  minutes: Minutes,
  // As many as a line could hold, with a # and a space for each: more would not fit its index either.
  tags: z
    .array(Tag)
    .max(limits.tags)
    .refine((tags) => codePoints(tags.join('  ')) <= limits.line, 'Use fewer or shorter tags.'),
  workDate: CivilDay,
  startedAt: InstantIn.nullable().optional(),
  endedAt: InstantIn.nullable().optional(),
  timeZone: TimeZone.nullable().optional(),
}

/** A check-in by its fields, for imports and clients that have no line. */
export const NewCheckinFields = z
  .strictObject({
    id: Id.optional(),
    ...plainFields,
    ...linkFields,
    sourceId: safeText(limits.sourceId).optional(),
  })
  .meta({ id: 'NewCheckinFields' })
export type NewCheckinFields = z.infer<typeof NewCheckinFields>

export const NewCheckin = z.union([NewCheckinLine, NewCheckinFields]).meta({ id: 'NewCheckin' })
export type NewCheckin = z.infer<typeof NewCheckin>

const reason = safeText(limits.reason).optional()

export const CheckinPatchLine = z
  .strictObject({ ...lineFields, ...linkFields, reason })
  .meta({ id: 'CheckinPatchLine' })
export type CheckinPatchLine = z.infer<typeof CheckinPatchLine>

export const CheckinPatchFields = z
  .strictObject({ ...z.strictObject(plainFields).partial().shape, ...linkFields, reason })
  .meta({ id: 'CheckinPatchFields' })
export type CheckinPatchFields = z.infer<typeof CheckinPatchFields>

/** Either form; a patch by fields leaves `text` as it was typed. `reason` is for another's row. */
export const CheckinPatch = z
  .union([CheckinPatchLine, CheckinPatchFields])
  .meta({ id: 'CheckinPatch' })
export type CheckinPatch = z.infer<typeof CheckinPatch>

/** The body of a DELETE: only a reason, and only for another person's row. */
export const Removal = z.strictObject({ reason }).meta({ id: 'Removal' })
export type Removal = z.infer<typeof Removal>

/** What narrows the list, the stats and the export alike. `from` and `to` are work dates. */
export const checkinFilterFields = {
  userId: Id.optional(),
  projectId: Id.optional(),
  taskId: Id.optional(),
  tag: Tag.optional(),
  from: CivilDay.optional(),
  to: CivilDay.optional(),
  q: safeText(limits.search).optional(),
}

export const CheckinFilter = z.strictObject({
  ...pageFields,
  ...checkinFilterFields,
  deleted: QueryFlag.optional(),
  order: z.enum(['logged', 'worked']).default('logged'),
})
export type CheckinFilter = z.infer<typeof CheckinFilter>

export const CheckinStatsFilter = z.strictObject(checkinFilterFields)
export type CheckinStatsFilter = z.infer<typeof CheckinStatsFilter>

export const CheckinExportFilter = z.strictObject({
  ...checkinFilterFields,
  format: z.enum(['csv', 'json']).default('csv'),
})
export type CheckinExportFilter = z.infer<typeof CheckinExportFilter>

const total = { minutes: z.int(), count: z.int() }

/** Exact sums. A check-in with two tags counts for both, so `byTag` may add up to more. */
export const CheckinStats = z
  .object({
    ...total,
    byDay: z.array(z.object({ workDate: z.iso.date(), ...total })),
    byTag: z.array(z.object({ tag: z.string(), ...total })),
    byProject: z.array(z.object({ projectId: IdOut.nullable(), ...total })),
    byPerson: z.array(z.object({ userId: IdOut, ...total })),
  })
  .meta({ id: 'CheckinStats' })
export type CheckinStats = z.infer<typeof CheckinStats>

/** Each item is judged by itself, so one bad line refuses only itself. */
export const CheckinBatch = z
  .strictObject({
    items: z
      .array(z.unknown())
      .min(1, 'Send at least one item.')
      .max(limits.batchItems, `Send at most ${limits.batchItems} items at a time.`)
      .meta({ description: 'Each is a NewCheckin with a sourceId; an import is safe to repeat.' }),
    dryRun: z.boolean().optional(),
    /** `import` marks the rows as imported; the default is `api`. */
    source: z.enum(['import', 'api', 'web']).optional(),
  })
  .meta({ id: 'CheckinBatch' })
export type CheckinBatch = z.infer<typeof CheckinBatch>

/** One item of a batch. */
export const CheckinBatchItem = z.union([
  NewCheckinLine.extend({ sourceId: safeText(limits.sourceId) }),
  NewCheckinFields.extend({ sourceId: safeText(limits.sourceId) }),
])
export type CheckinBatchItem = z.infer<typeof CheckinBatchItem>

export const CheckinBatchResult = z
  .object({
    created: z.array(z.object({ index: z.int(), id: IdOut.optional() })),
    existing: z.array(z.object({ index: z.int(), id: IdOut })),
    refused: z.array(
      z.object({
        index: z.int(),
        problem: z.object({
          code: z.string(),
          detail: z.string(),
          errors: z
            .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
            .optional(),
        }),
      }),
    ),
  })
  .meta({ id: 'CheckinBatchResult' })
export type CheckinBatchResult = z.infer<typeof CheckinBatchResult>

export const TagCounts = z
  .object({
    items: z.array(z.object({ tag: z.string(), count: z.int(), lastUsed: z.iso.date() })),
  })
  .meta({ id: 'TagCounts' })
export type TagCounts = z.infer<typeof TagCounts>
