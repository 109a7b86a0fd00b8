import * as z from 'zod'
import { confidenceWords, feedbackOutcomes } from './ai.ts'
import { analysisStatuses } from './documents.ts'
import { errorCodes } from './error-codes.ts'
import { IdOut, Instant } from './fields.ts'

export const analysisFieldKinds = ['type', 'summary', 'entity', 'action', 'link'] as const

/** What a person decided about a field, whoever of those who may. */
export const FieldReview = z
  .object({
    outcome: z.enum(feedbackOutcomes),
    value: z.unknown(),
    userId: IdOut,
    userName: z.string().nullable(),
    at: Instant,
  })
  .meta({ id: 'FieldReview' })
export type FieldReview = z.infer<typeof FieldReview>

/** Where a value stands: pages count from 1, `start` and `end` are code points of the page's text. */
export const FieldEvidence = z
  .object({ page: z.int(), quote: z.string(), start: z.int(), end: z.int() })
  .meta({ id: 'FieldEvidence' })
export type FieldEvidence = z.infer<typeof FieldEvidence>

/**
 * One thing that was read from a document. `id` and `pattern` are what feedback sends back. For an
 * action `assigneeId` and `dueOn` are what a task would get; for a link `projectId` or `taskId`.
 */
export const AnalysisField = z
  .object({
    id: IdOut,
    pattern: z.string(),
    kind: z.enum(analysisFieldKinds),
    /** Of an entity: date, amount, duration, email or name. */
    subkind: z.string().nullable(),
    value: z.string(),
    /** Null where the service names none, as for a summary. */
    confidence: z.enum(confidenceWords).nullable(),
    evidence: FieldEvidence.nullable(),
    reasons: z.array(z.string()),
    assigneeId: IdOut.nullable(),
    dueOn: z.iso.date().nullable(),
    projectId: IdOut.nullable(),
    taskId: IdOut.nullable(),
    /** The last decision; null while nobody has looked at it. */
    review: FieldReview.nullable(),
  })
  .meta({ id: 'AnalysisField' })
export type AnalysisField = z.infer<typeof AnalysisField>

export const AnalysisPage = z
  .object({ page: z.int(), text: z.string(), source: z.enum(['text', 'ocr', 'none']) })
  .meta({ id: 'AnalysisPage' })

/** How far the analysis of a document is; the lists are empty until it is `ready`. */
export const DocumentAnalysis = z
  .object({
    documentId: IdOut,
    status: z.enum(analysisStatuses),
    /** Why it failed. */
    code: z.enum(errorCodes).nullable(),
    analyzedAt: Instant.nullable(),
    model: z.string().nullable(),
    /** Less than the best: a page without its text, a part left out. */
    warnings: z.array(z.string()),
    pageCount: z.int(),
    pages: z.array(AnalysisPage),
    fields: z.array(AnalysisField),
    reviewed: z.int(),
  })
  .meta({ id: 'DocumentAnalysis' })
export type DocumentAnalysis = z.infer<typeof DocumentAnalysis>

/** `again` makes a new analysis although there is one; what was decided about the old one stays. */
export const AnalysisWish = z
  .strictObject({ again: z.boolean().default(false) })
  .meta({ id: 'AnalysisWish' })
export type AnalysisWish = z.infer<typeof AnalysisWish>
