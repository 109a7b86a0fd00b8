import { extensionOf } from '@worksmart/types/document-types'
import type {
  Document,
  DocumentDownload,
  DocumentFilter,
  DocumentPage,
  DocumentPatch,
} from '@worksmart/types/documents'
import { limits } from '@worksmart/types/limits'
import { recordChanges } from '../audit/audit.ts'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { type AppError, conflict, forbidden, invalidField, notFound, stale } from '../errors.ts'
import { selectLinksOf } from './document-links.queries.ts'
import {
  type DocumentRow,
  hideDocument,
  reviveDocument,
  selectDocument,
  selectDocumentPage,
  toDocument,
  updateDocument,
} from './documents.queries.ts'
import { storageOf } from './uploads.service.ts'

/** One page of documents, newest first, each with the links that the caller may see. */
export function listDocuments(
  deps: Dependencies,
  actor: Actor,
  filter: DocumentFilter,
): Promise<DocumentPage> {
  const scope = { list: 'documents', filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    const page = cutPage(await selectDocumentPage(tx, viewer, filter, after), filter.limit)
    const ids = page.rows.map((row) => row.id)
    const links = await selectLinksOf(tx, viewer, ids, limits.linksShown)
    return {
      items: page.rows.map((row) => ({
        ...toDocument(row),
        ...(links.get(row.id) ?? { links: [], linkCount: 0 }),
      })),
      nextCursor: page.last && encodeCursor(scope, [toInstant(page.last.createdAt), page.last.id]),
    }
  })
}

export function getDocument(deps: Dependencies, actor: Actor, id: string): Promise<Document> {
  return deps.database.withActor(actor, async (tx, viewer) =>
    toDocument(await visibleDocument(tx, viewer, id)),
  )
}

/**
 * An address of one minute for the file itself. What the caller may see is looked at before the
 * storage is asked and again with the line of the log.
 */
export async function downloadDocument(
  deps: Dependencies,
  actor: Actor,
  id: string,
  isInline: boolean,
): Promise<DocumentDownload> {
  const ready = async (tx: Tx, viewer: Viewer) => {
    const row = await visibleDocument(tx, viewer, id)
    demandReady(row)
    return row
  }
  const { workspaceId } = await deps.database.withActor(actor, ready)
  const storage = storageOf(deps)
  if (!(await storage.findDocument({ workspaceId, documentId: id }))) {
    throw conflict(
      'document.object_missing',
      'The file of this document is not in the storage any more. An admin has to look.',
    )
  }
  const row = await deps.database.withActor(actor, async (tx, viewer) => {
    const current = await ready(tx, viewer)
    await record(deps, tx, viewer, 'document.downloaded', current, null, null)
    return current
  })
  const { url, expiresAt } = await storage.signDownload({ ...row, documentId: id }, isInline)
  return { url, expiresAt: expiresAt.toISOString() }
}

/** Renames a document; its ending stays, because that is what the file is. */
export function renameDocument(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
  patch: DocumentPatch,
): Promise<Document> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = await changeableDocument(tx, viewer, id)
    if (before.version !== version) throw stale(toDocument(before))
    const ending = extensionOf(before.name)
    if (extensionOf(patch.name) !== ending) {
      throw invalidField('/name', 'ending_changed', `Keep the ending .${ending}.`)
    }
    const after = await updateDocument(tx, viewer, id, version, patch)
    if (!after) throw await goneOrStale(tx, viewer, id)
    await record(deps, tx, viewer, 'document.updated', after, before, after)
    return toDocument(after)
  })
}

/** Hides a document and its links at once; its file goes after thirty days. */
export function deleteDocument(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
): Promise<void> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = removable(await visibleDocument(tx, viewer, id), viewer)
    if (before.version !== version) throw stale(toDocument(before))
    const deletedAt = deps.now().toISOString()
    const after = await hideDocument(tx, viewer, id, version, deletedAt)
    if (!after) throw await goneOrStale(tx, viewer, id)
    await record(deps, tx, viewer, 'document.deleted', after, before, null)
  })
}

/** Brings a document and its links back; one that is not deleted is answered as it is. */
export function restoreDocument(deps: Dependencies, actor: Actor, id: string): Promise<Document> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const deleted = await selectDocument(tx, viewer, id, true)
    const before = removable(deleted ?? (await visibleDocument(tx, viewer, id)), viewer)
    if (!deleted) return toDocument(before)
    const after = await reviveDocument(tx, viewer, id)
    if (after) await record(deps, tx, viewer, 'document.restored', after, null, after)
    return toDocument(after ?? (await visibleDocument(tx, viewer, id)))
  })
}

export async function visibleDocument(tx: Tx, viewer: Viewer, id: string): Promise<DocumentRow> {
  const row = await selectDocument(tx, viewer, id)
  if (!row) throw notFound('document')
  return row
}

/** Throws unless its file may be read. */
export function demandReady({ status }: Pick<DocumentRow, 'status'>): void {
  if (status === 'ready') return
  throw conflict(
    'document.not_ready',
    status === 'quarantined'
      ? 'The virus check found something harmful in this file, so nobody can open it.'
      : 'This file is being checked for viruses. It opens when that is done.',
  )
}

/** The document for its uploader, and for managers and admins who see it. */
export async function changeableDocument(tx: Tx, viewer: Viewer, id: string): Promise<DocumentRow> {
  const row = await visibleDocument(tx, viewer, id)
  if (viewer.role === 'member' && row.uploaderId !== viewer.userId) {
    throw forbidden(
      'permission.denied',
      'Whoever uploaded it, a manager or an admin can change this document.',
    )
  }
  return row
}

function removable(row: DocumentRow, viewer: Viewer): DocumentRow {
  if (viewer.role !== 'admin' && row.uploaderId !== viewer.userId) {
    throw forbidden(
      'permission.denied',
      'Whoever uploaded it or an admin can delete this document.',
    )
  }
  return row
}

async function goneOrStale(tx: Tx, viewer: Viewer, id: string): Promise<AppError> {
  const now = await selectDocument(tx, viewer, id)
  return now ? stale(toDocument(now)) : notFound('document')
}

function record(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  action: string,
  { id }: DocumentRow,
  before: DocumentRow | null,
  after: DocumentRow | null,
): Promise<void> {
  return recordChanges(tx, viewer, [
    {
      id: deps.newId(),
      action,
      objectType: 'document',
      objectId: id,
      before: before && documentContent(before),
      after: after && documentContent(after),
    },
  ])
}

/** What the log keeps of a document; where its bytes lie is not a person's to decide. */
export function documentContent(row: DocumentRow): Record<string, unknown> {
  const { name, mime, sizeBytes, sha256, status } = row
  return { name, mime, sizeBytes, sha256, status }
}
