// Rows past the api, for tests about reading: a test names only what it is about.

import { v7 } from 'uuid'
import type { Person, TestApp } from './app.ts'

export type CheckinSeed = {
  id: string
  activity: string
  text: string | null
  minutes: number
  tags: string[]
  workDate: string
  projectId: string | null
  taskId: string | null
  createdAt: string
  sourceId: string | null
  deletedAt: string | null
}

/** Inserts one more person of this person's workspace and answers them. */
export async function aPerson(
  t: TestApp,
  { workspaceId }: Person,
  role: 'member' | 'manager' | 'admin' = 'member',
): Promise<Person> {
  const id = v7()
  const email = `${id}@here.test`
  await t.sql(
    'insert into users (workspace_id, id, email, name, role) values ($1, $2, $3, $3, $4)',
    [workspaceId, id, email, role],
  )
  return { id, email, role, workspaceId }
}

/** Inserts one check-in of this person and answers its id. */
export async function aCheckin(
  t: TestApp,
  person: Person,
  seed: Partial<CheckinSeed> = {},
): Promise<string> {
  const row = {
    id: v7(),
    activity: 'fix nav',
    text: null,
    minutes: 60,
    tags: ['dev'],
    workDate: '2026-11-24',
    projectId: null,
    taskId: null,
    createdAt: '2026-11-24T09:00:00.000Z',
    sourceId: null,
    deletedAt: null,
    ...seed,
  }
  await t.sql(
    `insert into checkins (workspace_id, id, user_id, activity, text, minutes, tags, work_date,
       project_id, task_id, created_at, updated_at, source_id, deleted_at, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, 'api')`,
    [
      person.workspaceId,
      row.id,
      person.id,
      row.activity,
      row.text,
      row.minutes,
      row.tags,
      row.workDate,
      row.projectId,
      row.taskId,
      row.createdAt,
      row.sourceId,
      row.deletedAt,
    ],
  )
  return row.id
}

/** Inserts a project of the person's workspace and answers its id. */
export async function aProject(
  t: TestApp,
  person: Person,
  seed: { key: string; id?: string; name?: string; status?: string; deletedAt?: string },
): Promise<string> {
  const id = seed.id ?? v7()
  await t.sql(
    `insert into projects (workspace_id, id, key, name, status, owner_id, deleted_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      person.workspaceId,
      id,
      seed.key,
      seed.name ?? seed.key,
      seed.status ?? 'on_track',
      person.id,
      seed.deletedAt ?? null,
    ],
  )
  return id
}

/** Inserts a task of a project and answers its id. */
export async function aTask(
  t: TestApp,
  person: Person,
  projectId: string,
  seed: { id?: string; number?: number; title?: string; deletedAt?: string } = {},
): Promise<string> {
  const id = seed.id ?? v7()
  const number = seed.number ?? 1
  await t.sql(
    `insert into tasks (workspace_id, id, project_id, number, title, creator_id, position, deleted_at)
     values ($1, $2, $3, $4, $5, $6, 'a0', $7)`,
    [
      person.workspaceId,
      id,
      projectId,
      number,
      seed.title ?? 'A task',
      person.id,
      seed.deletedAt ?? null,
    ],
  )
  await t.sql(
    'update projects set last_task_number = greatest(last_task_number, $2) where id = $1',
    [projectId, number],
  )
  return id
}

/** Inserts the row of a document, without its file, and answers its id. */
export async function aDocument(
  t: TestApp,
  person: Person,
  seed: {
    id?: string
    name?: string
    mime?: string
    sizeBytes?: number
    status?: string
    createdAt?: string
    deletedAt?: string
  } = {},
): Promise<string> {
  const id = seed.id ?? v7()
  await t.sql(
    `insert into documents (workspace_id, id, uploader_id, name, mime, size_bytes, sha256,
       storage_key, status, created_at, deleted_at)
     values ($1, $2, $3, $4, $5, $6, repeat('a', 64), $7, $8, $9, $10)`,
    [
      person.workspaceId,
      id,
      person.id,
      seed.name ?? 'a.pdf',
      seed.mime ?? 'application/pdf',
      seed.sizeBytes ?? 1,
      `documents/${person.workspaceId}/${id}`,
      seed.status ?? 'ready',
      seed.createdAt ?? '2026-11-24T09:00:00.000Z',
      seed.deletedAt ?? null,
    ],
  )
  return id
}

/** Links a document of the person's workspace and answers the link's id. */
export async function aLink(
  t: TestApp,
  person: Person,
  documentId: string,
  target: { projectId?: string; taskId?: string; checkinId?: string },
): Promise<string> {
  const id = v7()
  await t.sql(
    `insert into document_links (workspace_id, id, document_id, project_id, task_id, checkin_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      person.workspaceId,
      id,
      documentId,
      target.projectId ?? null,
      target.taskId ?? null,
      target.checkinId ?? null,
    ],
  )
  return id
}
