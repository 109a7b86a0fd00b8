// What is erased of a person, table by table. The policies of `ws_jobs` allow it only while an
// erasure of that person is open.

import type { Pool } from '../db/connect.ts'

export type OpenErasure = { workspaceId: string; id: string; userId: string }

/** What stands where a person's words were. */
export const erasedActivity = 'Erased entry'
export const erasedName = 'Erased person'

/** A pool, or a client of it inside a transaction. */
type Client = Pick<Pool, 'query'>

export async function selectOpenErasures(client: Client): Promise<OpenErasure[]> {
  const { rows } = await client.query<OpenErasure>(
    `select workspace_id as "workspaceId", id, user_id as "userId" from erasures
      where done_at is null order by created_at, id limit 100`,
  )
  return rows
}

/**
 * Time stays with its minutes, day, tags and project, because the team's totals and bills stand on
 * it; who did it and what they wrote goes. $1 is the workspace, $2 the person.
 */
const steps: readonly [name: string, sql: string][] = [
  [
    'auditValues',
    `delete from audit_values v using audit_log a
      where v.workspace_id = $1 and a.workspace_id = $1 and a.id = v.audit_id
        and ((a.actor_id = $2 and a.object_type not in ('project', 'task'))
          or (a.object_type = 'user' and a.object_id = $2)
          or (a.object_type = 'checkin' and a.object_id in
            (select id from checkins where workspace_id = $1 and user_id = $2)))`,
  ],
  [
    'searchChunks',
    `delete from search_chunks where workspace_id = $1 and (user_id = $2
       or (owner_type = 'checkin' and owner_id in
         (select id from checkins where workspace_id = $1 and user_id = $2)))`,
  ],
  [
    'checkins',
    `update checkins set text = null, activity = '${erasedActivity}', started_at = null,
            ended_at = null, time_zone = null, source_id = null, updated_at = now(),
            version = version + 1
      where workspace_id = $1 and user_id = $2
        and (text is not null or activity <> '${erasedActivity}' or source_id is not null
          or started_at is not null)`,
  ],
  ['aiFeedback', 'delete from ai_feedback where workspace_id = $1 and user_id = $2'],
  ['idempotencyKeys', 'delete from idempotency_keys where workspace_id = $1 and user_id = $2'],
  // Who is erased is switched off, so no token of theirs is taken without these either.
  ['endedSessions', 'delete from ended_sessions where workspace_id = $1 and user_id = $2'],
  ['uploads', 'delete from uploads where workspace_id = $1 and user_id = $2'],
  [
    'tasks',
    `update tasks set assignee_id = null, updated_at = now(), version = version + 1
      where workspace_id = $1 and assignee_id = $2`,
  ],
  [
    'projects',
    `update projects set owner_id = null, updated_at = now(), version = version + 1
      where workspace_id = $1 and owner_id = $2`,
  ],
  [
    // What was published stays with its project, without the name of who wrote it.
    'narratives',
    'update project_narratives set author_id = null where workspace_id = $1 and author_id = $2',
  ],
  [
    // What is linked to a project or a task is the team's; the rest goes with its object, which is
    // the sweep's work as soon as it is due.
    'documents',
    `update documents d set deleted_at = least(coalesce(d.deleted_at, now()), now() - interval '31 days'),
            updated_at = now(), version = d.version + 1
      where d.workspace_id = $1 and d.uploader_id = $2
        and coalesce(d.deleted_at, now()) > now() - interval '30 days'
        and not exists (select from document_links l where l.workspace_id = $1
          and l.document_id = d.id and l.checkin_id is null)`,
  ],
  [
    'users',
    `update users set name = '${erasedName}', email = 'erased-' || id || '@erased.invalid',
            clerk_user_id = null, time_zone = 'UTC', active = false, updated_at = now(),
            version = version + 1
      where workspace_id = $1 and id = $2 and name <> '${erasedName}'`,
  ],
]

/** Erases what can go now; answers how many rows of each table changed. */
export async function erasePerson(
  client: Client,
  { workspaceId, userId }: OpenErasure,
): Promise<Record<string, number>> {
  const report: Record<string, number> = {}
  for (const [name, sql] of steps) {
    const { rowCount } = await client.query(sql, [workspaceId, userId])
    report[name] = rowCount ?? 0
  }
  return report
}

/** Done once no document of theirs waits for the sweep any more. */
export async function finishErasure(
  client: Client,
  { workspaceId, id, userId }: OpenErasure,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update erasures set done_at = now(), updated_at = now()
      where workspace_id = $1 and id = $3 and done_at is null
        and not exists (select from documents d where d.workspace_id = $1 and d.uploader_id = $2
          and d.deleted_at is not null)`,
    [workspaceId, userId, id],
  )
  return (rowCount ?? 0) > 0
}
