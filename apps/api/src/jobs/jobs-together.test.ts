// Every job twice at the same time, and beside every other one, as two workers and a person at the
// command line would have it: what is due happens once, and nothing else does.

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aSuggestion } from '../../test/ai-factories.ts'
import { databaseHash } from '../../test/database-hash.ts'
import { createDocumentsApp, type DocumentsApp, day } from '../../test/documents-app.ts'
import { aCheckin, aProject, aTask } from '../../test/factories.ts'
import { jobDependencies } from '../../test/job-dependencies.ts'
import { verifyChain } from '../audit/verify-chain.ts'
import { connectJobs } from './connect-jobs.ts'
import { type JobReport, jobs, runJob } from './jobs.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

/** One run in a process of its own, as far as the database can tell. */
async function runAlone(name: string): Promise<JobReport | null> {
  const pool = connectJobs(t.urlFor('postgres'))
  try {
    const deps = { ...jobDependencies(pool), storage: t.storage }
    return await runJob({ ...deps, now: () => new Date(Date.now() + 3 * day) }, name)
  } finally {
    await pool.end()
  }
}

const count = async (text: string, values: unknown[] = []) =>
  (await t.sql<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]?.n

test('the jobs are the ones that the product promises', () => {
  expect(Object.keys(jobs).sort()).toEqual([
    'chain-audit',
    'erase-people',
    'expire-ended-sessions',
    'expire-idempotency-keys',
    'expire-suggestions',
    'fit-suggestions',
    'index-search',
    'purge-deleted',
    'reindex',
    'scan-documents',
    'sweep-uploads',
  ])
})

test('each of them twice and all at once does what is due once, and nothing else', async () => {
  const { member, other } = t.people
  const kept = await aCheckin(t, member, { activity: 'stays' })
  const due = { deletedAt: '2025-01-01T00:00:00.000Z' }
  const checkins = await Promise.all([1, 2, 3, 4, 5].map(() => aCheckin(t, member, due)))
  const project = await aProject(t, member, { key: 'STAY' })
  await aTask(t, member, project, { title: 'stays' })
  const gone = await aProject(t, member, { key: 'GONE', ...due })
  const task = await aTask(t, member, project, { number: 2, ...due })
  await aSuggestion(t, member)
  await t.sql("update ai_feedback set created_at = now() - interval '31 days'")
  await t.as(member, 'POST', '/checkins', { body: { text: '1h #dev key' }, key: 'old' })
  await t.sql("update idempotency_keys set created_at = now() - interval '49 hours'")
  await t.sql(
    `insert into ended_sessions (session_id, workspace_id, user_id, created_at)
     values ('sess_old', $1, $2, now() - interval '31 days'), ('sess_new', $1, $2, now())`,
    [member.workspaceId, member.id],
  )
  const file = await t.upload(member, { name: 'old.txt' })
  await t.sql('update documents set deleted_at = $2 where id = $1', [file.id, due.deletedAt])
  const stays = await t.upload(member, { name: 'stays.txt' })
  await t.as(other, 'POST', '/checkins', { body: { text: '1h #dev words of somebody who goes' } })
  expect((await t.as(other, 'DELETE', '/me')).statusCode).toBe(202)

  const names = Object.keys(jobs).flatMap((name) => [name, name])
  const runs = await Promise.allSettled(names.map(runAlone))
  expect(runs.filter((run) => run.status === 'rejected')).toEqual([])

  // Whatever one of them left for the other is there now.
  for (const name of Object.keys(jobs)) expect(await runAlone(name), name).not.toBeNull()
  expect(await count('checkins where id = any($1)', [checkins])).toBe(0)
  expect(await count('checkins where id = $1 and deleted_at is null', [kept])).toBe(1)
  expect(await count('projects where id = $1', [gone])).toBe(0)
  expect(await count('projects where id = $1', [project])).toBe(1)
  expect(await count("tasks where title = 'stays'")).toBe(1)
  expect(await count('ai_feedback')).toBe(0)
  expect(await count('idempotency_keys')).toBe(0)
  expect(await count("ended_sessions where session_id = 'sess_new'")).toBe(1)
  expect(await count('ended_sessions')).toBe(1)
  expect(await count('documents where id = $1', [file.id])).toBe(0)
  expect(await t.keys()).toEqual([expect.stringContaining(stays.id)])
  expect(await count("checkins where activity like '%somebody who goes%'")).toBe(0)
  expect(await count('erasures where done_at is not null')).toBe(1)
  const purged = await t.sql<{ object_id: string }>(
    "select object_id from audit_log where action like '%.purged' and object_type <> 'document'",
  )
  expect(purged.map((row) => row.object_id).sort()).toEqual([...checkins, gone, task].sort())
  const pool = connectJobs(t.urlFor('postgres'))
  expect((await verifyChain(pool, member.workspaceId)).breach).toBeNull()
  await pool.end()
  expect(await count('audit_chain')).toBe(await count('audit_log'))
})

test('a second run of each changes no row', async () => {
  for (const name of Object.keys(jobs)) await runAlone(name)
  for (const name of Object.keys(jobs)) {
    const before = await databaseHash(t)
    expect(await runAlone(name), name).not.toBeNull()
    expect(await databaseHash(t), name).toEqual(before)
  }
})
