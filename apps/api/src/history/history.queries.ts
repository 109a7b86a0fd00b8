import { and, desc, eq, sql } from 'drizzle-orm'
import { auditLog, auditValues, users } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** What happened to one row, newest first, with the values before and after. */
export function selectHistory(
  tx: Tx,
  viewer: Viewer,
  object: { type: 'project' | 'task'; id: string },
  after: readonly string[] | null,
  limit: number,
) {
  return tx.db
    .select({
      id: auditLog.id,
      at: auditLog.createdAt,
      actorId: auditLog.actorId,
      actorName: users.name,
      action: auditLog.action,
      fields: auditLog.fields,
      reason: auditLog.reason,
      before: auditValues.before,
      after: auditValues.after,
    })
    .from(auditLog)
    .leftJoin(
      auditValues,
      and(eq(auditValues.workspaceId, auditLog.workspaceId), eq(auditValues.auditId, auditLog.id)),
    )
    .leftJoin(
      users,
      and(eq(users.workspaceId, auditLog.workspaceId), eq(users.id, auditLog.actorId)),
    )
    .where(
      and(
        eq(auditLog.workspaceId, viewer.workspaceId),
        eq(auditLog.objectType, object.type),
        eq(auditLog.objectId, object.id),
        after === null
          ? undefined
          : sql`(${auditLog.createdAt}, ${auditLog.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(auditLog.createdAt), desc(auditLog.id))
    .limit(limit + 1)
}
