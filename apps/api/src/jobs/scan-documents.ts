import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import {
  claimScan,
  endScan,
  postponeScan,
  selectDueScans,
  selectWaiting,
} from '../scan/scan.queries.ts'
import { type ScanDesk, scanOne } from '../scan/scan-one.ts'
import type { Job, JobDependencies } from './jobs.ts'

const batchRows = 50
/** No scan begins after so long, because the other jobs wait for this one; it runs every minute. */
const workMs = 45_000

/**
 * Scans what was left behind: by a process that died, while the scanner was away, or past the line of
 * the api. Without a scanner nothing is let through either, and what waits is told.
 */
export const scanDocuments: Job = async (deps) => {
  const report = { clean: 0, infected: 0, postponed: 0, waiting: 0, oldestSeconds: 0 }
  const db = drizzle(deps.pool, { casing: 'snake_case' })
  if (deps.scanner) await scanDue(deps, db, report)
  Object.assign(report, await selectWaiting(db))
  if (!deps.scanner && report.waiting > 0) {
    deps.log(`No scanner is set (CLAMD_ADDRESS), and files wait for a scan: ${report.waiting}.`)
  }
  return report
}

type Counts = { clean: number; infected: number; postponed: number }

async function scanDue(deps: JobDependencies, db: NodePgDatabase, counts: Counts): Promise<void> {
  const { scanner, onScan = () => {} } = deps
  if (!scanner) return
  const desk = deskOf(db, deps.newId)
  const startedAt = performance.now()
  for (;;) {
    const due = await selectDueScans(db, batchRows)
    for (const place of due) {
      if (performance.now() - startedAt > workMs) return
      const outcome = await scanOne(scanner, desk, place, onScan)
      if (outcome === null) continue
      if (outcome.verdict === 'none') counts.postponed++
      else counts[outcome.verdict]++
      // The rest would be told the same, and keeps its turn for the next run.
      if (outcome.verdict === 'none' && ['unreachable', 'stopped'].includes(outcome.why)) return
    }
    if (due.length < batchRows) return
  }
}

function deskOf(db: NodePgDatabase, newId: () => string): ScanDesk {
  return {
    claim: (place, leaseMs) => claimScan(db, place, leaseMs),
    postpone: (claim, ms) => postponeScan(db, claim, ms),
    end: (claim, signature) =>
      db.transaction(async (tx) => {
        const row = await endScan(tx, claim, signature === null ? 'ready' : 'quarantined')
        if (!row) return false
        const action = signature === null ? 'document.scanned' : 'document.quarantined'
        await tx.execute(sql`
          insert into audit_log (workspace_id, id, actor_role, action, object_type, object_id, fields, reason)
          values (${row.workspaceId}, ${newId()}, 'system', ${action}, 'document', ${row.id},
            '{status}', ${signature})`)
        return true
      }),
  }
}
