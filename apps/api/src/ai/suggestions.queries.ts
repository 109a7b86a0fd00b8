import { and, eq, sql } from 'drizzle-orm'
import { aiFeedback } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type SuggestionRow = typeof aiFeedback.$inferSelect
export type NewSuggestionRow = Pick<
  SuggestionRow,
  'id' | 'kind' | 'shown' | 'evidence' | 'strategy' | 'model' | 'contextHash'
> & { documentId?: string | null }

/** Remembers what was shown to the viewer; one that is there already stays as it is. */
export async function insertSuggestions(
  tx: Tx,
  viewer: Viewer,
  rows: readonly NewSuggestionRow[],
): Promise<void> {
  const { workspaceId, userId } = viewer
  await tx.db
    .insert(aiFeedback)
    .values(rows.map((row) => ({ ...row, workspaceId, userId })))
    .onConflictDoNothing()
}

/** One's own suggestion, held until the transaction ends. */
export async function holdSuggestion(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<SuggestionRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(aiFeedback)
    .where(
      and(
        eq(aiFeedback.workspaceId, viewer.workspaceId),
        eq(aiFeedback.userId, viewer.userId),
        eq(aiFeedback.id, id),
      ),
    )
    .for('update')
  return row
}

export type Decision = Pick<SuggestionRow, 'outcome' | 'value' | 'until' | 'latencyMs'>

/** What the viewer did with it; the last word counts. */
export async function updateDecision(
  tx: Tx,
  viewer: Viewer,
  id: string,
  decision: Decision,
): Promise<void> {
  await tx.db
    .update(aiFeedback)
    .set({
      ...decision,
      decidedAt: sql`now()`,
      updatedAt: sql`now()`,
      version: sql`${aiFeedback.version} + 1`,
    } as never)
    .where(
      and(
        eq(aiFeedback.workspaceId, viewer.workspaceId),
        eq(aiFeedback.userId, viewer.userId),
        eq(aiFeedback.id, id),
      ),
    )
}

/** How often the viewer dismissed this value for this pattern. */
export async function countDismissals(
  tx: Tx,
  viewer: Viewer,
  row: Pick<SuggestionRow, 'kind' | 'contextHash' | 'value'>,
): Promise<number> {
  const { rows } = await tx.db.execute<{ times: number }>(sql`
    select count(*)::int as times from ${aiFeedback}
     where workspace_id = ${viewer.workspaceId} and user_id = ${viewer.userId}
       and kind = ${row.kind} and context_hash = ${row.contextHash} and outcome = 'dismissed'
       and value = ${JSON.stringify(row.value)}::jsonb`)
  return rows[0]?.times ?? 0
}

/** Anomalies that the viewer called fine, or put off until after `today`: pattern by pattern. */
export async function selectSilencedPatterns(
  tx: Tx,
  viewer: Viewer,
  today: string,
): Promise<Set<string>> {
  const { rows } = await tx.db.execute<{ pattern: string }>(sql`
    select distinct context_hash as pattern from ${aiFeedback}
     where workspace_id = ${viewer.workspaceId} and user_id = ${viewer.userId}
       and kind = 'anomaly'
       and (outcome = 'dismissed' or (outcome = 'snoozed' and until > ${today}::date))`)
  return new Set(rows.map((row) => row.pattern))
}
