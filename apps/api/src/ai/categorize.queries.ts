import type { HistoryRow } from '@worksmart/types/inference/categorize'
import { limits } from '@worksmart/types/limits'
import { and, desc, eq, isNull, notInArray, type SQL, sql } from 'drizzle-orm'
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
 * Confirmed check-ins that the viewer may see, newest first, at most 500: those whose words are like
 * this activity, and the newest beside them. Alone, the newest were measured to name the right
 * project less often (docs/evaluation.md). Vectors are those of one model; rows of another have none.
 */
export async function selectHistoryRows(
  tx: Tx,
  viewer: Viewer,
  activity: string,
): Promise<{ rows: HistoryRow[]; vectorModel: string | null }> {
  const { rows } = await tx.db.execute<HistoryCells>(sql`
    select c.id, c.activity, c.tags, c.project_id, c.task_id,
           c.user_id = ${viewer.userId}::uuid as is_own, c.work_date::text as work_date,
           s.model, s.embedding
      from ((${newest(viewer, isOwn(viewer), 150)})
        ${teamOf(viewer, 50)}
        union (${alike(viewer, activity)})) c
      left join search_chunks s on s.workspace_id = ${viewer.workspaceId}
       and s.owner_type = 'checkin' and s.owner_id = c.id and s.chunk_no = 0
     order by c.created_at desc, c.id desc limit 500`)
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

export type Uses = Record<'task' | 'project' | 'tag', Map<string, { own: number; team: number }>>

type UseCells = { kind: keyof Uses; value: string; is_own: boolean; weight: number }

/** How often each value was used in the newest rows, fading to a half in `halfLifeDays`. */
export async function selectUses(
  tx: Tx,
  viewer: Viewer,
  today: string,
  halfLifeDays: number,
): Promise<Uses> {
  const { rows } = await tx.db.execute<UseCells>(sql`
    with used as (
      select c.task_id, c.project_id, c.tags, c.user_id = ${viewer.userId}::uuid as is_own,
             power(2, -greatest(0, ${today}::date - c.work_date) / ${halfLifeDays}::float8) as weight
        from ((${newest(viewer, isOwn(viewer), 2000)}) ${teamOf(viewer, 500)}) c
    ), named as (
      select 'task' as kind, task_id::text as value, is_own, weight from used
      union all select 'project', project_id::text, is_own, weight from used
      union all select 'tag', unnest(tags), is_own, weight from used
    )
    select kind, value, is_own, round(sum(weight)::numeric, 3)::float8 as weight
      from named where value is not null group by 1, 2, 3`)
  const uses: Uses = { task: new Map(), project: new Map(), tag: new Map() }
  for (const { kind, value, is_own: own, weight } of rows) {
    const so = uses[kind].get(value) ?? { own: 0, team: 0 }
    so[own ? 'own' : 'team'] += weight
    uses[kind].set(value, so)
  }
  return uses
}

const isOwn = (viewer: Viewer) => sql`user_id = ${viewer.userId}::uuid`
// What a person who switched AI off has typed teaches nobody.
const isTheirs = (viewer: Viewer) =>
  sql`user_id in (select id from users where workspace_id = ${viewer.workspaceId}
    and id <> ${viewer.userId}::uuid and ai_enabled)`

const historyColumns = sql`id, activity, tags, project_id, task_id, user_id, work_date, created_at`

function newest(viewer: Viewer, whose: SQL, rows: number) {
  return sql`select ${historyColumns} from ${checkins}
    where workspace_id = ${viewer.workspaceId} and ${whose}
      and deleted_at is null order by created_at desc, id desc limit ${rows}`
}

function teamOf(viewer: Viewer, rows: number): SQL {
  return viewer.role === 'member' ? sql`` : sql`union (${newest(viewer, isTheirs(viewer), rows)})`
}

/** Up to 300 rows that share a word with the activity, or look like it. */
function alike(viewer: Viewer, activity: string): SQL {
  const words = [...new Set(activity.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [])].slice(0, 20)
  // Letters and digits only, so nothing of them is read as an operator.
  const query = words.map((word) => `'${word}'`).join(' | ')
  const whose =
    viewer.role === 'member' ? isOwn(viewer) : sql`(${isOwn(viewer)} or ${isTheirs(viewer)})`
  return sql`select ${historyColumns} from ${checkins}
    where workspace_id = ${viewer.workspaceId} and deleted_at is null and ${whose} and id in (
      select owner_id from (
        select owner_id, rank from search_words(${viewer.workspaceId}::uuid, ${query}, '{checkin}')
        union all
        select owner_id, rank from search_parts(${viewer.workspaceId}::uuid, ${cut(activity, 200)}, '{checkin}')
      ) f group by owner_id order by max(rank) desc, owner_id limit 300)`
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
