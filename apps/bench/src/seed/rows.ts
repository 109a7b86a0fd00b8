import type pg from 'pg'
import {
  foreignPeople,
  foreignShare,
  foreignWorkspaceId,
  largeProjectEvery,
  largeProjectId,
  largeProjectTasks,
  lastDay,
  peopleOf,
  projectCount,
  projectId,
  taskId,
  workspaceId,
  years,
} from '../fixture.ts'
import { details, objects, rareTag, tags, verbs } from '../words.ts'

/** Fills the measured workspace, and a second one that nothing measured may see. */
export async function insertMeasured(
  client: pg.Client,
  size: { rows: number; users: number },
): Promise<void> {
  const people = peopleOf(size.users)
  await insertWorkspace(client, workspaceId, 'Measured', people)
  await insertWorkspace(client, foreignWorkspaceId, 'Somebody else', foreignPeople)
  const projects = Array.from({ length: projectCount }, (_, i) => projectId(i + 1))
  await client.query(
    `insert into projects (workspace_id, id, key, name)
     select $1, id, 'P' || n, 'Project ' || n from unnest($2::uuid[]) with ordinality as p(id, n)`,
    [workspaceId, [...projects, largeProjectId]],
  )
  await insertTasks(client, people)
  await insertCheckins(client, {
    workspace: workspaceId,
    rows: size.rows,
    people: people.map(({ id }) => id),
    projects,
    salt: 0,
  })
  await insertCheckins(client, {
    workspace: foreignWorkspaceId,
    rows: Math.round(size.rows * foreignShare),
    people: foreignPeople.map(({ id }) => id),
    projects: [],
    salt: 9,
  })
}

export async function insertWorkspace(
  client: pg.Client,
  workspace: string,
  name: string,
  people: readonly { id: string; role: string }[],
): Promise<void> {
  await client.query('insert into workspaces (id, name) values ($1, $2)', [workspace, name])
  await client.query(
    `insert into users (workspace_id, id, email, name, role)
     select $1, id, 'person-' || right(id::text, 6) || '@example.com', 'Person ' || right(id::text, 6), role
       from jsonb_to_recordset($2) as p(id uuid, role text)`,
    [workspace, JSON.stringify(people)],
  )
}

async function insertTasks(client: pg.Client, people: readonly { id: string }[]): Promise<void> {
  await client.query(
    `insert into tasks (workspace_id, id, project_id, number, title, status, assignee_id, creator_id,
       estimate_minutes, due_on, position, completed_at)
     select $1, id, $2, n, 'Task ' || n, (array['todo', 'in_progress', 'blocked', 'done'])[1 + n % 4],
       ($3::uuid[])[1 + n % $4::int], ($3::uuid[])[1], case when n % 3 > 0 then 60 * n end,
       $5::date + (n % 60 - 30)::int, 'a' || n,
       case when n % 4 = 3 then $5::date - (n % 60) * interval '1 day' end
     from unnest($6::uuid[]) with ordinality as t(id, n)`,
    [
      workspaceId,
      largeProjectId,
      people.map(({ id }) => id),
      people.length,
      lastDay,
      Array.from({ length: largeProjectTasks }, (_, i) => taskId(i + 1)),
    ],
  )
}

type CheckinRows = {
  workspace: string
  rows: number
  people: readonly string[]
  /** Four of five rows are of one of these; none are when it is empty. */
  projects: readonly string[]
  /** Two workspaces with one salt would have the same ids. */
  salt: number
}

// Every choice is a hash of the row's number, so that each build gives the same rows. They arrive
// in the order of time, as in life, which spreads one person's page over as many blocks as rows.
export async function insertCheckins(client: pg.Client, of: CheckinRows): Promise<void> {
  const isMeasured = of.workspace === workspaceId
  await client.query(
    `insert into checkins (workspace_id, id, created_at, updated_at, user_id, text, activity,
       minutes, tags, work_date, project_id, task_id, source, version)
     select $1::uuid,
       (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n), 1, 3)
         || '8' || substr(md5(n), 4, 15))::uuid,
       at, at, ($4::uuid[])[1 + h1 % $11],
       minutes || 'm' || coalesce(' #' || nullif(array_to_string(tags, ' #'), ''), '') || ' ' || activity,
       activity, minutes, tags,
       at::date - case when h2 % 10 = 0 then 1 else 0 end,
       case when is_large then $14::uuid
         when cardinality($5::uuid[]) > 0 and h1 / 1000 % 5 > 0
           then ($5::uuid[])[1 + h3 % cardinality($5::uuid[])] end,
       case when is_large and h1 % 2 = 0 then ($16::uuid[])[1 + h2 % cardinality($16::uuid[])] end,
       'web', 1
     from (
       select i::text || '.' || $10 as n, h1, h2, h3, i % $15 = 3 and $17 as is_large,
         $3::timestamptz - ($2 - i) * (interval '1 day' * 365.25 * $12 / $2)
           - interval '1 ms' * (h1 % 20000) as at,
         15 * (1 + h2 % 16) as minutes,
         ($6::text[])[1 + h1 % 16] || ' ' || ($7::text[])[1 + h2 / 16 % 16] || ' '
           || ($8::text[])[1 + h3 / 16 % 12] as activity,
         (($9::text[]) || ($9::text[]))[1 + h3 % 12 : h3 % 12 + h2 / 256 % 4]
           || case when i % 10000 = 0 then array[$13::text] else '{}' end as tags
       from generate_series(1, $2::bigint) as i,
         lateral (select hashint8extended(i, 1 + $10::bigint) & 2147483647 as h1,
           hashint8extended(i, 2 + $10::bigint) & 2147483647 as h2,
           hashint8extended(i, 3 + $10::bigint) & 2147483647 as h3) as hashes
     ) as made`,
    [
      of.workspace,
      of.rows,
      `${lastDay}T18:00:00Z`,
      of.people,
      of.projects,
      verbs,
      objects,
      details,
      tags,
      of.salt,
      of.people.length,
      years,
      rareTag,
      largeProjectId,
      largeProjectEvery,
      Array.from({ length: largeProjectTasks }, (_, i) => taskId(i + 1)),
      isMeasured,
    ],
  )
}
