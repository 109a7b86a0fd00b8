import { and, eq, ne, sql } from 'drizzle-orm'
import { erasures, users } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type ErasureRow = typeof erasures.$inferSelect

/** Admins that would be left; held, so that two cannot leave at once. */
export async function countOtherAdmins(tx: Tx, viewer: Viewer, userId: string): Promise<number> {
  const rows = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.workspaceId, viewer.workspaceId),
        eq(users.role, 'admin'),
        eq(users.active, true),
        ne(users.id, userId),
      ),
    )
    .for('share')
  return rows.length
}

export async function selectPerson(tx: Tx, viewer: Viewer, id: string) {
  const [row] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.id, id)))
  return row
}

/** The erasure of this person; one that was asked for before is the same one. */
export async function insertErasure(
  tx: Tx,
  viewer: Viewer,
  row: { id: string; userId: string },
): Promise<{ row: ErasureRow; isNew: boolean }> {
  const [made] = await tx.db
    .insert(erasures)
    .values({ workspaceId: viewer.workspaceId, requestedBy: viewer.userId, ...row } as never)
    .onConflictDoNothing()
    .returning()
  if (made) return { row: made, isNew: true }
  const [there] = await tx.db
    .select()
    .from(erasures)
    .where(and(eq(erasures.workspaceId, viewer.workspaceId), eq(erasures.userId, row.userId)))
  if (!there) throw new Error('An erasure is neither new nor there.')
  return { row: there, isNew: false }
}

/** From now on this person is nobody here; what they have written goes with the job. */
export async function deactivatePerson(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  await tx.db
    .update(users)
    .set({ active: false, version: sql`${users.version} + 1` } as never)
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.id, id)))
}

/** Whether this person is being erased or was, after which nobody comes back. */
export async function isErased(tx: Tx, viewer: Viewer, userId: string): Promise<boolean> {
  const rows = await tx.db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(eq(erasures.workspaceId, viewer.workspaceId), eq(erasures.userId, userId)))
  return rows.length > 0
}
