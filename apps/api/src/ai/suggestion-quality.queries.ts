import { judgedKinds, type SuggestionQuality } from '@worksmart/types/anomalies'
import { sql } from 'drizzle-orm'
import { aiFeedback } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** Computed at each look, so that only what was decided about them is a row. */
const unstored = new Set<string>(['document', 'anomaly'])

/**
 * What became of suggestions in the last 30 days; what nobody decided is forgotten after that. A member
 * reads their own, a manager everybody's but those about documents, an admin all.
 */
export async function selectSuggestionQuality(
  tx: Tx,
  viewer: Viewer,
  userId: string | undefined,
): Promise<SuggestionQuality[]> {
  const { workspaceId, role } = viewer
  const others =
    role === 'member' ? sql`false` : role === 'manager' ? sql`document_id is null` : sql`true`
  const { rows } = await tx.db.execute<Omit<SuggestionQuality, 'shown'> & { shown: number }>(sql`
    select kind, count(*)::int as shown,
           count(*) filter (where outcome = 'accepted')::int as accepted,
           count(*) filter (where outcome = 'edited')::int as edited,
           count(*) filter (where outcome = 'dismissed')::int as dismissed
      from ${aiFeedback}
     where workspace_id = ${workspaceId} and (user_id = ${viewer.userId} or ${others})
       and ${userId === undefined ? sql`true` : sql`user_id = ${userId}`}
       and created_at > now() - interval '30 days'
     group by kind`)
  return judgedKinds.flatMap((kind) => {
    const row = rows.find((one) => one.kind === kind)
    return row ? [{ ...row, shown: unstored.has(kind) ? null : row.shown }] : []
  })
}
