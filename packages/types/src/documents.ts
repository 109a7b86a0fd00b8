import * as z from 'zod'
import { cleanFileName } from './document-types.ts'
import { Id, IdOut, Instant, Version } from './fields.ts'
import { limits } from './limits.ts'
import { pageFields, pageOf, QueryFlag } from './pagination.ts'
import { safeText } from './text.ts'

export const documentStatuses = ['ready', 'scanning', 'quarantined', 'purging'] as const
export const analysisStatuses = ['none', 'queued', 'running', 'ready', 'failed'] as const
export const uploadStatuses = ['pending', 'confirming', 'confirmed', 'rejected', 'expired'] as const

/** A document stands beside exactly one thing per link. */
const linkTarget = {
  projectId: IdOut.nullable(),
  taskId: IdOut.nullable(),
  checkinId: IdOut.nullable(),
}

/**
 * `ref` is the key of the project (`WEB`) or of the task (`WEB-142`), null for a check-in; `title` is
 * what a person calls the target.
 */
export const DocumentLink = z
  .object({
    id: IdOut,
    documentId: IdOut,
    ...linkTarget,
    ref: z.string().nullable(),
    title: z.string(),
    createdAt: Instant,
    version: Version,
  })
  .meta({ id: 'DocumentLink' })
export type DocumentLink = z.infer<typeof DocumentLink>

export const DocumentLinkPage = pageOf(DocumentLink).meta({ id: 'DocumentLinkPage' })
export type DocumentLinkPage = z.infer<typeof DocumentLinkPage>

export const DocumentLinkFilter = z.strictObject(pageFields)
export type DocumentLinkFilter = z.infer<typeof DocumentLinkFilter>

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

/** A row of the list: the newest links that the caller may see, and how many there are. */
export const DocumentWithLinks = Document.extend({
  links: z.array(DocumentLink),
  linkCount: z.int(),
}).meta({ id: 'DocumentWithLinks' })
export type DocumentWithLinks = z.infer<typeof DocumentWithLinks>

export const DocumentPage = pageOf(DocumentWithLinks).meta({ id: 'DocumentPage' })
export type DocumentPage = z.infer<typeof DocumentPage>

/** `projectId` means linked to the project or to one of its tasks, as the project's summary counts. */
export const DocumentFilter = z.strictObject({
  ...pageFields,
  mime: safeText(limits.mime).optional(),
  status: z.enum(documentStatuses).optional(),
  projectId: Id.optional(),
  taskId: Id.optional(),
  checkinId: Id.optional(),
  uploaderId: Id.optional(),
  q: safeText(limits.search).optional(),
  deleted: QueryFlag.optional(),
})
export type DocumentFilter = z.infer<typeof DocumentFilter>

/** A file's name: no path, and no characters that cannot be seen. */
export const FileName = safeText(limits.documentName)
  .transform(cleanFileName)
  .refine((name) => name !== '', { error: 'Fill this in.', abort: true })
  .refine((name) => !/[\\/]/.test(name), 'Leave / and \\ out of the name.')

export const NewUpload = z
  .strictObject({
    name: FileName,
    mime: safeText(limits.mime),
    sizeBytes: z.int('Use a whole number of bytes.').min(0, 'Use a whole number of bytes.'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Send the SHA-256 as 64 small hex digits.'),
  })
  .meta({ id: 'NewUpload' })
export type NewUpload = z.infer<typeof NewUpload>

/** PUT the file to `url` with exactly `headers` before `expiresAt`; then confirm the upload. */
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

export const DocumentPatch = z.strictObject({ name: FileName }).meta({ id: 'DocumentPatch' })
export type DocumentPatch = z.infer<typeof DocumentPatch>

/** `inline=1` asks for an address that shows the file in place, where its type allows that. */
export const DownloadFilter = z.strictObject({ inline: z.enum(['0', '1']).optional() })
export type DownloadFilter = z.infer<typeof DownloadFilter>

export const DocumentDownload = z
  .object({ url: z.string(), expiresAt: Instant })
  .meta({ id: 'DocumentDownload' })
export type DocumentDownload = z.infer<typeof DocumentDownload>

export const NewDocumentLink = z
  .strictObject({ projectId: Id.optional(), taskId: Id.optional(), checkinId: Id.optional() })
  .refine(
    (link) => [link.projectId, link.taskId, link.checkinId].filter(Boolean).length === 1,
    'Name exactly one of projectId, taskId and checkinId.',
  )
  .meta({ id: 'NewDocumentLink' })
export type NewDocumentLink = z.infer<typeof NewDocumentLink>
