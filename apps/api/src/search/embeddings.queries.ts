import type { Pool } from '../db/connect.ts'

export type Piece = {
  ownerType: string
  ownerId: string
  chunkNo: number
  hash: string
  text: string
}

// The text of a workspace or a person that switched this off goes nowhere.
const isAllowed = `(select coalesce(settings #> '{ai,search}', 'true') <> 'false' from workspaces
    where id = $1)
  and (user_id is null or exists (select from users u
    where u.workspace_id = $1 and u.id = search_chunks.user_id and u.ai_enabled))`

/** Pieces without a vector that may have one, at most `limit`. */
export async function selectWithoutVector(
  pool: Pool,
  workspaceId: string,
  limit: number,
): Promise<Piece[]> {
  const { rows } = await pool.query<{
    owner_type: string
    owner_id: string
    chunk_no: number
    content_hash: string
    text: string
  }>(
    `select owner_type, owner_id, chunk_no, content_hash, text from search_chunks
      where workspace_id = $1 and embedding is null and ${isAllowed} limit $2`,
    [workspaceId, limit],
  )
  return rows.map((row) => ({
    ownerType: row.owner_type,
    ownerId: row.owner_id,
    chunkNo: row.chunk_no,
    hash: row.content_hash,
    text: row.text,
  }))
}

/** Writes vectors to pieces that still have the text that they were made of. */
export async function writeVectors(
  pool: Pool,
  workspaceId: string,
  model: string,
  pieces: readonly (Piece & { vector: string })[],
): Promise<number> {
  const { rowCount } = await pool.query(
    `update search_chunks s set model = $2, embedding = decode(p.vector, 'base64')
       from jsonb_to_recordset($3::jsonb) as p("ownerType" text, "ownerId" uuid, "chunkNo" integer,
         hash text, vector text)
      where s.workspace_id = $1 and s.owner_type = p."ownerType" and s.owner_id = p."ownerId"
        and s.chunk_no = p."chunkNo" and s.content_hash = p.hash`,
    [workspaceId, model, JSON.stringify(pieces.map(({ text: _text, ...piece }) => piece))],
  )
  return rowCount ?? 0
}

/** Takes vectors away that another model made, or that somebody no longer wants. */
export async function dropVectors(pool: Pool, workspaceId: string, model: string): Promise<number> {
  const { rowCount } = await pool.query(
    `update search_chunks set model = null, embedding = null
      where workspace_id = $1 and embedding is not null and (model <> $2 or not (${isAllowed}))`,
    [workspaceId, model],
  )
  return rowCount ?? 0
}
