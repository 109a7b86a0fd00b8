import type { Job, JobDependencies } from '../jobs/jobs.ts'
import { type OwnerType, ownerTypes } from './chunk-text.ts'
import {
  deleteAll,
  deleteGone,
  selectOwners,
  selectStale,
  selectWorkspaceIds,
  writeChunks,
} from './chunks.queries.ts'
import { embedChunks } from './embed-chunks.ts'

const batchRows = 500
const staleRows = 20_000
/** Vectors of one run; the next one goes on. */
const mostVectors = 100_000

/**
 * Brings the search index to what the rows say: new and changed ones in, gone ones out, vectors where
 * the service makes them. Costs one look at every row, so it runs once an hour and after a pause;
 * `follow-writes.ts` keeps up in between.
 */
export const indexSearch: Job = async (deps) => {
  const report = { pieces: 0, gone: 0, vectors: 0 }
  for (const workspaceId of await selectWorkspaceIds(deps.pool)) {
    for (const type of ownerTypes) {
      report.gone += await deleteGone(deps.pool, workspaceId, type)
      for (;;) {
        const stale = await selectStale(deps.pool, workspaceId, type, staleRows)
        const pieces = await indexRows(deps, workspaceId, type, stale)
        report.pieces += pieces
        if (stale.length < staleRows || pieces === 0) break
      }
    }
    report.vectors +=
      (await vectorsOf(deps, workspaceId, { most: mostVectors, isThorough: true })) ?? 0
  }
  return report
}

/** Drops the index and makes it again from the rows. */
export const reindex: Job = async (deps) => {
  for (const workspaceId of await selectWorkspaceIds(deps.pool)) {
    await deleteAll(deps.pool, workspaceId)
  }
  return indexSearch(deps)
}

/** Indexes these rows as they are now; what is gone goes from the index. Answers how many pieces. */
export async function indexRows(
  { pool }: Pick<JobDependencies, 'pool'>,
  workspaceId: string,
  type: OwnerType,
  ids: readonly string[],
): Promise<number> {
  let pieces = 0
  for (let from = 0; from < ids.length; from += batchRows) {
    const batch = ids.slice(from, from + batchRows)
    const owners = await selectOwners(pool, workspaceId, type, batch)
    pieces += await writeChunks(pool, workspaceId, type, batch, owners)
  }
  return pieces
}

/** Null when there is no service, or when it did not help. */
export async function vectorsOf(
  { pool, inference }: Pick<JobDependencies, 'pool' | 'inference'>,
  workspaceId: string,
  wish: { most: number; isThorough: boolean },
): Promise<number | null> {
  if (inference?.state() !== 'ready') return null
  return embedChunks(pool, inference, workspaceId, wish)
}
