// The rows that a person's filters leave, and the rows themselves for an answer: both under the
// predicate of their own lists, so that search finds nothing that a list would not show.

import type { SearchType } from '@worksmart/types/search'
import { and, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { visibleTo as visibleCheckins } from '../checkins/checkins.queries.ts'
import { checkins, documentLinks, documents, projects, tasks } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { visibleTo as visibleDocuments } from '../documents/documents.queries.ts'
import type { Wish } from './search-wish.ts'

export type Found = {
  type: SearchType
  id: string
  title: string
  /** What the snippet is taken from when no piece of the index is nearer. */
  body: string
  ref: string | null
  projectId: string | null
  taskId: string | null
  userId: string | null
  workDate: string | null
  minutes: number | null
  tags: string[]
  status: string | null
  updatedAt: string
}

const isAny = (column: AnyPgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${sql.param([...ids])}::uuid[])`

const within = (column: SQL, { from, to }: Wish) =>
  and(
    from === null ? undefined : sql`${column} >= ${from}::date`,
    to === null ? undefined : sql`${column} <= ${to}::date`,
  )

const changedOn = (column: unknown, viewer: Viewer) =>
  sql`(${column} at time zone ${viewer.timeZone})::date`

/** Rows of one type that the filters leave, newest first; with `ids`, only those of them. */
export function selectFound(
  tx: Tx,
  viewer: Viewer,
  type: SearchType,
  wish: Wish,
  { ids, limit }: { ids: readonly string[] | null; limit: number },
): Promise<Found[]> {
  return selects[type](tx, viewer, wish, ids, limit)
}

type Select = (
  tx: Tx,
  viewer: Viewer,
  wish: Wish,
  ids: readonly string[] | null,
  limit: number,
) => Promise<Found[]>

const nothing = {
  body: '',
  ref: null,
  projectId: null,
  taskId: null,
  userId: null,
  workDate: null,
  minutes: null,
  tags: [],
  status: null,
}

const selectCheckins: Select = async (tx, viewer, wish, ids, limit) => {
  const rows = await tx.db
    .select()
    .from(checkins)
    .where(
      and(
        visibleCheckins(viewer),
        isNull(checkins.deletedAt),
        ids === null ? undefined : isAny(checkins.id, ids),
        wish.userId === null ? undefined : eq(checkins.userId, wish.userId),
        wish.projectIds.length === 0 ? undefined : isAny(checkins.projectId, wish.projectIds),
        wish.taskIds.length === 0 ? undefined : isAny(checkins.taskId, wish.taskIds),
        wish.tags.length === 0
          ? undefined
          : sql`${checkins.tags} @> ${sql.param(wish.tags)}::text[]`,
        wish.minMinutes === null ? undefined : sql`${checkins.minutes} >= ${wish.minMinutes}`,
        wish.maxMinutes === null ? undefined : sql`${checkins.minutes} <= ${wish.maxMinutes}`,
        within(sql`${checkins.workDate}`, wish),
      ),
    )
    .orderBy(desc(checkins.workDate), desc(checkins.createdAt), desc(checkins.id))
    .limit(limit)
  return rows.map((row) => ({
    ...nothing,
    type: 'checkin',
    id: row.id,
    title: row.activity,
    body: row.activity,
    projectId: row.projectId,
    taskId: row.taskId,
    userId: row.userId,
    workDate: row.workDate,
    minutes: row.minutes,
    tags: row.tags,
    updatedAt: row.updatedAt,
  }))
}

const selectTasks: Select = async (tx, viewer, wish, ids, limit) => {
  const rows = await tx.db
    .select({ row: tasks, key: projects.key })
    .from(tasks)
    .innerJoin(
      projects,
      and(eq(projects.workspaceId, tasks.workspaceId), eq(projects.id, tasks.projectId)),
    )
    .where(
      and(
        eq(tasks.workspaceId, viewer.workspaceId),
        isNull(tasks.deletedAt),
        isNull(projects.deletedAt),
        ids === null ? undefined : isAny(tasks.id, ids),
        wish.userId === null ? undefined : eq(tasks.assigneeId, wish.userId),
        wish.projectIds.length === 0 ? undefined : isAny(tasks.projectId, wish.projectIds),
        wish.taskIds.length === 0 ? undefined : isAny(tasks.id, wish.taskIds),
        within(changedOn(tasks.updatedAt, viewer), wish),
      ),
    )
    .orderBy(desc(tasks.updatedAt), desc(tasks.id))
    .limit(limit)
  return rows.map(({ row, key }) => ({
    ...nothing,
    type: 'task',
    id: row.id,
    title: row.title,
    body: row.description || row.title,
    ref: `${key}-${row.number}`,
    projectId: row.projectId,
    taskId: row.id,
    userId: row.assigneeId,
    status: row.status,
    updatedAt: row.updatedAt,
  }))
}

const selectProjects: Select = async (tx, viewer, wish, ids, limit) => {
  // A task is no project, but its own project is what a person may mean.
  if (wish.taskIds.length > 0) return []
  const rows = await tx.db
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, viewer.workspaceId),
        isNull(projects.deletedAt),
        ids === null ? undefined : isAny(projects.id, ids),
        wish.userId === null ? undefined : eq(projects.ownerId, wish.userId),
        wish.projectIds.length === 0 ? undefined : isAny(projects.id, wish.projectIds),
        within(changedOn(projects.updatedAt, viewer), wish),
      ),
    )
    .orderBy(desc(projects.updatedAt), desc(projects.id))
    .limit(limit)
  return rows.map((row) => ({
    ...nothing,
    type: 'project',
    id: row.id,
    title: row.name,
    body: row.description || row.name,
    ref: row.key,
    projectId: row.id,
    userId: row.ownerId,
    status: row.status,
    updatedAt: row.updatedAt,
  }))
}

const selectDocuments: Select = async (tx, viewer, wish, ids, limit) => {
  const linkedTo = (targets: SQL | undefined) =>
    sql`${documents.id} in (select ${documentLinks.documentId} from ${documentLinks}
      left join ${tasks} on ${tasks.workspaceId} = ${documentLinks.workspaceId}
        and ${tasks.id} = ${documentLinks.taskId}
      where ${documentLinks.workspaceId} = ${viewer.workspaceId} and ${targets})`
  const rows = await tx.db
    .select()
    .from(documents)
    .where(
      and(
        visibleDocuments(viewer),
        isNull(documents.deletedAt),
        eq(documents.status, 'ready'),
        ids === null ? undefined : isAny(documents.id, ids),
        wish.userId === null ? undefined : eq(documents.uploaderId, wish.userId),
        wish.projectIds.length === 0
          ? undefined
          : linkedTo(
              or(
                isAny(documentLinks.projectId, wish.projectIds),
                isAny(tasks.projectId, wish.projectIds),
              ),
            ),
        wish.taskIds.length === 0 ? undefined : linkedTo(isAny(documentLinks.taskId, wish.taskIds)),
        within(changedOn(documents.updatedAt, viewer), wish),
      ),
    )
    .orderBy(desc(documents.updatedAt), desc(documents.id))
    .limit(limit)
  return rows.map((row) => ({
    ...nothing,
    type: 'document',
    id: row.id,
    title: row.name,
    body: row.name,
    userId: row.uploaderId,
    status: row.status,
    updatedAt: row.updatedAt,
  }))
}

const selects: Record<SearchType, Select> = {
  checkin: selectCheckins,
  task: selectTasks,
  project: selectProjects,
  document: selectDocuments,
}
