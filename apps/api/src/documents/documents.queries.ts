import type { Document, DocumentFilter } from '@worksmart/types/documents'
import { and, desc, eq, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { toInstant } from '../db/instant.ts'
import { checkins, documentLinks, documents, projects, tasks } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type DocumentRow = typeof documents.$inferSelect
export type NewDocumentRow = typeof documents.$inferInsert

export function toDocument(row: DocumentRow): Document {
  return {
    id: row.id,
    uploaderId: row.uploaderId,
    name: row.name,
    mime: row.mime,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    status: row.status as Document['status'],
    analysisStatus: row.analysisStatus as Document['analysisStatus'],
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

const linksProject = sql`exists (select from ${projects} where ${projects.workspaceId} = ${documentLinks.workspaceId}
  and ${projects.id} = ${documentLinks.projectId} and ${projects.deletedAt} is null)`
const linksTask = sql`exists (select from ${tasks} where ${tasks.workspaceId} = ${documentLinks.workspaceId}
  and ${tasks.id} = ${documentLinks.taskId} and ${tasks.deletedAt} is null)`
const linksCheckin = sql`exists (select from ${checkins} where ${checkins.workspaceId} = ${documentLinks.workspaceId}
  and ${checkins.id} = ${documentLinks.checkinId} and ${checkins.deletedAt} is null)`

// The same look at each document's own links, over their index: without OFFSET the planner reads all
// links of all workspaces into a hash for the sake of one page.
const sharedBy = (targets: SQL | undefined) => sql`exists (select from ${documentLinks}
  where ${documentLinks.workspaceId} = ${documents.workspaceId}
    and ${documentLinks.documentId} = ${documents.id} and (${targets}) offset 0)`

/**
 * A document is visible to its uploader and to admins, to everyone once it is linked to a project or
 * task, and to managers too when it is linked to a check-in. A link to a deleted target shares
 * nothing.
 */
export function visibleTo(viewer: Viewer): SQL | undefined {
  const here = eq(documents.workspaceId, viewer.workspaceId)
  if (viewer.role === 'admin') return here
  const targets =
    viewer.role === 'manager'
      ? or(linksProject, linksTask, linksCheckin)
      : or(linksProject, linksTask)
  return and(here, or(eq(documents.uploaderId, viewer.userId), sharedBy(targets)))
}

/** Renaming and linking are for the uploader, and for managers and admins who see it. */
export function changeableBy(viewer: Viewer): SQL | undefined {
  if (viewer.role !== 'member') return visibleTo(viewer)
  return ownedBy(viewer)
}

/** Deleting and restoring are for the uploader and admins. */
export function removableBy(viewer: Viewer): SQL | undefined {
  if (viewer.role === 'admin') return eq(documents.workspaceId, viewer.workspaceId)
  return ownedBy(viewer)
}

function ownedBy(viewer: Viewer): SQL | undefined {
  return and(eq(documents.workspaceId, viewer.workspaceId), eq(documents.uploaderId, viewer.userId))
}

// A row that the purge has begun with is gone for everyone.
const inTheBin = and(isNotNull(documents.deletedAt), ne(documents.status, 'purging'))

export function selectDocumentPage(
  tx: Tx,
  viewer: Viewer,
  filter: DocumentFilter,
  after: readonly string[] | null,
): Promise<DocumentRow[]> {
  const isBin = filter.deleted === true
  return tx.db
    .select()
    .from(documents)
    .where(
      and(
        isBin
          ? and(removableBy(viewer), inTheBin)
          : and(visibleTo(viewer), isNull(documents.deletedAt)),
        filter.mime === undefined ? undefined : eq(documents.mime, filter.mime),
        filter.status === undefined ? undefined : eq(documents.status, filter.status),
        filter.uploaderId === undefined ? undefined : eq(documents.uploaderId, filter.uploaderId),
        filter.projectId === undefined ? undefined : isOfProject(viewer, filter.projectId),
        filter.taskId === undefined
          ? undefined
          : linked(viewer, and(eq(documentLinks.taskId, filter.taskId), linksTask)),
        filter.checkinId === undefined ? undefined : isOfCheckin(viewer, filter.checkinId),
        filter.q === undefined
          ? undefined
          : sql`${documents.name} ilike ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}`,
        after === null
          ? undefined
          : sql`(${documents.createdAt}, ${documents.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(documents.createdAt), desc(documents.id))
    .limit(filter.limit + 1)
}

// Found from the target, because a project has a handful of documents and a workspace thousands.
function linked(viewer: Viewer, links: SQL | undefined): SQL {
  return sql`${documents.id} in (select ${documentLinks.documentId} from ${documentLinks}
    where ${documentLinks.workspaceId} = ${viewer.workspaceId} and ${links})`
}

// The same documents as the summary of the project counts.
function isOfProject(viewer: Viewer, projectId: string): SQL | undefined {
  const ofTask = sql`${documentLinks.taskId} in (select ${tasks.id} from ${tasks}
    where ${tasks.workspaceId} = ${viewer.workspaceId} and ${tasks.projectId} = ${projectId}
      and ${tasks.deletedAt} is null)`
  return or(
    linked(viewer, and(eq(documentLinks.projectId, projectId), linksProject)),
    linked(viewer, ofTask),
  )
}

// A member is told nothing about what hangs on a colleague's check-in.
function isOfCheckin(viewer: Viewer, checkinId: string): SQL {
  const mine = sql`exists (select from ${checkins} where ${checkins.workspaceId} = ${documentLinks.workspaceId}
    and ${checkins.id} = ${documentLinks.checkinId} and ${checkins.userId} = ${viewer.userId})`
  return linked(
    viewer,
    and(
      eq(documentLinks.checkinId, checkinId),
      linksCheckin,
      viewer.role === 'member' ? mine : undefined,
    ),
  )
}

/** `deleted`: of the bin, as it was visible before. */
export async function selectDocument(
  tx: Tx,
  viewer: Viewer,
  id: string,
  deleted = false,
): Promise<DocumentRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(documents)
    .where(
      and(
        visibleTo(viewer),
        eq(documents.id, id),
        deleted ? inTheBin : isNull(documents.deletedAt),
      ),
    )
  return row
}

export async function insertDocument(
  tx: Tx,
  row: NewDocumentRow,
): Promise<DocumentRow | undefined> {
  const [made] = await tx.db.insert(documents).values(row).onConflictDoNothing().returning()
  return made
}

/** Renames one document if it still has this version; undefined when it has not. */
export async function updateDocument(
  tx: Tx,
  viewer: Viewer,
  id: string,
  version: number,
  changes: Pick<DocumentRow, 'name'>,
): Promise<DocumentRow | undefined> {
  return update(tx, changes, [
    changeableBy(viewer),
    eq(documents.id, id),
    eq(documents.version, version),
    isNull(documents.deletedAt),
  ])
}

/** Hides a document and its links; undefined when it has another version. */
export async function hideDocument(
  tx: Tx,
  viewer: Viewer,
  id: string,
  version: number,
  deletedAt: string,
): Promise<DocumentRow | undefined> {
  return update(tx, { deletedAt }, [
    removableBy(viewer),
    eq(documents.id, id),
    eq(documents.version, version),
    isNull(documents.deletedAt),
  ])
}

/** Brings a document back from the bin; undefined when the purge was quicker. */
export async function reviveDocument(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<DocumentRow | undefined> {
  return update(tx, { deletedAt: null }, [removableBy(viewer), eq(documents.id, id), inTheBin])
}

async function update(
  tx: Tx,
  changes: Partial<DocumentRow>,
  where: (SQL | undefined)[],
): Promise<DocumentRow | undefined> {
  const [row] = await tx.db
    .update(documents)
    .set({ ...changes, version: sql`${documents.version} + 1`, updatedAt: sql`now()` } as never)
    .where(and(...where))
    .returning()
  return row
}
