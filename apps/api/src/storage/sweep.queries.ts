// The sweep's SQL, over all workspaces, as `ws_jobs`. The policies of that role repeat the limits.

import type { Pool } from '../db/connect.ts'

export type OpenUpload = { workspaceId: string; id: string; documentId: string }
export type DocumentId = { workspaceId: string; id: string }

const first: DocumentId = {
  workspaceId: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
}

async function* batches<Row extends DocumentId>(
  pool: Pool,
  limit: number,
  text: string,
  values: unknown[],
): AsyncGenerator<Row[]> {
  let after = first
  for (;;) {
    const { rows } = await pool.query<Row>(text, [after.workspaceId, after.id, limit, ...values])
    const last = rows.at(-1)
    if (!last) return
    yield rows
    if (rows.length < limit) return
    after = last
  }
}

// An upload that is being confirmed right now is left alone until its claim is over.
const isAbandoned = `(status = 'pending' or (status = 'confirming' and claimed_until < $4::timestamptz))
  and expires_at < $4::timestamptz - interval '24 hours'`

/** Uploads that nobody finished, a day after they had to be. */
export function abandonedUploads(pool: Pool, now: Date, limit: number) {
  return batches<OpenUpload>(
    pool,
    limit,
    `select workspace_id as "workspaceId", id, document_id as "documentId" from uploads
      where (workspace_id, id) > ($1::uuid, $2::uuid) and ${isAbandoned}
      order by workspace_id, id limit $3`,
    [now.toISOString()],
  )
}

/** False when it was confirmed meanwhile. */
export async function closeUpload(pool: Pool, upload: OpenUpload): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update uploads set status = 'expired', claimed_until = null, version = version + 1,
       updated_at = now()
      where workspace_id = $1 and id = $2 and status in ('pending', 'confirming')`,
    [upload.workspaceId, upload.id],
  )
  return rowCount === 1
}

const isForgettable = `status in ('confirmed', 'rejected', 'expired')
  and updated_at < now() - interval '7 days'`

export async function countEndedUploads(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from uploads where ${isForgettable}`,
  )
  return rows[0]?.n ?? 0
}

/** Removes rows of uploads seven days after their end; how many at most `limit` went. */
export async function deleteEndedUploads(pool: Pool, limit: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from uploads where ${isForgettable} and (workspace_id, id) in (
       select workspace_id, id from uploads where ${isForgettable} limit $1)`,
    [limit],
  )
  return rowCount ?? 0
}

/** Documents that were deleted thirty days ago, those of a purge that was broken off included. */
export function dueDocuments(pool: Pool, limit: number) {
  return batches<DocumentId>(
    pool,
    limit,
    `select workspace_id as "workspaceId", id from documents
      where (workspace_id, id) > ($1::uuid, $2::uuid) and deleted_at < now() - interval '30 days'
      order by workspace_id, id limit $3`,
    [],
  )
}

/** From now on nobody can bring it back; false when somebody just did. */
export async function markPurging(pool: Pool, { workspaceId, id }: DocumentId): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update documents set status = 'purging', version = version + 1, updated_at = now()
      where workspace_id = $1 and id = $2 and deleted_at < now() - interval '30 days'`,
    [workspaceId, id],
  )
  return rowCount === 1
}

/** The row, its links and what search knows of it, with one line of the log. */
export async function deletePurged(
  pool: Pool,
  { workspaceId, id }: DocumentId,
  auditId: string,
): Promise<void> {
  await pool.query(
    `with gone as (
       delete from documents where workspace_id = $1 and id = $2 and status = 'purging' returning id
     ), chunks as (
       delete from search_chunks s using gone
        where s.workspace_id = $1 and s.owner_type = 'document' and s.owner_id = gone.id
     )
     insert into audit_log (workspace_id, id, actor_role, action, object_type, object_id)
     select $1, $3, 'system', 'purge', 'document', gone.id from gone`,
    [workspaceId, id, auditId],
  )
}

/** Every document there is, in the order of the keys of their objects. */
export function allDocuments(pool: Pool, limit: number) {
  return batches<DocumentId>(
    pool,
    limit,
    `select workspace_id as "workspaceId", id from documents
      where (workspace_id, id) > ($1::uuid, $2::uuid) order by workspace_id, id limit $3`,
    [],
  )
}

/** Whether the document is still there, and not just being purged. */
export async function isKept(pool: Pool, { workspaceId, id }: DocumentId): Promise<boolean> {
  const { rows } = await pool.query(
    "select from documents where workspace_id = $1 and id = $2 and status <> 'purging'",
    [workspaceId, id],
  )
  return rows.length > 0
}
