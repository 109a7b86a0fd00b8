import { and, desc, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm'
import { type CheckinRow, visibleTo } from '../checkins/checkins.queries.ts'
import { toInstant } from '../db/instant.ts'
import { checkins, projects, tasks, users } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type Days = { from: string; to: string }

/** Visible check-ins of these days, newest first. */
export function selectRowsOf(
  tx: Tx,
  viewer: Viewer,
  { from, to }: Days,
  userId: string | undefined,
  limit: number,
): Promise<CheckinRow[]> {
  return tx.db
    .select()
    .from(checkins)
    .where(
      and(
        visibleTo(viewer),
        isNull(checkins.deletedAt),
        gte(checkins.workDate, from),
        lte(checkins.workDate, to),
        userId === undefined ? undefined : eq(checkins.userId, userId),
      ),
    )
    .orderBy(desc(checkins.workDate), desc(checkins.createdAt), desc(checkins.id))
    .limit(limit)
}

export type EntryRow = {
  id: string
  userId: string
  workDate: string
  minutes: number
  projectId: string | null
}

/** The same as numbers only: what is usual is read from them. */
export function selectEntriesOf(
  tx: Tx,
  viewer: Viewer,
  { from, to }: Days,
  userId: string | undefined,
  limit: number,
): Promise<EntryRow[]> {
  return tx.db
    .select({
      id: checkins.id,
      userId: checkins.userId,
      workDate: checkins.workDate,
      minutes: checkins.minutes,
      projectId: checkins.projectId,
    })
    .from(checkins)
    .where(
      and(
        visibleTo(viewer),
        isNull(checkins.deletedAt),
        gte(checkins.workDate, from),
        lte(checkins.workDate, to),
        userId === undefined ? undefined : eq(checkins.userId, userId),
      ),
    )
    .orderBy(desc(checkins.workDate), desc(checkins.createdAt), desc(checkins.id))
    .limit(limit)
}

/** The time zones of these people. */
export async function selectTimeZones(
  tx: Tx,
  viewer: Viewer,
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .select({ id: users.id, timeZone: users.timeZone })
    .from(users)
    .where(and(eq(users.workspaceId, viewer.workspaceId), inArray(users.id, ids)))
  return new Map(rows.map((row) => [row.id, row.timeZone]))
}

/** Those of these tasks that are done, with the instant since when. */
export async function selectClosedTasks(
  tx: Tx,
  viewer: Viewer,
  ids: string[],
): Promise<Map<string, { ref: string; closedAt: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .select({
      id: tasks.id,
      number: tasks.number,
      key: projects.key,
      closedAt: tasks.completedAt,
    })
    .from(tasks)
    .innerJoin(
      projects,
      and(eq(projects.workspaceId, tasks.workspaceId), eq(projects.id, tasks.projectId)),
    )
    .where(
      and(
        eq(tasks.workspaceId, viewer.workspaceId),
        inArray(tasks.id, ids),
        eq(tasks.status, 'done'),
        sql`${tasks.completedAt} is not null`,
      ),
    )
  return new Map(
    rows.map((row) => [
      row.id,
      { ref: `${row.key}-${row.number}`, closedAt: toInstant(row.closedAt ?? '') },
    ]),
  )
}

/** Those of these projects that are archived, and since when: the log knows, else the last change. */
export async function selectArchivedProjects(
  tx: Tx,
  viewer: Viewer,
  ids: string[],
): Promise<Map<string, { name: string; archivedAt: string }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.db.execute<{ id: string; name: string; archived_at: string }>(sql`
    select p.id, p.name, coalesce((
             select max(a.created_at) from audit_log a
               join audit_values v on v.workspace_id = a.workspace_id and v.audit_id = a.id
              where a.workspace_id = p.workspace_id and a.object_type = 'project'
                and a.object_id = p.id and 'status' = any(a.fields)
                and v.after ->> 'status' = 'archived'), p.updated_at)::text as archived_at
      from ${projects} p
     where p.workspace_id = ${viewer.workspaceId} and p.status = 'archived'
       and p.id = any(${sql.param(ids)}::uuid[])`)
  return new Map(
    rows.map((row) => [row.id, { name: row.name, archivedAt: toInstant(row.archived_at) }]),
  )
}
