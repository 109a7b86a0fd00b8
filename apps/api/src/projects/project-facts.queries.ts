import type { ProjectFacts, ProjectSummary } from '@worksmart/types/projects'
import { sql } from 'drizzle-orm'
import type { Prepared, TextRow, Tx, Viewer } from '../db/with-actor.ts'
import { addDays } from '../time/weeks.ts'

/** The figures of the projects table for one page of projects, in one statement. */
export async function selectFacts(
  tx: Tx,
  viewer: Viewer,
  ids: readonly string[],
  weekStart: string,
): Promise<Map<string, ProjectFacts>> {
  if (ids.length === 0) return new Map()
  const list = sql.param([...ids])
  const { rows } = await tx.db.execute<{
    id: string
    minutes: number
    this_week: number
    last_day: string | null
    open: number
  }>(sql`
    select p.id, coalesce(t.minutes, 0)::int as minutes, coalesce(t.minutes_this_week, 0)::int as this_week,
           t.last_day::text as last_day, coalesce(o.open, 0)::int as open
      from unnest(${list}::uuid[]) as p(id)
      left join projects_time(${viewer.workspaceId}::uuid, ${list}::uuid[], ${weekStart}::date) t on t.project_id = p.id
      left join (select project_id, count(*) as open from tasks
                  where workspace_id = ${viewer.workspaceId} and project_id = any(${list}::uuid[])
                    and deleted_at is null and status <> 'done' group by project_id) o on o.project_id = p.id`)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        minutes: row.minutes,
        minutesThisWeek: row.this_week,
        openTasks: row.open,
        lastWorkDate: row.last_day,
      },
    ]),
  )
}

/** Everything of a summary in one statement: rows of (kind, key, text, text, number, number, day). */
export function selectSummary(
  viewer: Viewer,
  projectId: string,
  today: string,
  weekStart: string,
): Prepared {
  const own = viewer.role === 'member'
  return {
    name: `project_summary_${own ? 'own' : 'all'}`,
    text: `
      with spent as materialized (select * from project_time($1, $2)),
      open as (select id, number, title, status, estimate_minutes, due_on, completed_at from tasks
                where workspace_id = $1 and project_id = $2 and deleted_at is null)
      select kind, key, null, null, minutes, count, last_day from spent where kind in ('total', 'week', 'tag')
      union all
      select 'task', coalesce(s.key, o.id::text), o.number::text, o.title, coalesce(s.minutes, 0), o.estimate_minutes, null
        from open o full join (select * from spent where kind = 'task') s on s.key = o.id::text
       where s.key is not null or s.minutes is not null or o.estimate_minutes is not null
      union all
      select 'person', user_id::text, null, null, sum(minutes), count(*), null from checkins
       where workspace_id = $1 and project_id = $2 and deleted_at is null ${own ? 'and user_id = $5' : 'and $5::uuid is not null'}
       group by user_id
      union all
      select 'status', status, null, null, count(*),
             count(*) filter (where status <> 'done' and due_on < $3::date), null
        from open group by status
      union all
      select 'done_this_week', null, null, null, count(*), 0, null from open
       where status = 'done' and (completed_at at time zone $6)::date between $4::date and $4::date + 6
      union all
      select 'documents', null, null, null, count(*), 0, null
        from documents where workspace_id = $1 and deleted_at is null and id in (
          select document_id from document_links where workspace_id = $1 and project_id = $2
          union all
          select l.document_id from open join document_links l on l.workspace_id = $1 and l.task_id = open.id)`,
    values: [viewer.workspaceId, projectId, today, weekStart, viewer.userId, viewer.timeZone],
  }
}

type Known = { id: string; key: string; budgetMinutes: number | null }

/** Folds the rows of `selectSummary`; weeks without time are there with 0. */
export function foldSummary(
  project: Known,
  rows: readonly TextRow[],
  weekStart: string,
): ProjectSummary {
  const weeks = new Map<string, number>()
  const summary: ProjectSummary = {
    projectId: project.id,
    minutes: 0,
    count: 0,
    minutesThisWeek: 0,
    minutesLastWeek: 0,
    byWeek: [],
    byPerson: [],
    byTag: [],
    byTask: [],
    estimateMinutes: 0,
    loggedOnEstimated: 0,
    budgetMinutes: project.budgetMinutes,
    tasks: { todo: 0, inProgress: 0, blocked: 0, done: 0, overdue: 0, doneThisWeek: 0 },
    lastWorkDate: null,
    documents: 0,
  }
  for (const [kind, key, number, title, first, second, day] of rows) {
    const minutes = Number(first)
    const count = Number(second)
    if (kind === 'total') Object.assign(summary, { minutes, count, lastWorkDate: day })
    else if (kind === 'week') weeks.set(key ?? '', minutes)
    else if (kind === 'tag') summary.byTag.push({ tag: key ?? '', minutes, count })
    else if (kind === 'person') summary.byPerson.push({ userId: key ?? '', minutes, count })
    else if (kind === 'task') addTask(summary, project.key, { key, number, title, first, second })
    else if (kind === 'status') addStatus(summary, key ?? '', minutes, count)
    else if (kind === 'done_this_week') summary.tasks.doneThisWeek = minutes
    else summary.documents = minutes
  }
  for (let back = 25; back >= 0; back--) {
    const week = addDays(weekStart, -7 * back)
    summary.byWeek.push({ weekStart: week, minutes: weeks.get(week) ?? 0 })
  }
  summary.minutesThisWeek = weeks.get(weekStart) ?? 0
  summary.minutesLastWeek = weeks.get(addDays(weekStart, -7)) ?? 0
  summary.byTag.sort(byMinutes((row) => row.tag))
  summary.byPerson.sort(byMinutes((row) => row.userId))
  summary.byTask.sort(byMinutes((row) => row.taskId ?? ''))
  return summary
}

function byMinutes<Row extends { minutes: number }>(nameOf: (row: Row) => string) {
  return (a: Row, b: Row) => b.minutes - a.minutes || (nameOf(a) < nameOf(b) ? -1 : 1)
}

type Cell = string | null | undefined
type TaskCells = Record<'key' | 'number' | 'title' | 'first' | 'second', Cell>

function addTask(summary: ProjectSummary, projectKey: string, cells: TaskCells): void {
  const estimateMinutes = cells.second ? Number(cells.second) : null
  summary.byTask.push({
    taskId: cells.key ?? null,
    ref: cells.number ? `${projectKey}-${cells.number}` : null,
    title: cells.title ?? null,
    minutes: Number(cells.first),
    estimateMinutes,
  })
  if (estimateMinutes === null) return
  summary.estimateMinutes += estimateMinutes
  summary.loggedOnEstimated += Number(cells.first)
}

const statusKeys = {
  todo: 'todo',
  in_progress: 'inProgress',
  blocked: 'blocked',
  done: 'done',
} as const

function addStatus(summary: ProjectSummary, status: string, count: number, overdue: number): void {
  summary.tasks[statusKeys[status as keyof typeof statusKeys]] = count
  summary.tasks.overdue += overdue
}
