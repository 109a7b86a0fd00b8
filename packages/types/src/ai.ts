import * as z from 'zod'
import { CivilDay, Id, IdOut } from './fields.ts'
import { limits } from './limits.ts'
import { safeText } from './text.ts'

/** How much of an answer came from the inference service; `off` is a full answer made by rules. */
export const aiStates = ['off', 'unavailable', 'degraded', 'ready'] as const
export const AiState = z.enum(aiStates)
export type AiState = z.infer<typeof AiState>

/** What can be switched off one by one, for the workspace. */
export const aiFeatures = ['suggestions', 'anomalies', 'search', 'documents', 'narratives'] as const
export type AiFeature = (typeof aiFeatures)[number]

const flag = z.boolean()
const features = {
  suggestions: flag,
  anomalies: flag,
  search: flag,
  documents: flag,
  narratives: flag,
} satisfies Record<AiFeature, z.ZodBoolean>

/** On or off for each feature. */
export const AiSwitches = z.object(features).meta({ id: 'AiSwitches' })
export type AiSwitches = z.infer<typeof AiSwitches>

export const AiSwitchesPatch = z.strictObject(features).partial()

/** A word, never a percentage: raw scores were measured to be over-confident. */
export const confidenceWords = ['likely', 'maybe'] as const

/** Why something is proposed; `recent` is the caller's habit without any reading of the line. */
export const evidenceTypes = [
  'rule',
  'exact',
  'neighbours',
  'words',
  'habit',
  'last_entry',
  'assigned',
  'in_progress',
  'recent',
] as const

/** One reason as a sentence, and the caller's own view of the check-ins that it stands on. */
export const Evidence = z
  .object({
    type: z.enum(evidenceTypes),
    text: z.string(),
    checkinIds: z.array(IdOut),
  })
  .meta({ id: 'Evidence' })
export type Evidence = z.infer<typeof Evidence>

/** One value that is proposed: `value` is an id, or the tag; `label` is what a person calls it. */
export const Proposal = z
  .object({
    value: z.string(),
    label: z.string(),
    confidence: z.enum(confidenceWords),
    evidence: z.array(Evidence),
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.infer<typeof Proposal>

/** Up to three values for one thing, best first. Nothing is written until a person accepts one. */
export const Suggestion = z
  .object({ id: IdOut, proposals: z.array(Proposal).min(1).max(3) })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

export const Categorize = z.strictObject({ text: safeText(limits.line) }).meta({ id: 'Categorize' })
export type Categorize = z.infer<typeof Categorize>

/** What the line leaves open; null where it already says so, or where nothing is likely enough. */
export const Categories = z
  .object({
    ai: AiState,
    task: Suggestion.nullable(),
    project: Suggestion.nullable(),
    tag: Suggestion.nullable(),
  })
  .meta({ id: 'Categories' })
export type Categories = z.infer<typeof Categories>

export const feedbackOutcomes = ['accepted', 'edited', 'dismissed', 'snoozed', 'ignored'] as const

const Decided = z.union([
  safeText(limits.feedbackValue, 0),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(safeText(limits.feedbackValue, 0)).max(50),
])

/**
 * What a person did with a suggestion. `value` is what they chose, or what they dismissed; `pattern`
 * goes with an anomaly, which is computed and not stored; `until` goes with `snoozed`.
 */
export const AiFeedback = z
  .strictObject({
    suggestionId: Id,
    outcome: z.enum(feedbackOutcomes),
    value: Decided.optional(),
    pattern: safeText(limits.pattern).optional(),
    until: CivilDay.optional(),
    latencyMs: z.int().min(0).max(86_400_000).optional(),
  })
  .refine((feedback) => (feedback.outcome === 'snoozed') === (feedback.until !== undefined), {
    error: 'Send a day with “snoozed”, and only then.',
    path: ['until'],
  })
  .meta({ id: 'AiFeedback' })
export type AiFeedback = z.infer<typeof AiFeedback>

/** `ended` means that this is not offered again for the same pattern. */
export const AiDecision = z
  .object({ suggestionId: IdOut, outcome: z.enum(feedbackOutcomes), ended: z.boolean() })
  .meta({ id: 'AiDecision' })
export type AiDecision = z.infer<typeof AiDecision>

/** The inference service as a whole; `detail` is a short reason, or how far preparing has come. */
export const AiHealth = z
  .object({
    status: z.enum(['off', 'preparing', 'ready', 'degraded', 'unavailable']),
    detail: z.string().optional(),
    /** Whether text of this workspace goes to a provider outside this host; absent while unknown. */
    textLeavesHost: z.boolean().optional(),
  })
  .meta({ id: 'AiHealth' })
export type AiHealth = z.infer<typeof AiHealth>
