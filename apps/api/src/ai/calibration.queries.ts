import type { Calibration } from '@worksmart/types/inference/categorize'
import { eq } from 'drizzle-orm'
import { suggestionFits } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** What the job fitted for this workspace, as the service takes it. */
export async function selectCalibrations(tx: Tx, viewer: Viewer): Promise<Calibration[]> {
  const rows = await tx.db
    .select()
    .from(suggestionFits)
    .where(eq(suggestionFits.workspaceId, viewer.workspaceId))
  return rows.map(({ kind, slope, intercept, likely, maybe }) => ({
    kind: kind as Calibration['kind'],
    slope,
    offset: intercept,
    likely,
    maybe,
  }))
}
