import type { User, UserFilter } from '@worksmart/types/users'
import { and, asc, eq, sql } from 'drizzle-orm'
import { checkins, projects, users, workspaces } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type UserRow = typeof users.$inferSelect

/** A colleague as this role may see them; a field that the role has no right to is left out. */
export function toUser(row: UserRow, viewer: Viewer): User {
  const { id, name, role, email, active, timeZone, version } = row
  const everyone = { id, name, role: role as User['role'] }
  if (viewer.role === 'member') return everyone
  if (viewer.role === 'manager') return { ...everyone, email, active }
  return { ...everyone, email, active, timeZone, version }
}

export function selectUserPage(
  tx: Tx,
  viewer: Viewer,
  filter: UserFilter,
  after: readonly string[] | null,
): Promise<UserRow[]> {
  return tx.db
    .select()
    .from(users)
    .where(
      and(
        eq(users.workspaceId, viewer.workspaceId),
        filter.active === undefined ? undefined : eq(users.active, filter.active),
        after === null
          ? undefined
          : sql`(${users.name}, ${users.id}) > (${after[0]}, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(asc(users.name), asc(users.id))
    .limit(filter.limit + 1)
}

export async function selectMe(tx: Tx, viewer: Viewer) {
  const [row] = await tx.db
    .select({
      user: users,
      workspace: { id: workspaces.id, name: workspaces.name },
      settings: workspaces.settings,
      sampleData: sql<boolean>`exists (select from ${projects} where ${projects.workspaceId} = ${viewer.workspaceId} and ${projects.isSample})
        or exists (select from ${checkins} where ${checkins.workspaceId} = ${viewer.workspaceId} and ${checkins.userId} = ${viewer.userId} and ${checkins.isSample})`,
    })
    .from(users)
    .innerJoin(workspaces, eq(workspaces.id, users.workspaceId))
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.id, viewer.userId)))
  return row
}

/** Whether an id names an active person of the same workspace. */
export async function isColleague(tx: Tx, viewer: Viewer, id: string): Promise<boolean> {
  const rows = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.id, id), eq(users.active, true)))
  return rows.length > 0
}

export async function selectUser(tx: Tx, viewer: Viewer, id: string): Promise<UserRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.id, id)))
  return row
}

/** Ids of the active admins, held until the transaction ends: two cannot leave at the same time. */
export async function holdAdmins(tx: Tx, viewer: Viewer): Promise<string[]> {
  const rows = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.workspaceId, viewer.workspaceId),
        eq(users.role, 'admin'),
        eq(users.active, true),
      ),
    )
    .orderBy(users.id)
    .for('update')
  return rows.map((row) => row.id)
}

/** Undefined when the row has another version by now. */
export async function updateUser(
  tx: Tx,
  viewer: Viewer,
  id: string,
  version: number,
  changes: Partial<UserRow>,
): Promise<UserRow | undefined> {
  const [row] = await tx.db
    .update(users)
    .set({ ...changes, version: sql`${users.version} + 1`, updatedAt: sql`now()` } as never)
    .where(
      and(
        eq(users.workspaceId, viewer.workspaceId),
        eq(users.id, id),
        eq(users.version, version),
        viewer.role === 'admin' ? undefined : eq(users.id, viewer.userId),
      ),
    )
    .returning()
  return row
}
