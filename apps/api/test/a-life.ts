// A person with something of theirs in every table that has a place for it, for what has to find
// all of it: the export and the erasure.

import { aDraft, anAnalysis, aSuggestion } from './ai-factories.ts'
import type { Person } from './app.ts'
import type { DocumentsApp } from './documents-app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'

/** `word` stands in each text, and `key` is a project's. Answers the check-in that was logged. */
export async function aLife(
  t: DocumentsApp,
  person: Person,
  word: string,
  key: string,
): Promise<string> {
  const project = await aProject(t, person, { key, name: `${word} project` })
  await aProject(t, person, {
    key: `${key}X`,
    name: `${word} gone`,
    deletedAt: '2026-11-24T09:30Z',
  })
  const task = await aTask(t, person, project, { title: `${word} task` })
  const assigned = await aTask(t, person, project, { title: `${word} assigned`, number: 2 })
  await t.sql('update tasks set assignee_id = creator_id, creator_id = null where id = $1', [
    assigned,
  ])
  const logged = await t.as(person, 'POST', '/checkins', {
    body: { text: `2h #dev ${word} logged` },
    key: `${word}-key`,
  })
  const { id } = logged.json()
  await t.as(person, 'PATCH', `/checkins/${id}`, {
    ifMatch: `"${id}.1"`,
    body: { tags: [`${word}-tag`] },
  })
  await aCheckin(t, person, { activity: `${word} in the bin`, deletedAt: '2026-11-24T09:30Z' })
  const file = await t.upload(person, { name: `${word}.txt`, bytes: `${word} bytes of ${key}` })
  await anAnalysis(t, file.id)
  await aDocument(t, person, { name: `${word}-waits.pdf`, status: 'quarantined' })
  await aLink(t, person, file.id, { taskId: task })
  await t.begin(person, { name: `${word}-pending.txt`, bytes: word })
  await aSuggestion(t, person, { evidence: [{ type: 'history', text: `${word} evidence` }] })
  await t.as(person, 'POST', `/projects/${project}/narratives`, {
    body: {
      suggestionId: await aDraft(t, person, project),
      sentences: [{ text: `${word} sentence.`, factIds: [] }],
    },
  })
  await t.sql(
    'insert into ended_sessions (session_id, workspace_id, user_id) values ($1, $2, $3)',
    [`sess_${word}_${key}`, person.workspaceId, person.id],
  )
  await t.sql(
    `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, content_hash, text)
     values ($1, 'checkin', $2, 0, $3, 'h', $4) on conflict do nothing`,
    [person.workspaceId, id, person.id, `${word} chunk`],
  )
  return id
}
