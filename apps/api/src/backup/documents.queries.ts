import type { Pool } from '../db/connect.ts'
import { documentKey } from '../storage/storage.ts'

/** A document that promises an object: its key, and what the object has to be. */
export type FileRow = { key: string; documentId: string; sizeBytes: number; sha256: string }

type Row = { workspaceId: string; id: string; sizeBytes: string; sha256: string }

const nil = '00000000-0000-0000-0000-000000000000'
const batchRows = 500

/** Every document that has a file, as `ws_backup`, in the order of the keys of the objects. */
export async function* selectFiles(pool: Pool): AsyncGenerator<FileRow> {
  let after = [nil, nil]
  for (;;) {
    // One that is being purged has lost its object first.
    const { rows } = await pool.query<Row>(
      `select workspace_id as "workspaceId", id, size_bytes as "sizeBytes", sha256 from documents
        where (workspace_id, id) > ($1::uuid, $2::uuid) and status <> 'purging'
        order by workspace_id, id limit $3`,
      [...after, batchRows],
    )
    for (const { workspaceId, id, sizeBytes, sha256 } of rows) {
      const key = documentKey({ workspaceId, documentId: id })
      yield { key, documentId: id, sizeBytes: Number(sizeBytes), sha256 }
    }
    const last = rows.at(-1)
    if (!last || rows.length < batchRows) return
    after = [last.workspaceId, last.id]
  }
}
