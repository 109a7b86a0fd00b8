import type { Job, JobReport } from './jobs.ts'
import { deleteDue, purged, selectDue, selectWorkspaceIds } from './purge.queries.ts'

const batchRows = 200

/**
 * Removes for good what was deleted: check-ins and tasks after 30 days, projects after a year.
 * Documents go with their object, which is the sweep's work.
 */
export const purgeDeleted: Job = async ({ pool, newId }) => {
  const report: JobReport = {}
  for (const workspaceId of await selectWorkspaceIds(pool)) {
    for (const kind of purged) {
      for (;;) {
        const ids = await selectDue(pool, workspaceId, kind.table, batchRows)
        const gone = await deleteDue(
          pool,
          workspaceId,
          kind,
          ids.map((id) => ({ id, auditId: newId() })),
        )
        report[kind.table] = (report[kind.table] ?? 0) + gone
        if (ids.length < batchRows || gone === 0) break
      }
    }
  }
  return report
}
