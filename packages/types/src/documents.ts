import * as z from 'zod'
import { Id, IdOut, Instant, Version } from './fields.ts'
import { limits } from './limits.ts'
import { pageFields, pageOf, QueryFlag } from './pagination.ts'
import { safeText } from './text.ts'

export const documentStatuses = ['ready', 'scanning', 'quarantined', 'purging'] as const
export const analysisStatuses = ['none', 'queued', 'running', 'ready', 'failed'] as const

/** Extension to media type: both have to agree, and nothing else is accepted. */
export const documentTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The facts of a file. Where its bytes lie never leaves the api. */
export const Document = z
  .object({
    id: IdOut,
    uploaderId: IdOut,
    name: z.string(),
    mime: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    status: z.enum(documentStatuses),
    analysisStatus: z.enum(analysisStatuses),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  })
  .meta({ id: 'Document' })
export type Document = z.infer<typeof Document>

export const DocumentPage = pageOf(Document).meta({ id: 'DocumentPage' })
export type DocumentPage = z.infer<typeof DocumentPage>

export const DocumentFilter = z.strictObject({
  ...pageFields,
  mime: z.string().max(255).optional(),
  status: z.enum(documentStatuses).optional(),
  projectId: Id.optional(),
  taskId: Id.optional(),
  checkinId: Id.optional(),
  uploaderId: Id.optional(),
  q: safeText(limits.search).optional(),
  deleted: QueryFlag.optional(),
})
export type DocumentFilter = z.infer<typeof DocumentFilter>

export const NewUpload = z
  .strictObject({
    name: safeText(limits.documentName),
    mime: z.string().min(1).max(255),
    sizeBytes: z.int().min(0),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Send the SHA-256 as 64 small hex digits.'),
  })
  .meta({ id: 'NewUpload' })
export type NewUpload = z.infer<typeof NewUpload>

export const PresignedUpload = z
  .object({
    uploadId: IdOut,
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    expiresAt: Instant,
  })
  .meta({ id: 'PresignedUpload' })
export type PresignedUpload = z.infer<typeof PresignedUpload>

export const NewDocument = z.strictObject({ uploadId: Id }).meta({ id: 'NewDocument' })
export type NewDocument = z.infer<typeof NewDocument>

export const DocumentPatch = z
  .strictObject({ name: safeText(limits.documentName) })
  .meta({ id: 'DocumentPatch' })
export type DocumentPatch = z.infer<typeof DocumentPatch>

export const DocumentDownload = z
  .object({ url: z.string(), expiresAt: Instant })
  .meta({ id: 'DocumentDownload' })
export type DocumentDownload = z.infer<typeof DocumentDownload>

/** A document stands beside exactly one thing per link. */
export const DocumentLink = z
  .object({
    id: IdOut,
    documentId: IdOut,
    projectId: IdOut.nullable(),
    taskId: IdOut.nullable(),
    checkinId: IdOut.nullable(),
    createdAt: Instant,
    version: Version,
  })
  .meta({ id: 'DocumentLink' })
export type DocumentLink = z.infer<typeof DocumentLink>

export const NewDocumentLink = z
  .strictObject({ projectId: Id.optional(), taskId: Id.optional(), checkinId: Id.optional() })
  .refine(
    (link) => [link.projectId, link.taskId, link.checkinId].filter(Boolean).length === 1,
    'Name exactly one of projectId, taskId and checkinId.',
  )
  .meta({ id: 'NewDocumentLink' })
export type NewDocumentLink = z.infer<typeof NewDocumentLink>
