// What the jobs read and write of the search index, as `ws_jobs`. The index is derived: it can be
// dropped and made again from the rows at any time.

import type { Pool } from '../db/connect.ts'
import { chunksOf, hashOf, type OwnerType, type Searched } from './chunk-text.ts'

/** A row whose text is searched, and who sees it: everybody when `userId` is null. */
export type Owner = {
  id: string
  updatedAt: string
  userId: string | null
  managersRead: boolean
  searched: Searched
}

type Row = Record<string, never> & {
  id: string
  updated_at: string
  user_id: string | null
  managers_read: boolean
}

// Who sees a document follows its links, as `documents.queries.ts` says: a project or a task shares
// it with everybody, a check-in with managers.
const sharedWithAll = `exists (select from document_links l
    left join projects p on p.workspace_id = l.workspace_id and p.id = l.project_id
    left join tasks t on t.workspace_id = l.workspace_id and t.id = l.task_id
   where l.workspace_id = o.workspace_id and l.document_id = o.id
     and ((p.id is not null and p.deleted_at is null) or (t.id is not null and t.deleted_at is null)))`
const sharedWithManagers = `exists (select from document_links l
    join checkins c on c.workspace_id = l.workspace_id and c.id = l.checkin_id
   where l.workspace_id = o.workspace_id and l.document_id = o.id and c.deleted_at is null)`

type Source = {
  table: string
  columns: string
  userId: string
  managersRead: string
  alive: string
}

const sources: Record<OwnerType, Source> = {
  checkin: {
    table: 'checkins',
    columns: 'o.activity, o.tags',
    userId: 'o.user_id',
    managersRead: 'true',
    alive: 'o.deleted_at is null',
  },
  task: {
    table: 'tasks',
    columns: 'o.title, o.description',
    userId: 'null::uuid',
    managersRead: 'true',
    alive: `o.deleted_at is null and exists (select from projects p
      where p.workspace_id = o.workspace_id and p.id = o.project_id and p.deleted_at is null)`,
  },
  project: {
    table: 'projects',
    columns: 'o.key, o.name, o.description',
    userId: 'null::uuid',
    managersRead: 'true',
    alive: 'o.deleted_at is null',
  },
  document: {
    table: 'documents',
    columns: `o.name, case when o.analysis_status = 'ready' then o.extracted_data end as extracted`,
    userId: `case when ${sharedWithAll} then null else o.uploader_id end`,
    managersRead: sharedWithManagers,
    alive: `o.deleted_at is null and o.status = 'ready'`,
  },
}

export async function selectWorkspaceIds(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from workspaces order by id')
  return rows.map((row) => row.id)
}

/** Ids of rows that the index does not have as they are; at most `limit`. */
export async function selectStale(
  pool: Pool,
  workspaceId: string,
  type: OwnerType,
  limit: number,
): Promise<string[]> {
  const { table, userId, managersRead, alive } = sources[type]
  const { rows } = await pool.query<{ id: string }>(
    `select o.id from ${table} o
       left join search_chunks s on s.workspace_id = o.workspace_id and s.owner_type = $2
        and s.owner_id = o.id and s.chunk_no = 0
      where o.workspace_id = $1 and ${alive}
        and (s.owner_id is null or s.updated_at <> o.updated_at
          or s.user_id is distinct from ${userId} or s.managers_read <> ${managersRead})
      limit $3`,
    [workspaceId, type, limit],
  )
  return rows.map((row) => row.id)
}

/** Removes what the index has of rows that are gone; answers how many pieces. */
export async function deleteGone(
  pool: Pool,
  workspaceId: string,
  type: OwnerType,
): Promise<number> {
  const { table, alive } = sources[type]
  const { rowCount } = await pool.query(
    `delete from search_chunks s where s.workspace_id = $1 and s.owner_type = $2
        and not exists (select from ${table} o
          where o.workspace_id = $1 and o.id = s.owner_id and ${alive})`,
    [workspaceId, type],
  )
  return rowCount ?? 0
}

export async function deleteAll(pool: Pool, workspaceId: string): Promise<void> {
  await pool.query('delete from search_chunks where workspace_id = $1', [workspaceId])
}

/** Those of these rows that are there. */
export async function selectOwners(
  pool: Pool,
  workspaceId: string,
  type: OwnerType,
  ids: readonly string[],
): Promise<Owner[]> {
  const { table, columns, userId, managersRead, alive } = sources[type]
  const { rows } = await pool.query<Row>(
    `select o.id, o.updated_at::text, ${userId} as user_id, ${managersRead} as managers_read, ${columns}
       from ${table} o where o.workspace_id = $1 and o.id = any($2::uuid[]) and ${alive}
      order by o.id`,
    [workspaceId, ids],
  )
  return rows.map(({ id, updated_at, user_id, managers_read, ...rest }) => ({
    id,
    updatedAt: updated_at,
    userId: user_id,
    managersRead: managers_read,
    searched: searchedOf(type, rest),
  }))
}

function searchedOf(type: OwnerType, row: Record<string, unknown>): Searched {
  if (type !== 'document') return { type, ...row } as unknown as Searched
  const { result } = (row.extracted ?? {}) as { result?: { pages?: { text?: unknown }[] } }
  const pages = (result?.pages ?? []).flatMap(({ text }) =>
    typeof text === 'string' ? [text] : [],
  )
  return { type, name: String(row.name), pages }
}

/**
 * Writes the pieces of these rows; pieces that a row no longer has go, and those of rows that are not
 * in the list of owners go altogether. A piece whose text is the same keeps its vector.
 */
export async function writeChunks(
  pool: Pool,
  workspaceId: string,
  type: OwnerType,
  ids: readonly string[],
  owners: readonly Owner[],
): Promise<number> {
  const pieces = owners.flatMap((owner) =>
    chunksOf(owner.searched).map((text, chunkNo) => ({
      owner_id: owner.id,
      chunk_no: chunkNo,
      user_id: owner.userId,
      managers_read: owner.managersRead,
      content_hash: hashOf(text),
      text,
      updated_at: owner.updatedAt,
    })),
  )
  await pool.query(
    `with pieces as (
       select * from jsonb_to_recordset($4::jsonb) as p(owner_id uuid, chunk_no integer, user_id uuid,
         managers_read boolean, content_hash text, text text, updated_at timestamptz)
     ), gone as (
       delete from search_chunks s where s.workspace_id = $1 and s.owner_type = $2
          and s.owner_id = any($3::uuid[])
          and not exists (select from pieces p where p.owner_id = s.owner_id and p.chunk_no = s.chunk_no)
     )
     insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, managers_read,
       content_hash, text, updated_at)
     select $1, $2, owner_id, chunk_no, user_id, managers_read, content_hash, text, updated_at
       from pieces order by owner_id, chunk_no
     on conflict (workspace_id, owner_type, owner_id, chunk_no) do update set
       user_id = excluded.user_id, managers_read = excluded.managers_read, text = excluded.text,
       model = case when search_chunks.content_hash = excluded.content_hash then search_chunks.model end,
       embedding = case when search_chunks.content_hash = excluded.content_hash
         then search_chunks.embedding end,
       content_hash = excluded.content_hash, updated_at = excluded.updated_at`,
    [workspaceId, type, ids, JSON.stringify(pieces)],
  )
  return pieces.length
}

export type Change = { id: string; type: string; objectId: string; at: string }

/** What the log says after this place in it, in its order. */
export async function selectChanges(
  pool: Pool,
  workspaceId: string,
  after: { at: string; id: string },
  limit: number,
): Promise<Change[]> {
  const { rows } = await pool.query<{ id: string; type: string; object_id: string; at: string }>(
    `select id, object_type as type, object_id, created_at::text as at from audit_log
      where workspace_id = $1 and (created_at, id) > ($2::timestamptz, $3::uuid)
      order by created_at, id limit $4`,
    [workspaceId, after.at, after.id, limit],
  )
  return rows.map(({ object_id, ...row }) => ({ ...row, objectId: object_id }))
}
