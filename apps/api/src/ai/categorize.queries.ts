import type { HistoryRow } from '@worksmart/types/inference/categorize'
import { limits } from '@worksmart/types/limits'
import { and, desc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { checkins, projects, tasks } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

const described = 2000
/** What the service takes of one row's tags. */
const tagsSent = 20

const cut = (text: string, most: number) => [...text].slice(0, most).join('')

/** Projects that time can go to, the newest first. */
export async function selectCandidateProjects(tx: Tx, viewer: Viewer) {
  const rows = await tx.db
    .select({
      id: projects.id,
      key: projects.key,
      name: projects.name,
      description: projects.description,
    })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, viewer.workspaceId),
        isNull(projects.deletedAt),
        notInArray(projects.status, ['archived', 'done']),
      ),
    )
    .orderBy(desc(projects.createdAt), desc(projects.id))
    .limit(500)
  return rows.map((row) => ({ ...row, description: cut(row.description, described) }))
}

/** Open tasks: the caller's own, those used of late, and the newest. */
export async function selectCandidateTasks(tx: Tx, viewer: Viewer, usedIds: readonly string[]) {
  const isMine = sql<boolean>`coalesce(${tasks.assigneeId} = ${viewer.userId}::uuid, false)`
  const isUsed = sql<boolean>`${tasks.id} = any(${sql.param([...usedIds])}::uuid[])`
  const rows = await tx.db
    .select({
      id: tasks.id,
      number: tasks.number,
      title: tasks.title,
      description: tasks.description,
      status: tasks.status,
      projectId: tasks.projectId,
      projectKey: projects.key,
      projectName: projects.name,
      isMine,
    })
    .from(tasks)
    .innerJoin(
      projects,
      and(eq(projects.workspaceId, tasks.workspaceId), eq(projects.id, tasks.projectId)),
    )
    .where(
      and(
        eq(tasks.workspaceId, viewer.workspaceId),
        isNull(tasks.deletedAt),
        sql`${tasks.status} <> 'done'`,
        isNull(projects.deletedAt),
        notInArray(projects.status, ['archived', 'done']),
      ),
    )
    .orderBy(desc(isUsed), desc(isMine), desc(tasks.createdAt), desc(tasks.id))
    .limit(200)
  return rows.map(({ number, status, projectKey, ...row }) => ({
    ...row,
    ref: `${projectKey}-${number}`,
    description: cut(row.description, described),
    isInProgress: status === 'in_progress',
  }))
}

type HistoryCells = {
  id: string
  activity: string
  tags: string[]
  project_id: string | null
  task_id: string | null
  is_own: boolean
  work_date: string
  model: string | null
  embedding: Buffer | null
}

/**
 * Confirmed check-ins that the viewer may see, newest first: 400 of their own and, for managers and
 * admins, 100 of the team. Vectors are those of one model; rows of another have none.
 */
export async function selectHistoryRows(
  tx: Tx,
  viewer: Viewer,
): Promise<{ rows: HistoryRow[]; vectorModel: string | null }> {
  // What a person who switched AI off has typed teaches nobody.
  const theirs = sql`user_id in (select id from users where workspace_id = ${viewer.workspaceId}
    and id <> ${viewer.userId}::uuid and ai_enabled)`
  const own = newest(viewer, sql`user_id = ${viewer.userId}::uuid`, 400)
  const team = viewer.role === 'member' ? sql`` : sql`union all (${newest(viewer, theirs, 100)})`
  const { rows } = await tx.db.execute<HistoryCells>(sql`
    select c.id, c.activity, c.tags, c.project_id, c.task_id,
           c.user_id = ${viewer.userId}::uuid as is_own, c.work_date::text as work_date,
           s.model, s.embedding
      from ((${own}) ${team}) c
      left join search_chunks s on s.workspace_id = ${viewer.workspaceId}
       and s.owner_type = 'checkin' and s.owner_id = c.id and s.chunk_no = 0
     order by c.created_at desc, c.id desc`)
  const vectorModel = rows.find((row) => row.embedding !== null)?.model ?? null
  return {
    vectorModel,
    rows: rows.map((row) => ({
      id: row.id,
      text: cut(row.activity, limits.line),
      tags: row.tags.slice(0, tagsSent),
      projectId: row.project_id,
      taskId: row.task_id,
      isOwn: row.is_own,
      workDate: row.work_date,
      vector: row.embedding && row.model === vectorModel ? row.embedding.toString('base64') : null,
    })),
  }
}

function newest(viewer: Viewer, whose: ReturnType<typeof sql>, rows: number) {
  return sql`select id, activity, tags, project_id, task_id, user_id, work_date, created_at
    from ${checkins} where workspace_id = ${viewer.workspaceId} and ${whose}
     and deleted_at is null order by created_at desc, id desc limit ${rows}`
}

/** `kind:value` of what the viewer dismissed twice for this pattern. */
export async function selectEndedValues(
  tx: Tx,
  viewer: Viewer,
  pattern: string,
): Promise<Set<string>> {
  const { rows } = await tx.db.execute<{ kind: string; value: string }>(sql`
    select kind, value #>> '{}' as value from ai_feedback
     where workspace_id = ${viewer.workspaceId} and user_id = ${viewer.userId}
       and kind in ('task', 'project', 'tag') and context_hash = ${pattern} and outcome = 'dismissed'
     group by 1, 2 having count(*) >= 2`)
  return new Set(rows.map((row) => `${row.kind}:${row.value}`))
}
