import { fitCalibration, type Outcome } from '../ai/calibration.ts'
import type { Pool } from '../db/connect.ts'
import type { Job } from './jobs.ts'

/** Older decisions say little about how people choose now, and more than these nothing new. */
const newest = 2000

type Decided = { value: unknown; outcome: string; shown: { value?: unknown; raw?: unknown }[] }

/**
 * Fits, per workspace and kind, how scores become words. Only decisions about values that the
 * inference service scored count; where too few are left, the fit goes.
 */
export const fitSuggestions: Job = async ({ pool }) => {
  const report = { fitted: 0, removed: 0 }
  const { rows: groups } = await pool.query<{ workspaceId: string; kind: string }>(
    `select workspace_id as "workspaceId", kind from ai_feedback
      where kind in ('task', 'project', 'tag') and outcome in ('accepted', 'edited', 'dismissed')
     union select workspace_id, kind from suggestion_fits`,
  )
  for (const { workspaceId, kind } of groups) {
    const outcomes = await readOutcomes(pool, workspaceId, kind)
    const fit = fitCalibration(outcomes)
    if (!fit) {
      const gone = await pool.query(
        'delete from suggestion_fits where workspace_id = $1 and kind = $2',
        [workspaceId, kind],
      )
      report.removed += gone.rowCount ?? 0
      continue
    }
    await pool.query(
      `insert into suggestion_fits (workspace_id, kind, slope, intercept, likely, maybe, outcomes)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (workspace_id, kind) do update set slope = excluded.slope,
         intercept = excluded.intercept, likely = excluded.likely, maybe = excluded.maybe,
         outcomes = excluded.outcomes, fitted_at = now()`,
      [workspaceId, kind, fit.slope, fit.offset, fit.likely, fit.maybe, outcomes.length],
    )
    report.fitted++
  }
  return report
}

async function readOutcomes(pool: Pool, workspaceId: string, kind: string): Promise<Outcome[]> {
  const { rows } = await pool.query<Decided>(
    `select shown, value, outcome from ai_feedback
      where workspace_id = $1 and kind = $2 and outcome in ('accepted', 'edited', 'dismissed')
      order by decided_at desc limit ${newest}`,
    [workspaceId, kind],
  )
  return rows.flatMap(({ shown, value, outcome }) => {
    const [best] = shown
    if (typeof best?.raw !== 'number') return []
    // Another value that was taken says that the best one was wrong.
    return [{ raw: best.raw, isRight: outcome === 'accepted' && value === best.value }]
  })
}
