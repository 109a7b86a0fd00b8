// What is due to go for good. The policies of `ws_jobs` repeat each limit.

import type { Pool } from '../db/connect.ts'

export type Purged = { table: 'checkins' | 'tasks' | 'projects'; objectType: string }

/** In this order: what points at a row goes before it. */
export const purged: readonly Purged[] = [
  { table: 'checkins', objectType: 'checkin' },
  { table: 'tasks', objectType: 'task' },
  { table: 'projects', objectType: 'project' },
]

// A row that something else still points at waits for the next run.
const due = {
  checkins: "deleted_at < now() - interval '30 days'",
  tasks: `deleted_at < now() - interval '30 days' and not exists (
    select from checkins c where c.workspace_id = tasks.workspace_id and c.task_id = tasks.id)`,
  projects: `deleted_at < now() - interval '1 year' and not exists (
    select from tasks t where t.workspace_id = projects.workspace_id and t.project_id = projects.id)
    and not exists (select from checkins c
      where c.workspace_id = projects.workspace_id and c.project_id = projects.id)`,
}

export async function selectWorkspaceIds(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from workspaces order by id')
  return rows.map((row) => row.id)
}

/** Ids that are due in one workspace, at most `limit`. */
export async function selectDue(
  pool: Pool,
  workspaceId: string,
  table: Purged['table'],
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from ${table} where workspace_id = $1 and ${due[table]} order by id limit $2`,
    [workspaceId, limit],
  )
  return rows.map((row) => row.id)
}

/**
 * Removes these rows, the links and search chunks that hang on them, and writes one line of the log
 * for each, in one statement. Answers how many went: a row that was restored meanwhile stays.
 */
export async function deleteDue(
  pool: Pool,
  workspaceId: string,
  { table, objectType }: Purged,
  rows: readonly { id: string; auditId: string }[],
): Promise<number> {
  const { rowCount } = await pool.query(
    // The row goes first and says which of its links go: one that was restored meanwhile keeps them.
    `with gone as (
       delete from ${table}
        where workspace_id = $1 and id = any($2::uuid[]) and ${due[table]} returning id
     ), links as (
       delete from document_links l using gone
        where l.workspace_id = $1 and l.${objectType}_id = gone.id
     ), chunks as (
       delete from search_chunks s using gone
        where s.workspace_id = $1 and s.owner_type = $4 and s.owner_id = gone.id
     )
     insert into audit_log (workspace_id, id, actor_role, action, object_type, object_id)
     select $1, a.audit_id, 'system', $4 || '.purged', $4, gone.id
       from gone join unnest($2::uuid[], $3::uuid[]) as a (id, audit_id) on a.id = gone.id`,
    [workspaceId, rows.map((row) => row.id), rows.map((row) => row.auditId), objectType],
  )
  return rowCount ?? 0
}
