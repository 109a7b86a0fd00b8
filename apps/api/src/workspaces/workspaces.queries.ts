import { and, eq, sql } from 'drizzle-orm'
import { workspaces } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type WorkspaceRow = typeof workspaces.$inferSelect

export async function selectWorkspace(tx: Tx, viewer: Viewer): Promise<WorkspaceRow | undefined> {
  const [row] = await tx.db.select().from(workspaces).where(eq(workspaces.id, viewer.workspaceId))
  return row
}

/** Undefined when the row has another version by now, or the viewer is no admin. */
export async function updateWorkspace(
  tx: Tx,
  viewer: Viewer,
  version: number,
  changes: Partial<Pick<WorkspaceRow, 'name' | 'settings'>>,
): Promise<WorkspaceRow | undefined> {
  const [row] = await tx.db
    .update(workspaces)
    .set({ ...changes, version: sql`${workspaces.version} + 1`, updatedAt: sql`now()` } as never)
    .where(
      and(
        eq(workspaces.id, viewer.workspaceId),
        eq(workspaces.version, version),
        sql`${viewer.role} = 'admin'`,
      ),
    )
    .returning()
  return row
}
