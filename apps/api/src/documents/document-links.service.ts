import type {
  DocumentLink,
  DocumentLinkFilter,
  DocumentLinkPage,
  NewDocumentLink,
} from '@worksmart/types/documents'
import { recordChanges } from '../audit/audit.ts'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { notFound, stale } from '../errors.ts'
import { etagOf } from '../http/etag.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import {
  deleteLink,
  insertLink,
  isTargetVisible,
  selectLink,
  selectLinkPage,
  selectLinkTo,
  toDocumentLink,
} from './document-links.queries.ts'
import { changeableDocument, visibleDocument } from './documents.service.ts'

/** What a document stands beside, newest first, as far as the caller may see it. */
export function listLinks(
  deps: Dependencies,
  actor: Actor,
  documentId: string,
  filter: DocumentLinkFilter,
): Promise<DocumentLinkPage> {
  const scope = { list: `documents/${documentId}/links`, filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    await visibleDocument(tx, viewer, documentId)
    const rows = await selectLinkPage(tx, viewer, documentId, after, filter.limit + 1)
    const page = cutPage(rows, filter.limit)
    const last = page.last
    return {
      items: page.rows.map(toDocumentLink),
      nextCursor: last && encodeCursor(scope, [toInstant(last.created_at), last.id]),
    }
  })
}

/** Puts a document beside something, which shares it with whoever the target makes it visible to. */
export function linkDocument(
  deps: Dependencies,
  actor: Actor,
  documentId: string,
  target: NewDocumentLink,
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    // Before the key is looked at: who may not see the document any more is told nothing again.
    await changeableDocument(tx, viewer, documentId)
    return writeOnce(tx, viewer, retry, async () => {
      if (!(await isTargetVisible(tx, viewer, target))) throw noTarget(target)
      const isNew = await insertLink(tx, viewer, { id: deps.newId(), documentId, ...target })
      const row = await selectLinkTo(tx, viewer, documentId, target)
      // Taken out of sight between two statements.
      if (!row) throw noTarget(target)
      const link = toDocumentLink(row)
      if (isNew) await record(deps, tx, viewer, 'document.linked', documentId, null, link)
      return { status: isNew ? 201 : 200, body: link, etag: etagOf(link) }
    })
  })
}

/** Takes a link away. With the last one the document is private again at once. */
export function unlinkDocument(
  deps: Dependencies,
  actor: Actor,
  documentId: string,
  linkId: string,
  version: number,
): Promise<void> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    await changeableDocument(tx, viewer, documentId)
    const row = await selectLink(tx, viewer, documentId, linkId)
    if (!row) throw notFound('link')
    const link = toDocumentLink(row)
    if (link.version !== version) throw stale(link)
    if (!(await deleteLink(tx, viewer, documentId, linkId, version))) throw notFound('link')
    await record(deps, tx, viewer, 'document.unlinked', documentId, link, null)
  })
}

function noTarget(target: NewDocumentLink) {
  if (target.projectId) return notFound('project', '/projectId')
  return target.taskId ? notFound('task', '/taskId') : notFound('checkin', '/checkinId')
}

function record(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  action: 'document.linked' | 'document.unlinked',
  documentId: string,
  before: DocumentLink | null,
  after: DocumentLink | null,
): Promise<void> {
  return recordChanges(tx, viewer, [
    {
      id: deps.newId(),
      action,
      objectType: 'document',
      objectId: documentId,
      before: before && targetIn(before),
      after: after && targetIn(after),
    },
  ])
}

function targetIn({ id, projectId, taskId, checkinId }: DocumentLink): Record<string, unknown> {
  return { linkId: id, projectId, taskId, checkinId }
}
