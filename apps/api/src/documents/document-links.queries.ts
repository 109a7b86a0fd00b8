import type { DocumentLink, NewDocumentLink } from '@worksmart/types/documents'
import { type SQL, sql } from 'drizzle-orm'
import { toInstant } from '../db/instant.ts'
import { documents } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { changeableBy } from './documents.queries.ts'

/** A link with the words for its target. */
export type LinkRow = {
  id: string
  document_id: string
  project_id: string | null
  task_id: string | null
  checkin_id: string | null
  ref: string | null
  title: string
  created_at: string
  version: number
}

export function toDocumentLink(row: LinkRow): DocumentLink {
  return {
    id: row.id,
    documentId: row.document_id,
    projectId: row.project_id,
    taskId: row.task_id,
    checkinId: row.checkin_id,
    ref: row.ref,
    title: row.title,
    createdAt: toInstant(row.created_at),
    version: row.version,
  }
}

/**
 * Links whose target the viewer sees: everyone sees projects and tasks, a member only their own
 * check-ins. What was deleted is left out.
 */
function visibleLinks(viewer: Viewer): SQL {
  const ownOnly = viewer.role === 'member' ? sql`and c.user_id = ${viewer.userId}` : sql``
  return sql`
    select l.id, l.document_id, l.project_id, l.task_id, l.checkin_id, l.version,
           l.created_at::text as created_at,
           coalesce(p.key, tp.key || '-' || t.number) as ref,
           coalesce(p.name, t.title, c.activity) as title
      from document_links l
      left join projects p on p.workspace_id = l.workspace_id and p.id = l.project_id
        and p.deleted_at is null
      left join tasks t on t.workspace_id = l.workspace_id and t.id = l.task_id
        and t.deleted_at is null
      left join projects tp on tp.workspace_id = t.workspace_id and tp.id = t.project_id
      left join checkins c on c.workspace_id = l.workspace_id and c.id = l.checkin_id
        and c.deleted_at is null ${ownOnly}
     where l.workspace_id = ${viewer.workspaceId}
       and coalesce(p.id, t.id, c.id) is not null`
}

/** Of a document that the caller was already found to see, newest first. */
export async function selectLinkPage(
  tx: Tx,
  viewer: Viewer,
  documentId: string,
  after: readonly string[] | null,
  rows: number,
): Promise<LinkRow[]> {
  const from =
    after === null
      ? sql``
      : sql`and (l.created_at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const answer = await tx.db.execute<LinkRow>(sql`${visibleLinks(viewer)}
    and l.document_id = ${documentId} ${from}
    order by l.created_at desc, l.id desc limit ${rows}`)
  return answer.rows
}

/** The newest `shown` links of each of these documents, and how many there are. */
export async function selectLinksOf(
  tx: Tx,
  viewer: Viewer,
  documentIds: readonly string[],
  shown: number,
): Promise<Map<string, { links: DocumentLink[]; linkCount: number }>> {
  const found = new Map<string, { links: DocumentLink[]; linkCount: number }>()
  if (documentIds.length === 0) return found
  const answer = await tx.db.execute<LinkRow & { place: number; total: number }>(sql`
    select * from (
      select v.*, (row_number() over newest)::int as place,
             (count(*) over (partition by v.document_id))::int as total
        from (${visibleLinks(viewer)} and l.document_id = any(${sql.param([...documentIds])}::uuid[])) v
      window newest as (partition by v.document_id order by v.created_at collate "C" desc, v.id desc)) ranked
    where place <= ${shown} order by document_id, place`)
  for (const { total, ...row } of answer.rows) {
    const known = found.get(row.document_id) ?? { links: [], linkCount: total }
    known.links.push(toDocumentLink(row))
    found.set(row.document_id, known)
  }
  return found
}

export async function selectLink(
  tx: Tx,
  viewer: Viewer,
  documentId: string,
  linkId: string,
): Promise<LinkRow | undefined> {
  const answer = await tx.db.execute<LinkRow>(sql`${visibleLinks(viewer)}
    and l.document_id = ${documentId} and l.id = ${linkId}`)
  return answer.rows[0]
}

/** The link of a document to exactly this target. */
export async function selectLinkTo(
  tx: Tx,
  viewer: Viewer,
  documentId: string,
  target: NewDocumentLink,
): Promise<LinkRow | undefined> {
  const answer = await tx.db.execute<LinkRow>(sql`${visibleLinks(viewer)}
    and l.document_id = ${documentId}
    and (l.project_id, l.task_id, l.checkin_id) is not distinct from
      (${target.projectId ?? null}::uuid, ${target.taskId ?? null}::uuid, ${target.checkinId ?? null}::uuid)`)
  return answer.rows[0]
}

/** Whether the viewer sees what a link would lead to. */
export async function isTargetVisible(
  tx: Tx,
  viewer: Viewer,
  target: NewDocumentLink,
): Promise<boolean> {
  const here = viewer.workspaceId
  const ownOnly = viewer.role === 'member' ? sql`and user_id = ${viewer.userId}` : sql``
  const one = target.projectId
    ? sql`select 1 from projects where workspace_id = ${here} and id = ${target.projectId} and deleted_at is null`
    : target.taskId
      ? sql`select 1 from tasks t where workspace_id = ${here} and id = ${target.taskId} and deleted_at is null
          and exists (select from projects p where p.workspace_id = t.workspace_id and p.id = t.project_id and p.deleted_at is null)`
      : sql`select 1 from checkins where workspace_id = ${here} and id = ${target.checkinId ?? null}
          and deleted_at is null ${ownOnly}`
  return (await tx.db.execute(one)).rows.length > 0
}

// Whether the viewer may change what stands beside this document, in the statement itself.
function mayChange(viewer: Viewer, documentId: string): SQL {
  return sql`exists (select from ${documents} where ${changeableBy(viewer)}
    and ${documents.id} = ${documentId} and ${documents.deletedAt} is null)`
}

/** False when the same link is there already. */
export async function insertLink(
  tx: Tx,
  viewer: Viewer,
  link: { id: string; documentId: string } & NewDocumentLink,
): Promise<boolean> {
  const answer = await tx.db.execute(sql`
    insert into document_links (workspace_id, id, document_id, project_id, task_id, checkin_id)
    select ${viewer.workspaceId}::uuid, ${link.id}::uuid, ${link.documentId}::uuid,
      ${link.projectId ?? null}::uuid, ${link.taskId ?? null}::uuid, ${link.checkinId ?? null}::uuid
     where ${mayChange(viewer, link.documentId)}
    on conflict (workspace_id, document_id, project_id, task_id, checkin_id) do nothing
    returning id`)
  return answer.rows.length > 0
}

/** False when it is gone or has another version. */
export async function deleteLink(
  tx: Tx,
  viewer: Viewer,
  documentId: string,
  linkId: string,
  version: number,
): Promise<boolean> {
  const answer = await tx.db.execute(sql`
    delete from document_links where workspace_id = ${viewer.workspaceId}
       and document_id = ${documentId} and id = ${linkId} and version = ${version}
       and ${mayChange(viewer, documentId)} returning id`)
  return answer.rows.length > 0
}
