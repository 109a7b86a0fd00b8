import { verifyChain } from '../audit/verify-chain.ts'
import { connectJobs } from '../jobs/connect-jobs.ts'
import { selectWorkspaceIds } from '../jobs/purge.queries.ts'

/** Walks the audit log of every workspace; one sentence for each that does not hold. */
export async function findBreaches(databaseUrl: string): Promise<string[]> {
  const pool = connectJobs(databaseUrl)
  try {
    const found: string[] = []
    for (const workspaceId of await selectWorkspaceIds(pool)) {
      const { breach } = await verifyChain(pool, workspaceId)
      if (breach) found.push(`Workspace ${workspaceId}, link ${breach.seq}: ${breach.why}.`)
    }
    return found
  } finally {
    await pool.end()
  }
}
