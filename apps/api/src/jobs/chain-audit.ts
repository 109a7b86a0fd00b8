import { insertLinks, selectLastLink, selectUnchained } from '../audit/audit-chain.queries.ts'
import { chainLines, firstHash } from '../audit/audit-chain.ts'
import type { Job } from './jobs.ts'
import { selectWorkspaceIds } from './purge.queries.ts'

const batchLines = 1000

/** Links the new lines of every workspace's log to the ones before. */
export const chainAudit: Job = async ({ pool }) => {
  let chained = 0
  for (const workspaceId of await selectWorkspaceIds(pool)) {
    for (;;) {
      const last = (await selectLastLink(pool, workspaceId)) ?? { seq: 0, hash: firstHash }
      const lines = await selectUnchained(pool, workspaceId, batchLines)
      if (lines.length === 0) break
      await insertLinks(pool, workspaceId, chainLines(last, lines))
      chained += lines.length
      if (lines.length < batchLines) break
    }
  }
  return { chained }
}
