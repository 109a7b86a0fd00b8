import type { Narrative } from '@worksmart/types/narrative'
import { and, desc, eq, sql } from 'drizzle-orm'
import { visibleTo } from '../checkins/checkins.queries.ts'
import { toInstant } from '../db/instant.ts'
import { checkins, projectNarratives, users } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { civilNow } from '../time/zoned.ts'
import type { Days } from './anomalies.queries.ts'
import type { NarrativeData, TaskLine } from './narrative-facts.ts'

export type NarrativeRow = typeof projectNarratives.$inferSelect
export type NarrativeWithAuthor = { row: NarrativeRow; authorName: string | null }

export function toNarrative({ row, authorName }: NarrativeWithAuthor): Narrative {
  return {
    id: row.id,
    projectId: row.projectId,
    authorId: row.authorId,
    authorName,
    source: row.source as Narrative['source'],
    edited: row.edited,
    from: row.fromDay,
    to: row.toDay,
    sentences: row.sentences as Narrative['sentences'],
    facts: row.facts as Narrative['facts'],
    basedOn: {
      checkinCount: row.checkinCount,
      minutes: row.minutes,
      asOf: toInstant(row.asOf),
    },
    createdAt: toInstant(row.createdAt),
  }
}

const sameAuthor = and(
  eq(users.workspaceId, projectNarratives.workspaceId),
  eq(users.id, projectNarratives.authorId),
)

export function selectNarrativePage(
  tx: Tx,
  viewer: Viewer,
  projectId: string,
  after: readonly string[] | null,
  limit: number,
): Promise<NarrativeWithAuthor[]> {
  return tx.db
    .select({ row: projectNarratives, authorName: users.name })
    .from(projectNarratives)
    .leftJoin(users, sameAuthor)
    .where(
      and(
        eq(projectNarratives.workspaceId, viewer.workspaceId),
        eq(projectNarratives.projectId, projectId),
        after === null
          ? undefined
          : sql`(${projectNarratives.createdAt}, ${projectNarratives.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(projectNarratives.createdAt), desc(projectNarratives.id))
    .limit(limit + 1)
}

export async function selectNarrative(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<NarrativeWithAuthor | undefined> {
  const [found] = await tx.db
    .select({ row: projectNarratives, authorName: users.name })
    .from(projectNarratives)
    .leftJoin(users, sameAuthor)
    .where(and(eq(projectNarratives.workspaceId, viewer.workspaceId), eq(projectNarratives.id, id)))
  return found
}

/** Undefined when the id is there already. */
export async function insertNarrative(
  tx: Tx,
  row: typeof projectNarratives.$inferInsert,
): Promise<NarrativeRow | undefined> {
  const [made] = await tx.db
    .insert(projectNarratives)
    .values(row)
    .onConflictDoNothing({ target: [projectNarratives.workspaceId, projectNarratives.id] })
    .returning()
  return made
}

/** All time on a project, everyone's: the sums are for everybody in the workspace. */
export async function selectProjectTotal(tx: Tx, viewer: Viewer, projectId: string) {
  const { rows } = await tx.db.execute<{ minutes: number; count: number }>(sql`
    select minutes::int, count::int from project_time(${viewer.workspaceId}::uuid, ${projectId}::uuid)
     where kind = 'total'`)
  return rows[0] ?? { minutes: 0, count: 0 }
}

/** The weeks that touch these days, everyone's time, the oldest first. */
export async function selectWeeks(tx: Tx, viewer: Viewer, projectId: string, { from, to }: Days) {
  const { rows } = await tx.db.execute<{ week_start: string; minutes: number }>(sql`
    select key as week_start, minutes::int from project_time(${viewer.workspaceId}::uuid, ${projectId}::uuid)
     where kind = 'week' and key::date > ${from}::date - 7 and key::date <= ${to}::date order by key`)
  return rows.map((row) => ({ weekStart: row.week_start, minutes: row.minutes }))
}

/** Time of these days by task, for who sees everybody's rows. */
export async function selectPeriod(
  tx: Tx,
  viewer: Viewer,
  project: { id: string; key: string },
  { from, to }: Days,
): Promise<NonNullable<NarrativeData['period']>> {
  const { rows } = await tx.db.execute<{
    id: string | null
    number: number | null
    title: string | null
    minutes: number
    count: number
  }>(sql`
    select t.id, t.number, t.title, sum(c.minutes)::int as minutes, count(*)::int as count
      from checkins c left join tasks t on t.workspace_id = c.workspace_id and t.id = c.task_id
     where c.workspace_id = ${viewer.workspaceId} and c.project_id = ${project.id}
       and c.deleted_at is null and c.work_date between ${from}::date and ${to}::date
     group by t.id, t.number, t.title order by 4 desc, 1`)
  return {
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
    count: rows.reduce((sum, row) => sum + row.count, 0),
    byTask: rows.flatMap(({ id, number, title, minutes }) =>
      id && title ? [{ id, ref: `${project.key}-${number}`, title, minutes }] : [],
    ),
  }
}

type TaskCells = {
  id: string
  number: number
  title: string
  status: string
  due_on: string | null
  is_done: boolean
}

/** Tasks that were done in these days, that are late, and that are blocked. */
export async function selectTaskLines(
  tx: Tx,
  viewer: Viewer,
  project: { id: string; key: string },
  { from, to }: Days,
  now: Date,
): Promise<Pick<NarrativeData, 'done' | 'overdue' | 'blocked'>> {
  const { today } = civilNow(now, viewer.timeZone)
  const { rows } = await tx.db.execute<TaskCells>(sql`
    select id, number, title, status, due_on::text as due_on, status = 'done' as is_done
      from tasks
     where workspace_id = ${viewer.workspaceId} and project_id = ${project.id} and deleted_at is null
       and (status = 'blocked' or (status <> 'done' and due_on < ${today}::date)
         or (status = 'done' and (completed_at at time zone ${viewer.timeZone})::date
           between ${from}::date and ${to}::date))
     order by number limit 100`)
  const line = ({ id, number, title }: TaskCells): TaskLine => ({
    id,
    ref: `${project.key}-${number}`,
    title,
  })
  return {
    done: rows.filter((row) => row.is_done).map(line),
    blocked: rows.filter((row) => row.status === 'blocked').map(line),
    overdue: rows.flatMap((row) =>
      !row.is_done && row.due_on !== null && row.due_on < today
        ? [{ ...line(row), dueOn: row.due_on }]
        : [],
    ),
  }
}

/** Visible check-ins of these days that carry the tag `decision`. */
export async function selectDecisions(
  tx: Tx,
  viewer: Viewer,
  projectId: string,
  { from, to }: Days,
): Promise<NarrativeData['decisions']> {
  return tx.db
    .select({ id: checkins.id, text: checkins.activity, workDate: checkins.workDate })
    .from(checkins)
    .where(
      and(
        visibleTo(viewer),
        eq(checkins.projectId, projectId),
        sql`${checkins.deletedAt} is null`,
        sql`${checkins.workDate} between ${from}::date and ${to}::date`,
        sql`${checkins.tags} && array['decision', 'decisions']`,
      ),
    )
    .orderBy(desc(checkins.workDate), desc(checkins.id))
    .limit(10)
}

/** Visible documents that were linked to the project or to a task of it in these days. */
export async function selectNewDocuments(
  tx: Tx,
  viewer: Viewer,
  projectId: string,
  { from, to }: Days,
): Promise<NarrativeData['documents']> {
  const { rows } = await tx.db.execute<{ id: string; name: string }>(sql`
    select d.id, d.name from documents d
     where d.workspace_id = ${viewer.workspaceId} and d.deleted_at is null and d.status = 'ready'
       and d.id in (select l.document_id from document_links l
         left join tasks t on t.workspace_id = l.workspace_id and t.id = l.task_id
          where l.workspace_id = ${viewer.workspaceId}
            and coalesce(l.project_id, t.project_id) = ${projectId}
            and (l.created_at at time zone ${viewer.timeZone})::date
              between ${from}::date and ${to}::date)
     order by d.created_at desc, d.id desc limit 5`)
  return rows
}
