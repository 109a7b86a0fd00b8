import type { User, UserFilter } from '@worksmart/types/users'
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { checkins, projects, users, workspaces } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import type { IdentityProvider } from '../dependencies.ts'

export type UserRow = typeof users.$inferSelect

/** With the newest day that this person has logged, null when there is none or none to be told. */
export type UserWithTime = UserRow & { lastCheckinOn: string | null }

/** A colleague as this role may see them; a field that the role has no right to is left out. */
export function toUser(row: UserWithTime, viewer: Viewer, mode: IdentityProvider['mode']): User {
  const { id, name, role, email, active, timeZone, lastCheckinOn, version } = row
  const everyone = { id, name, role: role as User['role'] }
  if (viewer.role === 'member') return everyone
  const managed = { ...everyone, email, active, lastCheckinOn }
  if (viewer.role === 'manager') return managed
  return { ...managed, timeZone, identity: identityOf(row, mode), version }
}

function identityOf(row: UserRow, mode: IdentityProvider['mode']): User['identity'] {
  if (mode === 'dev') return 'local'
  return row.clerkUserId === null ? 'waiting' : 'bound'
}

/**
 * One look into checkins_person_worked_idx for each row that is answered; the policies of check-ins
 * stand behind it. A member is told of nobody's. The table is named by hand, because the builder
 * leaves its name out where there is only one.
 */
const withTime = (viewer: Viewer) => ({
  ...getTableColumns(users),
  lastCheckinOn:
    viewer.role === 'member'
      ? sql<string | null>`null`
      : sql<string | null>`(
          select c.work_date::text from checkins c
           where c.workspace_id = users.workspace_id and c.user_id = users.id
             and c.deleted_at is null
           order by c.work_date desc, c.created_at desc, c.id desc limit 1)`,
})

export function selectUserPage(
  tx: Tx,
  viewer: Viewer,
  filter: UserFilter,
  after: readonly string[] | null,
): Promise<UserWithTime[]> {
  return tx.db
    .select(withTime(viewer))
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

export async function selectUser(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<UserWithTime | undefined> {
  const [row] = await tx.db
    .select(withTime(viewer))
    .from(users)
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.id, id)))
  return row
}

/** Undefined when the id or the e-mail is there already. */
export async function insertUser(
  tx: Tx,
  viewer: Viewer,
  row: Pick<UserRow, 'id' | 'email' | 'name' | 'role' | 'timeZone'>,
): Promise<UserRow | undefined> {
  const [made] = await tx.db
    .insert(users)
    .values({ workspaceId: viewer.workspaceId, ...row } as never)
    .onConflictDoNothing()
    .returning()
  return made
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
): Promise<UserWithTime | undefined> {
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
    .returning(withTime(viewer))
  return row
}
