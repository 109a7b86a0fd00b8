// After an erasure, every table and every column of the database is looked through for the person.

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aLife } from '../../test/a-life.ts'
import { createDocumentsApp, type DocumentsApp } from '../../test/documents-app.ts'
import { jobDependencies } from '../../test/job-dependencies.ts'
import type { Pool } from '../db/connect.ts'
import { connectJobs } from '../jobs/connect-jobs.ts'
import { runJob } from '../jobs/jobs.ts'

let t: DocumentsApp
let pool: Pool
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  pool = connectJobs(t.urlFor('postgres'))
})
afterAll(async () => {
  await pool.end()
  await t.close()
})

/** Every column of every table, whatever its type, in which this text stands. */
async function placesOf(text: string): Promise<string[]> {
  const columns = await t.sql<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const looks = columns.map(
    ({ table_name, column_name }) =>
      `select '${table_name}.${column_name}' as place where exists (
         select from ${table_name} where position(lower($1) in lower(${column_name}::text)) > 0)`,
  )
  const rows = await t.sql<{ place: string }>(looks.join(' union all '), [text])
  return rows.map((row) => row.place).sort()
}

/** What the team keeps of the words of somebody who is gone, and why. */
const kept = {
  'projects.name': 'The project is the team’s.',
  'tasks.title': 'So is the task.',
  'documents.name': 'So is a file that stands beside one of the two.',
  'project_narratives.sentences': 'A status that was published, without who wrote it.',
  'checkins.tags': 'The team’s totals are counted by tag.',
}

/** Where the id stands for somebody without a name, so that totals and the log stay whole. */
const unnamed = {
  'audit_log.actor_id': 'The chain of the log; its values are gone.',
  'audit_log.object_id': 'The same.',
  'checkins.user_id': 'Minutes count for one and the same person.',
  'documents.uploader_id': 'Of files that the team keeps.',
  'erasures.requested_by': 'That it was asked for.',
  'erasures.user_id': 'The same.',
  'tasks.creator_id': 'Of tasks that the team keeps.',
  'users.email': 'Unique, and made from the id.',
  'users.id': 'The row that all of these point at.',
}

describe.each(['DELETE /me', 'DELETE /users/:id/data'] as const)('%s', (route) => {
  const who = () => (route === 'DELETE /me' ? t.people.member : t.people.other)
  const word = route === 'DELETE /me' ? 'zinnia' : 'oleander'

  test('leaves nothing of the person in any table but what is named here', async () => {
    const person = who()
    const { admin, manager } = t.people
    const name = route === 'DELETE /me' ? 'Mia' : 'Otto'
    await t.sql('update users set clerk_user_id = $2 where id = $1', [person.id, `user_${word}`])
    const checkin = await aLife(t, person, word, route === 'DELETE /me' ? 'ONE' : 'TWO')
    // The hands of others on what is the person's.
    const [row] = await t.sql<{ version: number }>('select version from checkins where id = $1', [
      checkin,
    ])
    await t.as(admin, 'PATCH', `/checkins/${checkin}`, {
      ifMatch: `"${checkin}.${row?.version}"`,
      body: { activity: `${word} corrected`, reason: 'The hours were wrong.' },
    })
    await t.as(manager, 'GET', `/checkins?userId=${person.id}`)
    await t.as(person, 'GET', '/me/export')
    const filled = await placesOf(word)
    for (const place of [
      ...Object.keys(kept),
      'ai_feedback.evidence',
      'audit_values.after',
      'checkins.activity',
      'checkins.text',
      'ended_sessions.session_id',
      'idempotency_keys.body',
      'search_chunks.text',
      'search_chunks.tsv',
      'uploads.name',
      'users.clerk_user_id',
    ]) {
      expect(filled).toContain(place)
    }

    const [asker, url] =
      route === 'DELETE /me' ? [person, '/me'] : [admin, `/users/${person.id}/data`]
    expect((await t.as(asker, 'DELETE', url)).statusCode).toBe(202)
    await runJob(jobDependencies(pool), 'erase-people')
    await t.sweep(0)
    expect(await runJob(jobDependencies(pool), 'erase-people')).toMatchObject({ people: 1 })

    expect(await placesOf(person.email)).toEqual([])
    expect(await placesOf(name)).toEqual([])
    expect(await placesOf(`user_${word}`)).toEqual([])
    const left = await placesOf(word)
    expect(left.filter((place) => !place.startsWith('audit_values.'))).toEqual(
      Object.keys(kept).sort(),
    )
    const isAsker = asker.id === person.id
    expect(await placesOf(person.id)).toEqual(
      Object.keys(unnamed)
        .filter((place) => isAsker || place !== 'erasures.requested_by')
        .sort(),
    )
    expect(await runJob(jobDependencies(pool), 'erase-people')).toMatchObject({ people: 0 })
  })

  test('leaves in the log what was done to projects and tasks, and nothing else', async () => {
    const rows = await t.sql<{ object_type: string }>(
      `select distinct object_type from audit_values v
         join audit_log a on a.workspace_id = v.workspace_id and a.id = v.audit_id
        where a.actor_id = $1 or (coalesce(v.before::text, '') || coalesce(v.after::text, ''))
          like '%' || $2 || '%'`,
      [who().id, word],
    )
    for (const { object_type } of rows) expect(['project', 'task']).toContain(object_type)
  })

  test('takes the files that nobody else has, and keeps the shared ones', async () => {
    const rows = await t.sql<{ name: string }>(
      'select name from documents where uploader_id = $1',
      [who().id],
    )
    expect(rows).toEqual([{ name: `${word}.txt` }])
  })
})
