import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aSuggestion } from '../../test/ai-factories.ts'
import { createTestApp, type Person, type TestApp } from '../../test/app.ts'
import { aCheckin, aProject, aTask } from '../../test/factories.ts'
import { jobDependencies } from '../../test/job-dependencies.ts'
import type { Pool } from '../db/connect.ts'
import { connectJobs } from './connect-jobs.ts'
import { runJob } from './jobs.ts'
import { scheduleJobs } from './schedule.ts'

let t: TestApp
let pool: Pool
const run = (name: string) => runJob(jobDependencies(pool), name)
const ids = async (table: string) =>
  (await t.sql<{ id: string }>(`select id from ${table} order by id`)).map((row) => row.id)
const age = (table: string, id: string, ago: string) =>
  t.sql(`update ${table} set deleted_at = now() - $2::interval where id = $1`, [id, ago])

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  pool = connectJobs(t.urlFor('postgres'))
})
afterAll(async () => {
  await pool.end()
  await t.close()
})

test('what was deleted goes when its time is over, in every workspace, and not a day before', async () => {
  const { member, stranger } = t.people
  const kept = await aCheckin(t, member)
  const young = await aCheckin(t, member)
  const old = await aCheckin(t, member)
  const theirs = await aCheckin(t, stranger)
  await age('checkins', young, '29 days')
  await age('checkins', old, '31 days')
  await age('checkins', theirs, '31 days')
  const projects = await Promise.all(
    ['KEEP', 'YOUNG', 'OLD', 'BUSY'].map((key) => aProject(t, member, { key })),
  )
  const [keep = '', youngProject = '', oldProject = '', busy = ''] = projects
  await age('projects', youngProject, '364 days')
  await age('projects', oldProject, '366 days')
  await age('projects', busy, '366 days')
  const task = await aTask(t, member, keep)
  const oldTask = await aTask(t, member, oldProject)
  await aTask(t, member, busy)
  await age('tasks', oldTask, '31 days')

  expect(await run('purge-deleted')).toEqual({ checkins: 2, tasks: 1, projects: 1 })
  expect(await ids('checkins')).toEqual([kept, young].sort())
  expect(await ids('projects')).toEqual([keep, youngProject, busy].sort())
  expect(await ids('tasks')).toContain(task)
  expect(await ids('tasks')).not.toContain(oldTask)
  const logged = await t.sql<{ object_id: string }>(
    "select object_id from audit_log where action like '%.purged' and actor_id is null order by object_id",
  )
  expect(logged.map((row) => row.object_id)).toEqual([old, theirs, oldTask, oldProject].sort())
  expect(await run('purge-deleted')).toEqual({ checkins: 0, tasks: 0, projects: 0 })
})

test('the jobs’ role cannot remove a row that is not due, whatever a job asks for', async () => {
  const { member } = t.people
  const kept = await aCheckin(t, member)
  await pool.query('delete from checkins')
  await pool.query('delete from tasks')
  expect(await ids('checkins')).toContain(kept)
  await expect(pool.query('update checkins set minutes = 1')).rejects.toThrow('permission denied')
  await expect(pool.query('delete from audit_log')).rejects.toThrow('permission denied')
  await expect(pool.query("update users set role = 'admin'")).rejects.toThrow('permission denied')
})

test('the same job runs once at a time, and another beside it', async () => {
  const client = await pool.connect()
  await client.query(
    "select pg_advisory_lock(hashtext('worksmart job'), hashtext('purge-deleted'))",
  )
  const other = connectJobs(t.urlFor('postgres'))
  expect(await runJob(jobDependencies(other), 'purge-deleted')).toBeNull()
  expect(await runJob(jobDependencies(other), 'expire-idempotency-keys')).not.toBeNull()
  client.release(true)
  await expect.poll(() => runJob(jobDependencies(other), 'purge-deleted')).not.toBeNull()
  await other.end()
})

test('the answers of writes are forgotten after 48 hours', async () => {
  const { member } = t.people
  for (const key of ['old', 'young']) {
    const body = { activity: key, minutes: 5, tags: [], workDate: '2026-11-24' }
    expect((await t.as(member, 'POST', '/checkins', { body, key })).statusCode).toBe(201)
  }
  await t.sql(
    "update idempotency_keys set created_at = now() - interval '49 hours' where key = 'old'",
  )
  expect(await run('expire-idempotency-keys')).toEqual({ idempotencyKeys: 1 })
  const left = await t.sql<{ key: string }>('select key from idempotency_keys')
  expect(left.map((row) => row.key)).toEqual(['young'])
})

test('a session that was signed out of stays ended for 30 days, and is forgotten then', async () => {
  const { member, stranger } = t.people
  for (const [id, person, ago] of [
    ['sess_old', member, '31 days'],
    ['sess_theirs', stranger, '31 days'],
    ['sess_young', member, '29 days'],
  ] as const) {
    await t.sql(
      `insert into ended_sessions (session_id, workspace_id, user_id, created_at)
       values ($1, $2, $3, now() - $4::interval)`,
      [id, person.workspaceId, person.id, ago],
    )
  }
  expect(await run('expire-ended-sessions')).toEqual({ endedSessions: 2 })
  // The policy says when, whatever a job asks for.
  await pool.query('delete from ended_sessions')
  const left = await t.sql<{ session_id: string }>('select session_id from ended_sessions')
  expect(left.map((row) => row.session_id)).toEqual(['sess_young'])
})

test('suggestions that nobody decided about are forgotten after a month, and decisions are kept', async () => {
  const { member } = t.people
  const [old, young, decided] = [
    await aSuggestion(t, member),
    await aSuggestion(t, member),
    await aSuggestion(t, member),
  ]
  await t.sql(
    "update ai_feedback set created_at = now() - interval '31 days' where id = any($1::uuid[])",
    [[old, decided]],
  )
  await t.sql("update ai_feedback set outcome = 'dismissed' where id = $1", [decided])
  expect(await run('expire-suggestions')).toEqual({ suggestions: 1 })
  expect(await ids('ai_feedback')).toEqual([young, decided].sort())
  await expect(pool.query('select evidence from ai_feedback')).rejects.toThrow('permission denied')
})

test('decisions of a workspace are fitted per kind, and the fit goes with them', async () => {
  const { member, other, stranger } = t.people
  await t.sql('delete from ai_feedback')
  const decide = async (who: Person, index: number, kind = 'tag') => {
    const raw = index / 60
    const isRight = index % 10 < 8 === raw > 0.4
    const shown = [
      { value: 'dev', raw },
      { value: 'ops', raw: raw / 2 },
    ]
    const id = await aSuggestion(t, who, { kind, shown })
    await t.sql(
      'update ai_feedback set outcome = $2, value = $3, decided_at = now() where id = $1',
      [id, isRight ? 'accepted' : 'dismissed', JSON.stringify('dev')],
    )
    return id
  }
  for (let i = 0; i < 60; i++) await decide(i % 2 ? member : other, i)
  // Too few of a kind, too few elsewhere, and rules that no model scored.
  for (let i = 0; i < 40; i++) await decide(member, i, 'project')
  for (let i = 0; i < 40; i++) await decide(stranger, i)
  for (let i = 0; i < 80; i++) {
    const id = await aSuggestion(t, member, { kind: 'task', shown: [{ value: 'x', raw: null }] })
    await t.sql("update ai_feedback set outcome = 'accepted', value = '\"x\"' where id = $1", [id])
  }
  const fits = () =>
    t.sql<Record<string, never>>('select * from suggestion_fits order by workspace_id, kind')
  expect(await run('fit-suggestions')).toEqual({ fitted: 1, removed: 0 })
  expect(await run('fit-suggestions')).toEqual({ fitted: 1, removed: 0 })
  const [fit, ...others] = await fits()
  expect(others).toEqual([])
  expect(fit).toMatchObject({ workspace_id: member.workspaceId, kind: 'tag', outcomes: 60 })
  expect(fit?.slope).toBeGreaterThan(0)
  await t.sql('delete from ai_feedback where user_id = $1', [other.id])
  expect(await run('fit-suggestions')).toEqual({ fitted: 0, removed: 1 })
  expect(await fits()).toEqual([])
})

test('an unknown job is named, with the ones that there are', async () => {
  await expect(run('sweep-everything')).rejects.toThrow(
    /There is no job sweep-everything.*purge-deleted/,
  )
})

test('the schedule runs every job at once and stops without leaving one at work', async () => {
  const { member } = t.people
  const old = await aCheckin(t, member)
  await age('checkins', old, '31 days')
  const warnings: string[] = []
  const stop = scheduleJobs(jobDependencies(pool), (line) => warnings.push(line))
  await expect.poll(() => ids('checkins')).not.toContain(old)
  await stop()
  expect(warnings).toEqual([])
})
