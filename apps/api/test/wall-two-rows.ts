// Rows of every table for two workspaces, so that each policy has something to hide.

import { v7 } from 'uuid'
import type { Person, TestApp } from './app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'

export type WorkspaceRows = {
  project: string
  task: string
  /** Of the member, of their colleague and of the admin, where there are such people. */
  checkins: string[]
  /** Of the first person: private, linked to a project, linked to their check-in. */
  documents: { private: string; shared: string; onCheckin: string }
}

/** Fills every table for these people of one workspace; the first one owns most of it. */
export async function fillWorkspace(t: TestApp, people: readonly Person[]): Promise<WorkspaceRows> {
  const [owner] = people as [Person]
  const ws = owner.workspaceId
  const project = await aProject(t, owner, { key: 'WALL' })
  const task = await aTask(t, owner, project)
  const checkins: string[] = []
  for (const [i, person] of people.entries()) {
    const id = await aCheckin(t, person)
    checkins.push(id)
    const audit = v7()
    await t.sql(
      `insert into audit_log (workspace_id, id, actor_id, actor_role, action, object_type, object_id)
       values ($1, $2, $3, 'member', 'checkin.created', 'checkin', $4)`,
      [ws, audit, person.id, id],
    )
    await t.sql(
      `insert into audit_values (workspace_id, audit_id, after) values ($1, $2, '{"minutes":60}')`,
      [ws, audit],
    )
    await t.sql(
      'insert into erasures (workspace_id, id, user_id, requested_by) values ($1, $2, $3, $3)',
      [ws, v7(), person.id],
    )
    await t.sql(
      `insert into audit_chain (workspace_id, seq, audit_id, hash) values ($1, $2, $3, repeat('0', 64))`,
      [ws, i + 1, audit],
    )
    await t.sql(
      `insert into idempotency_keys (workspace_id, user_id, route, key, fingerprint)
       values ($1, $2, 'POST /checkins', 'k', 'f')`,
      [ws, person.id],
    )
    await t.sql(
      'insert into ended_sessions (session_id, workspace_id, user_id) values ($1, $2, $3)',
      [`sess_${person.id}`, ws, person.id],
    )
    await t.sql(
      `insert into uploads (workspace_id, id, user_id, document_id, name, mime, size_bytes, sha256, expires_at)
       values ($1, $2, $3, $4, 'a.pdf', 'application/pdf', 1, repeat('a', 64), now())`,
      [ws, v7(), person.id, v7()],
    )
    await t.sql(
      `insert into ai_feedback (workspace_id, id, user_id, kind, shown, evidence, strategy)
       values ($1, $2, $3, 'tag', '{}', '[]', 'rules')`,
      [ws, v7(), person.id],
    )
    await t.sql(
      `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, content_hash, text)
       values ($1, 'checkin', $2, 0, $3, 'h', 'private words')`,
      [ws, id, person.id],
    )
  }
  await t.sql(
    `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, content_hash, text)
     values ($1, 'project', $2, 0, 'h', 'shared words')`,
    [ws, project],
  )
  await t.sql(
    `insert into project_narratives (workspace_id, id, project_id, author_id, source, edited, from_day,
       to_day, sentences, facts, checkin_count, minutes, as_of)
     values ($1, $2, $3, $4, 'data', false, '2026-11-17', '2026-11-24', '[]', '[]', 1, 60, now())`,
    [ws, v7(), project, owner.id],
  )
  await t.sql(
    `insert into suggestion_fits (workspace_id, kind, slope, intercept, likely, maybe, outcomes)
     values ($1, 'tag', 6, -2, 0.8, 0.5, 50)`,
    [ws],
  )
  const documents = {
    private: await aDocument(t, owner),
    shared: await aDocument(t, owner),
    onCheckin: await aDocument(t, owner),
  }
  await aLink(t, owner, documents.shared, { projectId: project })
  await aLink(t, owner, documents.onCheckin, { checkinId: checkins[0] ?? '' })
  await t.sql(
    "insert into sweep_failures (workspace_id, object_key, failures, reason) values ($1, 'k', 1, 'x')",
    [ws],
  )
  // Of somebody else's private file: not even managers see it.
  await t.sql(
    `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, managers_read,
       content_hash, text) values ($1, 'document', $2, 0, $3, false, 'h', 'secret words')`,
    [ws, documents.private, people.at(-1)?.id],
  )
  return { project, task, checkins, documents }
}
