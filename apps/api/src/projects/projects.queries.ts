import type { Project, ProjectFilter } from '@worksmart/types/projects'
import { and, desc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { toInstant } from '../db/instant.ts'
import { projects, tasks } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type ProjectRow = typeof projects.$inferSelect
export type NewProjectRow = typeof projects.$inferInsert

export function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    description: row.description,
    status: row.status as Project['status'],
    ownerId: row.ownerId,
    startsOn: row.startsOn,
    dueOn: row.dueOn,
    budgetMinutes: row.budgetMinutes,
    colour: row.colour as Project['colour'],
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

/** Every project of the workspace is visible to everyone in it; the bin only to who may restore. */
export function visibleTo(viewer: Viewer, deleted: boolean): SQL | undefined {
  const here = eq(projects.workspaceId, viewer.workspaceId)
  if (!deleted) return and(here, isNull(projects.deletedAt))
  return and(here, isNotNull(projects.deletedAt), sql`${viewer.role} = 'admin'`)
}

/** Changing is for its owner, managers and admins. */
export function changeableBy(viewer: Viewer): SQL | undefined {
  const here = eq(projects.workspaceId, viewer.workspaceId)
  return viewer.role === 'member' ? and(here, eq(projects.ownerId, viewer.userId)) : here
}

export function selectProjectPage(
  tx: Tx,
  viewer: Viewer,
  filter: ProjectFilter,
  after: readonly string[] | null,
): Promise<ProjectRow[]> {
  const like = filter.q === undefined ? undefined : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
  return tx.db
    .select()
    .from(projects)
    .where(
      and(
        visibleTo(viewer, filter.deleted === true),
        filter.key === undefined ? undefined : eq(projects.key, filter.key),
        filter.status === undefined ? undefined : eq(projects.status, filter.status),
        filter.ownerId === undefined ? undefined : eq(projects.ownerId, filter.ownerId),
        like === undefined
          ? undefined
          : or(sql`${projects.name} ilike ${like}`, sql`${projects.key} ilike ${like}`),
        after === null
          ? undefined
          : sql`(${projects.createdAt}, ${projects.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(projects.createdAt), desc(projects.id))
    .limit(filter.limit + 1)
}

export async function selectProject(
  tx: Tx,
  viewer: Viewer,
  id: string,
  deleted = false,
): Promise<ProjectRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(projects)
    .where(and(visibleTo(viewer, deleted), eq(projects.id, id)))
  return row
}

/** The same row, held until the transaction ends: whoever adds to the project comes one by one. */
export async function holdProject(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<ProjectRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(projects)
    .where(and(visibleTo(viewer, false), eq(projects.id, id)))
    .for('no key update')
  return row
}

/** Undefined when the id is there already; a key that is taken is a 409 from the database. */
export async function insertProject(tx: Tx, row: NewProjectRow): Promise<ProjectRow | undefined> {
  const [made] = await tx.db
    .insert(projects)
    .values(row)
    .onConflictDoNothing({ target: [projects.workspaceId, projects.id] })
    .returning()
  return made
}

type Changes = Partial<Omit<ProjectRow, 'workspaceId' | 'id' | 'createdAt'>>

export async function updateProject(
  tx: Tx,
  viewer: Viewer,
  id: string,
  version: number,
  changes: Changes,
): Promise<ProjectRow | undefined> {
  const [row] = await tx.db
    .update(projects)
    .set({ ...changes, version: sql`${projects.version} + 1`, updatedAt: sql`now()` } as never)
    .where(
      and(
        changeableBy(viewer),
        eq(projects.id, id),
        eq(projects.version, version),
        changes.deletedAt === null ? isNotNull(projects.deletedAt) : isNull(projects.deletedAt),
      ),
    )
    .returning()
  return row
}

/**
 * Holds the project that a task is in, and the one it goes to, until the transaction ends, always in
 * the order of their ids, so that two moves against each other do not wait for one another. Whoever
 * logs time or adds a task to one of them waits.
 */
export async function lockProjects(
  tx: Tx,
  viewer: Viewer,
  ids: readonly string[],
  taskId: string | null = null,
): Promise<void> {
  const list = sql.param([...ids])
  await tx.db.execute(sql`
    select from ${projects} where workspace_id = ${viewer.workspaceId}
       and (id = any(${list}::uuid[]) or id = (select project_id from ${tasks}
         where workspace_id = ${viewer.workspaceId} and id = ${taskId}::uuid))
     order by id for update`)
}

/** The next task number of a project. The row lock makes numbers follow each other without gaps. */
export async function takeTaskNumber(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<number | undefined> {
  const [row] = await tx.db
    .update(projects)
    .set({ lastTaskNumber: sql`${projects.lastTaskNumber} + 1` } as never)
    .where(
      and(
        eq(projects.workspaceId, viewer.workspaceId),
        eq(projects.id, id),
        isNull(projects.deletedAt),
      ),
    )
    .returning({ number: projects.lastTaskNumber })
  return row?.number
}

/** What keeps a project from being deleted: its tasks and everyone's minutes. */
export async function selectContents(tx: Tx, viewer: Viewer, id: string) {
  const { rows } = await tx.db.execute<{ tasks: number; minutes: number }>(sql`
    select (select count(*)::int from ${tasks} where ${tasks.workspaceId} = ${viewer.workspaceId}
              and ${tasks.projectId} = ${id} and ${tasks.deletedAt} is null) as tasks,
           coalesce((select minutes::int from projects_time(${viewer.workspaceId}::uuid, array[${id}]::uuid[], current_date)), 0) as minutes`)
  return rows[0] ?? { tasks: 0, minutes: 0 }
}
