// The three ways in which a piece of the index answers: by its words, by parts of them, by meaning.

import { type SQL, sql } from 'drizzle-orm'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** A piece of the index, as its own reader may see it. */
export type Piece = { key: string; text: string; updatedAt: string }

/** Where to look: at everything of these types, or at these rows only. */
export type Scope = { types: readonly string[]; ownerIds: readonly string[] | null }

type Cells = { owner_type: string; owner_id: string; text: string; updated_at: string }

const toPiece = (row: Cells): Piece => ({
  key: `${row.owner_type}:${row.owner_id}`,
  text: row.text,
  updatedAt: row.updated_at,
})

// The same as the policy says; the row itself is asked once more before it is answered.
function seenBy(viewer: Viewer): SQL {
  const here = sql`s.workspace_id = ${viewer.workspaceId}`
  if (viewer.role === 'admin') return here
  const own = sql`s.user_id is null or s.user_id = ${viewer.userId}::uuid`
  return viewer.role === 'manager'
    ? sql`${here} and (${own} or s.managers_read)`
    : sql`${here} and (${own})`
}

const columns = sql`s.owner_type, s.owner_id, s.text, s.updated_at::text as updated_at`
const types = (scope: Scope) => sql`${sql.param([...scope.types])}::text[]`
const owners = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`

/** Pieces that hold any of these words, or words that begin so; at most 200. */
export async function selectByWords(
  tx: Tx,
  viewer: Viewer,
  scope: Scope,
  words: readonly string[],
): Promise<Piece[]> {
  if (words.length === 0) return []
  // Words are letters and digits only, so nothing of them is read as an operator.
  const query = words.map((word) => `'${word}':*`).join(' | ')
  const found =
    scope.ownerIds === null
      ? sql`select ${columns} from search_words(${viewer.workspaceId}::uuid, ${query}, ${types(scope)}) f
          join search_chunks s on s.workspace_id = ${viewer.workspaceId} and s.owner_type = f.owner_type
           and s.owner_id = f.owner_id and s.chunk_no = f.chunk_no
         where ${seenBy(viewer)} order by f.rank desc, s.updated_at desc, s.owner_id`
      : sql`select ${columns} from search_chunks s
         where ${seenBy(viewer)} and s.owner_type = any(${types(scope)})
           and s.owner_id = any(${owners(scope.ownerIds)}) and s.tsv @@ to_tsquery('simple', ${query})
         order by ts_rank(s.tsv, to_tsquery('simple', ${query}), 1) desc, s.updated_at desc, s.owner_id
         limit 200`
  return (await tx.db.execute<Cells>(found)).rows.map(toPiece)
}

/** Pieces in which something stands that looks like these words, typos and all; at most 200. */
export async function selectByParts(
  tx: Tx,
  viewer: Viewer,
  scope: Scope,
  text: string,
): Promise<Piece[]> {
  if ([...text].length < 3) return []
  const found =
    scope.ownerIds === null
      ? sql`select ${columns} from search_parts(${viewer.workspaceId}::uuid, ${text}, ${types(scope)}) f
          join search_chunks s on s.workspace_id = ${viewer.workspaceId} and s.owner_type = f.owner_type
           and s.owner_id = f.owner_id and s.chunk_no = f.chunk_no
         where ${seenBy(viewer)} order by f.rank desc, s.updated_at desc, s.owner_id`
      : sql`select ${columns} from search_chunks s
         where ${seenBy(viewer)} and s.owner_type = any(${types(scope)})
           and s.owner_id = any(${owners(scope.ownerIds)}) and word_similarity(${text}, s.text) >= 0.5
         order by word_similarity(${text}, s.text) desc, s.updated_at desc, s.owner_id limit 200`
  return (await tx.db.execute<Cells>(found)).rows.map(toPiece)
}

export type VectorPiece = Piece & { embedding: Buffer }

/**
 * The newest 2,000 pieces with a vector of this model, and those of the rows that words found
 * already, however old they are.
 */
export async function selectVectors(
  tx: Tx,
  viewer: Viewer,
  scope: Scope,
  model: string,
  alsoIds: readonly string[],
): Promise<VectorPiece[]> {
  const here = sql`${seenBy(viewer)} and s.model = ${model} and s.embedding is not null
    and s.owner_type = any(${types(scope)})`
  const narrowed =
    scope.ownerIds === null ? sql`` : sql`and s.owner_id = any(${owners(scope.ownerIds)})`
  const { rows } = await tx.db.execute<Cells & { embedding: Buffer }>(sql`
    (select ${columns}, s.embedding from search_chunks s where ${here} ${narrowed}
      order by s.updated_at desc limit 2000)
    union
    (select ${columns}, s.embedding from search_chunks s
      where ${here} ${narrowed} and s.owner_id = any(${owners(alsoIds)}))`)
  return rows.map((row) => ({ ...toPiece(row), embedding: row.embedding }))
}
