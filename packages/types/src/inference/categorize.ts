import * as z from 'zod'
import { limits } from '../limits.ts'
import {
  areDistinct,
  Confidence,
  Count,
  Day,
  inferenceLimits,
  noTwice,
  Vector,
  WireId,
  wireText,
} from './fields.ts'

/** Counts that fade with age, so they need not be whole. */
const Share = z.number().min(0).max(1_000_000)
const counts = { own: Share.default(0), team: Share.default(0) }

export const Candidate = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('task'),
        id: WireId,
        ref: wireText(20),
        title: wireText(limits.taskTitle),
        description: wireText(2000, 0).default(''),
        projectId: WireId,
        projectName: wireText(limits.projectName),
        isMine: z.boolean().default(false),
        isInProgress: z.boolean().default(false),
        ...counts,
      })
      .meta({ id: 'TaskCandidate' }),
    z
      .strictObject({
        kind: z.literal('project'),
        id: WireId,
        key: wireText(limits.projectKeyMax),
        name: wireText(limits.projectName),
        description: wireText(2000, 0).default(''),
        ...counts,
      })
      .meta({ id: 'ProjectCandidate' }),
    z
      .strictObject({ kind: z.literal('tag'), tag: wireText(limits.tag), ...counts })
      .meta({ id: 'TagCandidate' }),
  ])
  .meta({ id: 'Candidate', discriminator: { propertyName: 'kind' } })
export type Candidate = z.input<typeof Candidate>

/** What a candidate is called in an answer: its id, or the tag itself. */
export const candidateKey = (one: z.input<typeof Candidate>): string =>
  `${one.kind}:${one.kind === 'tag' ? one.tag : one.id}`

const Candidates = z
  .array(Candidate)
  .max(inferenceLimits.candidates)
  .refine((all) => areDistinct(all.map(candidateKey)), noTwice)

/** A confirmed check-in; never a draft or a suggestion that nobody accepted. */
export const HistoryRow = z
  .strictObject({
    id: WireId,
    text: wireText(limits.line),
    tags: z.array(wireText(limits.tag)).max(20).default([]),
    projectId: WireId.nullable(),
    taskId: WireId.nullable(),
    isOwn: z.boolean(),
    workDate: Day,
    vector: Vector.nullable().default(null),
  })
  .meta({ id: 'HistoryRow' })
export type HistoryRow = z.input<typeof HistoryRow>

export const suggestionKinds = ['task', 'project', 'tag'] as const
const SuggestionKind = z.enum(suggestionKinds)
/** An id for a task or a project, the tag itself for a tag. */
const Value = wireText(limits.tag)

/** Platt's two numbers and the two thresholds, fitted by the api per workspace and kind. */
export const Calibration = z
  .strictObject({
    kind: SuggestionKind,
    slope: z.number().min(0).max(100),
    offset: z.number().min(-100).max(100),
    likely: z.number().min(0).max(1),
    maybe: z.number().min(0).max(1),
  })
  .meta({ id: 'Calibration' })
export type Calibration = z.input<typeof Calibration>

const categorizeContext = {
  today: Day,
  candidates: Candidates,
  /** Newest first: the first row of one's own is the last entry. */
  history: z
    .array(HistoryRow)
    .max(inferenceLimits.history)
    .refine((rows) => areDistinct(rows.map((row) => row.id)), noTwice)
    .default([]),
  /** The model that made the vectors; those of another model are not compared. */
  vectorModel: wireText(200).nullable().default(null),
  /** A person's own rules: a line that holds these words gets this value. */
  rules: z
    .array(
      z
        .strictObject({ contains: wireText(limits.line), kind: SuggestionKind, value: Value })
        .meta({ id: 'OwnRule' }),
    )
    .max(100)
    .default([]),
  /** Lines at which a value was dismissed; the second dismissal of a pattern ends it. */
  dismissed: z
    .array(
      z
        .strictObject({
          text: wireText(limits.line),
          kind: SuggestionKind,
          value: Value,
          times: Count,
        })
        .meta({ id: 'Dismissal' }),
    )
    .max(200)
    .default([]),
  calibration: z.array(Calibration).max(3).default([]),
}

export const CategorizeRequest = z
  .strictObject({ text: wireText(limits.line), ...categorizeContext })
  .meta({ id: 'CategorizeRequest' })
export type CategorizeRequest = z.input<typeof CategorizeRequest>

export const CategorizeBatchRequest = z
  .strictObject({
    texts: z.array(wireText(limits.line)).min(1).max(inferenceLimits.batch),
    ...categorizeContext,
  })
  .meta({ id: 'CategorizeBatchRequest' })
export type CategorizeBatchRequest = z.input<typeof CategorizeBatchRequest>

export const reasonTypes = [
  'rule',
  'exact',
  'neighbours',
  'words',
  'habit',
  'last_entry',
  'assigned',
  'in_progress',
] as const
/** Why, in a short sentence of ours; `entryIds` are history rows that were sent. */
export const Reason = z
  .object({
    type: z.enum(reasonTypes),
    text: wireText(300),
    entryIds: z.array(WireId).max(5),
  })
  .meta({ id: 'Reason' })
export type Reason = z.infer<typeof Reason>

export const ScoredValue = z
  .object({
    value: Value,
    score: z.number().min(0).max(1),
    confidence: Confidence,
    /** What `score` was made from; null where the line or a rule names the value itself. */
    raw: z.number().min(-100).max(100).nullish().meta({ default: null }),
    reasons: z.array(Reason).min(1).max(4),
  })
  .meta({ id: 'ScoredValue' })
export type ScoredValue = z.infer<typeof ScoredValue>

const Scored = z
  .array(ScoredValue)
  .max(inferenceLimits.suggestions)
  .refine((all) => areDistinct(all.map((one) => one.value)), noTwice)
/** Best first. An empty list is an abstention: nothing is likely enough to be worth a glance. */
export const CategorizeResult = z
  .object({ tasks: Scored, projects: Scored, tags: Scored })
  .meta({ id: 'CategorizeResult' })
export type CategorizeResult = z.infer<typeof CategorizeResult>

/** In the order of the texts. */
export const CategorizeBatchResult = z
  .object({ items: z.array(CategorizeResult).max(inferenceLimits.batch) })
  .meta({ id: 'CategorizeBatchResult' })
export type CategorizeBatchResult = z.infer<typeof CategorizeBatchResult>
