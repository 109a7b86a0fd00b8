import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.ts'
import { fromDatabase } from '../db/pg-errors.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { unavailable } from '../errors.ts'

/** One change, as it is written beside it in the same transaction. */
export type AuditEntry = {
  id: string
  action: string
  objectType: string
  objectId: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason?: string | undefined
}

/**
 * Appends to the log. The values stand in a table of their own, so that a person can be erased while
 * the log keeps their hash.
 */
export async function recordChanges(
  tx: Tx,
  viewer: Viewer,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => {
    const values = canonicalJson([entry.before, entry.after])
    return {
      id: entry.id,
      action: entry.action,
      object_type: entry.objectType,
      object_id: entry.objectId,
      fields: changedFields(entry.before, entry.after),
      reason: entry.reason ?? null,
      values_hash: createHash('sha256').update(values).digest('hex'),
      before: entry.before,
      after: entry.after,
    }
  })
  const appended = tx.rows({
    name: 'audit_append',
    text: `
      with entries as (
        select * from jsonb_to_recordset($5::jsonb) as e(id uuid, action text, object_type text,
          object_id uuid, fields jsonb, reason text, values_hash text, before jsonb, after jsonb)
      ), logged as (
        insert into audit_log (workspace_id, id, actor_id, actor_role, action, object_type, object_id,
          fields, reason, request_id, values_hash)
        select $1::uuid, id, $2::uuid, $3, action, object_type, object_id,
          array(select jsonb_array_elements_text(fields)), reason, $4, values_hash from entries
      )
      insert into audit_values (workspace_id, audit_id, before, after)
      select $1::uuid, id, nullif(before, 'null'), nullif(after, 'null') from entries`,
    values: [
      viewer.workspaceId,
      viewer.userId,
      viewer.role,
      viewer.requestId,
      JSON.stringify(rows),
    ],
  })
  await appended.catch((error: unknown) => {
    // What the log cannot take is not done at all, and it is no mistake of the caller's.
    if (fromDatabase(error)?.status === 503) throw error
    const refusal = unavailable(
      'database.unavailable',
      'This change could not be recorded, so it was not made. Try again shortly.',
    )
    refusal.cause = error
    throw refusal
  })
}

function changedFields(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): string[] {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...keys]
    .filter((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]))
    .sort()
}
