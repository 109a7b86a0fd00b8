// Everything of one person in one file. The api writes the rows straight from these shapes, so a
// column that is not named here cannot get out.

import * as z from 'zod'
import { Checkin } from './checkins.ts'
import { Document, DocumentLink, uploadStatuses } from './documents.ts'
import { IdOut, Instant, Version } from './fields.ts'
import { Narrative } from './narrative.ts'
import { Project } from './projects.ts'
import { roles } from './roles.ts'
import { Task } from './tasks.ts'

/** Null while the row is not in the bin. */
const deletedAt = Instant.nullable()
const isSample = z.boolean()

export const ExportedPerson = z
  .object({
    id: IdOut,
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    /** The person at Clerk that this row is bound to; null where there is none. */
    clerkUserId: z.string().nullable(),
    timeZone: z.string(),
    active: z.boolean(),
    aiEnabled: z.boolean(),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  })
  .meta({ id: 'ExportedPerson' })

export const ExportedCheckin = Checkin.extend({
  sourceId: z.string().nullable(),
  isSample,
  deletedAt,
}).meta({ id: 'ExportedCheckin' })

export const ExportedProject = Project.extend({ isSample, deletedAt }).meta({
  id: 'ExportedProject',
})

/** Without the time logged on it, which is everyone's. */
export const ExportedTask = Task.omit({ loggedMinutes: true })
  .extend({ isSample, deletedAt })
  .meta({ id: 'ExportedTask' })

/** Why a file has no address in an export. */
export const downloadObstacles = ['not_configured', 'unavailable', 'not_ready'] as const

/** The columns of a document, without the address of its file. */
export const ExportedDocumentRow = Document.extend({
  analysisCode: z.string().nullable(),
  extractedData: z.unknown(),
  deletedAt,
})

/** `download` is an address of one hour; null when there is none, and `downloadObstacle` says why. */
export const ExportedDocument = ExportedDocumentRow.extend({
  download: z.object({ url: z.string(), expiresAt: Instant }).nullable(),
  downloadObstacle: z.enum(downloadObstacles).nullable(),
}).meta({ id: 'ExportedDocument' })

/** What the document stands beside, by id: its title may be somebody else's words. */
export const ExportedDocumentLink = DocumentLink.omit({ ref: true, title: true })
  .extend({ updatedAt: Instant })
  .meta({ id: 'ExportedDocumentLink' })

/** A file that was announced, and how far it came. */
export const ExportedUpload = z
  .object({
    id: IdOut,
    documentId: IdOut,
    name: z.string(),
    mime: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    status: z.enum(uploadStatuses),
    rejectCode: z.string().nullable(),
    expiresAt: Instant,
    confirmedAt: Instant.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  })
  .meta({ id: 'ExportedUpload' })

/** What the person was shown, and what they made of it. */
export const ExportedSuggestion = z
  .object({
    id: IdOut,
    kind: z.string(),
    shown: z.unknown(),
    evidence: z.unknown(),
    strategy: z.string(),
    model: z.string().nullable(),
    outcome: z.string().nullable(),
    value: z.unknown(),
    until: z.iso.date().nullable(),
    latencyMs: z.int().nullable(),
    decidedAt: Instant.nullable(),
    documentId: IdOut.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  })
  .meta({ id: 'ExportedSuggestion' })

/** A status that the person published; the facts below it are the team's. */
export const ExportedNarrative = Narrative.omit({ authorName: true, facts: true, basedOn: true })
  .extend({ updatedAt: Instant })
  .meta({ id: 'ExportedNarrative' })

/**
 * One line of the log that the person caused. `values` is what they set, null where they set nothing
 * or only brought back what was there.
 */
export const ExportedAction = z
  .object({
    id: IdOut,
    createdAt: Instant,
    actorRole: z.string(),
    action: z.string(),
    objectType: z.string(),
    objectId: IdOut,
    fields: z.array(z.string()),
    reason: z.string().nullable(),
    requestId: z.string().nullable(),
    values: z.unknown(),
  })
  .meta({ id: 'ExportedAction' })

export const ExportedErasure = z
  .object({
    id: IdOut,
    userId: IdOut,
    requestedBy: IdOut,
    createdAt: Instant,
    updatedAt: Instant,
    doneAt: Instant.nullable(),
  })
  .meta({ id: 'ExportedErasure' })

/**
 * `GET /me/export`: what the person is, wrote, uploaded, was shown and did. Rows in the bin are there
 * too. Tasks are those that the person created or is assigned.
 */
export const AccountExport = z
  .object({
    exportedAt: Instant,
    person: ExportedPerson,
    workspace: z.object({ id: IdOut, name: z.string() }),
    checkins: z.array(ExportedCheckin),
    projects: z.array(ExportedProject),
    tasks: z.array(ExportedTask),
    documents: z.array(ExportedDocument),
    documentLinks: z.array(ExportedDocumentLink),
    uploads: z.array(ExportedUpload),
    suggestions: z.array(ExportedSuggestion),
    narratives: z.array(ExportedNarrative),
    actions: z.array(ExportedAction),
    erasures: z.array(ExportedErasure),
  })
  .meta({ id: 'AccountExport' })
export type AccountExport = z.infer<typeof AccountExport>
