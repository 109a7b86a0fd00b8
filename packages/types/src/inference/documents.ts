import * as z from 'zod'
import { documentTypes } from '../document-types.ts'
import { limits } from '../limits.ts'
import { Candidate, candidateKey, Reason } from './categorize.ts'
import {
  areDistinct,
  Confidence,
  Day,
  inferenceLimits,
  noTwice,
  WireId,
  wireText,
} from './fields.ts'

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** `documents/<workspaceId>/<documentId>`: the one layout that the service reads from. */
export const storageKeyPattern = new RegExp(`^documents/${guid}/${guid}$`)

const mimes = [...new Set(Object.values(documentTypes))]

export const AnalyzeRequest = z
  .strictObject({
    documentId: WireId,
    storageKey: z.string().regex(storageKeyPattern),
    /** The store's tag of the bytes that were checked; other bytes are `object_changed`. */
    etag: wireText(200).nullable(),
    sizeBytes: z.int().min(1).max(limits.documentBytes),
    mime: z.enum(mimes),
    name: wireText(limits.documentName),
    today: Day,
    /** People, projects and the like that the caller may see: the names worth finding. */
    knownNames: z
      .array(
        z
          .strictObject({
            kind: z.enum(['person', 'project', 'task', 'client']),
            id: WireId.nullable(),
            name: wireText(200),
          })
          .meta({ id: 'KnownName' }),
      )
      .max(inferenceLimits.names)
      .default([]),
    candidates: z
      .array(Candidate)
      .max(inferenceLimits.candidates)
      .refine((all) => areDistinct(all.map(candidateKey)), noTwice)
      .default([]),
  })
  .meta({ id: 'AnalyzeRequest' })
export type AnalyzeRequest = z.input<typeof AnalyzeRequest>

/**
 * Where a claim stands: `start` and `end` count the code points of that page's text, and `quote` is
 * exactly what lies between them. Pages count from 1.
 */
const cite = {
  page: z.int().min(1).max(inferenceLimits.pages),
  start: z.int().min(0),
  end: z.int().min(0),
  quote: wireText(2000),
}

/** A sheet, or a whole text file, is a page; `none` is a page without any text. */
export const AnalyzedPage = z
  .object({
    page: z.int().min(1).max(inferenceLimits.pages),
    text: wireText(200_000, 0),
    source: z.enum(['text', 'ocr', 'none']),
  })
  .meta({ id: 'AnalyzedPage' })

export const kindsOfDocument = [
  'invoice',
  'receipt',
  'contract',
  'proposal',
  'report',
  'specification',
  'meeting_notes',
  'timesheet',
  'letter',
] as const

export const AnalyzedEntity = z
  .object({
    kind: z.enum(['date', 'amount', 'duration', 'email', 'name']),
    /** `2026-11-24`, `1234.50 EUR`, whole minutes, an address, or the known name as it was sent. */
    value: wireText(200),
    id: WireId.nullable(),
    confidence: Confidence,
    ...cite,
  })
  .meta({ id: 'AnalyzedEntity' })

export const AnalyzedAction = z
  .object({
    text: wireText(limits.taskTitle),
    assigneeId: WireId.nullable(),
    dueOn: Day.nullable(),
    confidence: Confidence,
    ...cite,
  })
  .meta({ id: 'AnalyzedAction' })

export const AnalyzedLink = z
  .object({
    kind: z.enum(['project', 'task']),
    id: WireId,
    confidence: Confidence,
    reasons: z.array(Reason).min(1).max(4),
  })
  .meta({ id: 'AnalyzedLink' })

/** Stored whole in `documents.extracted_data`. */
export const AnalyzeResult = z
  .object({
    schemaVersion: z.literal(1),
    documentId: WireId,
    pageCount: z.int().min(0),
    pages: z.array(AnalyzedPage).max(inferenceLimits.pages),
    type: z
      .object({ value: z.enum(kindsOfDocument), confidence: Confidence })
      .meta({ id: 'AnalyzedType' })
      .nullable(),
    summary: z
      .array(z.object({ text: wireText(600), ...cite }).meta({ id: 'AnalyzedSentence' }))
      .max(5),
    entities: z.array(AnalyzedEntity).max(200),
    actions: z.array(AnalyzedAction).max(50),
    links: z
      .array(AnalyzedLink)
      .max(6)
      .refine((all) => areDistinct(all.map((one) => one.id)), noTwice),
  })
  .meta({ id: 'AnalyzeResult' })
export type AnalyzeResult = z.infer<typeof AnalyzeResult>
