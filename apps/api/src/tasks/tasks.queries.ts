import type { Task, TaskFilter } from '@worksmart/types/tasks'
import { and, desc, eq, isNotNull, isNull, lt, max, type SQL, sql } from 'drizzle-orm'
import { toInstant, toInstantOrNull } from '../db/instant.ts'
import { projects, tasks } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type TaskRow = typeof tasks.$inferSelect
export type NewTaskRow = typeof tasks.$inferInsert

/** A task with what its answer needs besides its own row. */
export type TaskFacts = { row: TaskRow; projectKey: string; loggedMinutes: number }

export function toTask({ row, projectKey, loggedMinutes }: TaskFacts): Task {
  return {
    id: row.id,
    projectId: row.projectId,
    number: row.number,
    ref: `${projectKey}-${row.number}`,
    title: row.title,
    description: row.description,
    status: row.status as Task['status'],
    assigneeId: row.assigneeId,
    creatorId: row.creatorId,
    estimateMinutes: row.estimateMinutes,
    dueOn: row.dueOn,
    position: row.position,
    completedAt: toInstantOrNull(row.completedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
    loggedMinutes,
  }
}

/** Tasks are visible to everyone in the workspace, while their project is there. */
export function visibleTo(viewer: Viewer, deleted: boolean): SQL | undefined {
  return and(
    eq(tasks.workspaceId, viewer.workspaceId),
    isNull(projects.deletedAt),
    deleted ? isNotNull(tasks.deletedAt) : isNull(tasks.deletedAt),
  )
}

/** The list of the bin holds what the caller may restore. */
function restorableBy(viewer: Viewer): SQL | undefined {
  return viewer.role === 'member' ? eq(tasks.creatorId, viewer.userId) : undefined
}

/** Changing is for its creator, its assignee, managers and admins. */
export function changeableBy(viewer: Viewer): SQL | undefined {
  const here = eq(tasks.workspaceId, viewer.workspaceId)
  if (viewer.role !== 'member') return here
  return and(here, sql`${viewer.userId}::uuid in (${tasks.creatorId}, ${tasks.assigneeId})`)
}

const sameProject = and(
  eq(projects.workspaceId, tasks.workspaceId),
  eq(projects.id, tasks.projectId),
)

export async function selectTaskPage(
  tx: Tx,
  viewer: Viewer,
  filter: TaskFilter,
  after: readonly string[] | null,
): Promise<TaskFacts[]> {
  const [key, number] = filter.ref?.split('-') ?? []
  const rows = await tx.db
    .select({ row: tasks, projectKey: projects.key })
    .from(tasks)
    .innerJoin(projects, sameProject)
    .where(
      and(
        visibleTo(viewer, filter.deleted === true),
        filter.deleted === true ? restorableBy(viewer) : undefined,
        key === undefined
          ? undefined
          : and(eq(projects.key, key), eq(tasks.number, Number(number))),
        filter.projectId === undefined ? undefined : eq(tasks.projectId, filter.projectId),
        filter.assigneeId === undefined ? undefined : eq(tasks.assigneeId, filter.assigneeId),
        filter.status === undefined ? undefined : eq(tasks.status, filter.status),
        filter.dueBefore === undefined ? undefined : lt(tasks.dueOn, filter.dueBefore),
        filter.q === undefined
          ? undefined
          : sql`${tasks.title} ilike ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}`,
        after === null
          ? undefined
          : sql`(${tasks.createdAt}, ${tasks.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(tasks.createdAt), desc(tasks.id))
    .limit(filter.limit + 1)
  return withMinutes(tx, viewer, rows)
}

export async function selectTask(
  tx: Tx,
  viewer: Viewer,
  id: string,
  deleted = false,
): Promise<TaskFacts | undefined> {
  const rows = await tx.db
    .select({ row: tasks, projectKey: projects.key })
    .from(tasks)
    .innerJoin(projects, sameProject)
    .where(and(visibleTo(viewer, deleted), eq(tasks.id, id)))
  return (await withMinutes(tx, viewer, rows))[0]
}

// A member may not read a colleague's check-ins, but everyone sees what a task cost.
async function withMinutes(
  tx: Tx,
  viewer: Viewer,
  rows: { row: TaskRow; projectKey: string }[],
): Promise<TaskFacts[]> {
  if (rows.length === 0) return []
  const ids = sql.param(rows.map(({ row }) => row.id))
  const answer = await tx.db.execute<{ task_id: string; minutes: number }>(
    sql`select task_id, minutes::int from tasks_time(${viewer.workspaceId}::uuid, ${ids}::uuid[])`,
  )
  const minutes = new Map(answer.rows.map((one) => [one.task_id, one.minutes]))
  return rows.map((one) => ({ ...one, loggedMinutes: minutes.get(one.row.id) ?? 0 }))
}

/** The last position of a column, null when it is empty. */
export async function selectLastPosition(
  tx: Tx,
  viewer: Viewer,
  projectId: string,
  status: string,
): Promise<string | null> {
  const [row] = await tx.db
    .select({ last: max(tasks.position) })
    .from(tasks)
    .where(
      and(
        eq(tasks.workspaceId, viewer.workspaceId),
        eq(tasks.projectId, projectId),
        eq(tasks.status, status),
        isNull(tasks.deletedAt),
      ),
    )
  return row?.last ?? null
}

/** Undefined when the id is there already. */
export async function insertTask(tx: Tx, row: NewTaskRow): Promise<TaskRow | undefined> {
  const [made] = await tx.db
    .insert(tasks)
    .values(row)
    .onConflictDoNothing({ target: [tasks.workspaceId, tasks.id] })
    .returning()
  return made
}

type Changes = Partial<Omit<TaskRow, 'workspaceId' | 'id' | 'createdAt'>>

export async function updateTask(
  tx: Tx,
  viewer: Viewer,
  id: string,
  version: number,
  changes: Changes,
): Promise<TaskRow | undefined> {
  const [row] = await tx.db
    .update(tasks)
    .set({ ...changes, version: sql`${tasks.version} + 1`, updatedAt: sql`now()` } as never)
    .where(
      and(
        changeableBy(viewer),
        eq(tasks.id, id),
        eq(tasks.version, version),
        changes.deletedAt === null ? isNotNull(tasks.deletedAt) : isNull(tasks.deletedAt),
      ),
    )
    .returning()
  return row
}

/** Everyone's time on a task moves to another project with it; answers how many check-ins moved. */
export async function moveTime(
  tx: Tx,
  viewer: Viewer,
  taskId: string,
  projectId: string,
): Promise<number> {
  const { rows } = await tx.db.execute<{ moved: number }>(
    sql`select move_task_time(${viewer.workspaceId}::uuid, ${taskId}::uuid, ${projectId}::uuid)::int as moved`,
  )
  return rows[0]?.moved ?? 0
}

/** Locks the row, so that what is decided about it still holds when it is written. */
export async function lockTask(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  await tx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.workspaceId, viewer.workspaceId), eq(tasks.id, id)))
    .for('update')
}
