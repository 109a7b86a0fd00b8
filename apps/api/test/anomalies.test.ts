// What is wrong with logged time, as its readers see it, and what “it’s fine” does.

import type { Anomalies } from '@worksmart/types/anomalies'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from './ai-app.ts'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aProject, aTask } from './factories.ts'
import { hostileAnswers } from './hostile-answers.ts'

let t: AiApp
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
})
beforeEach(async () => {
  t.heal()
  await t.sql('truncate ai_feedback, checkins cascade')
})
afterAll(() => t.close())

const ask = async (who: Person, query = ''): Promise<Anomalies> => {
  const answer = await t.as(who, 'GET', `/anomalies${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const kindsOf = ({ items }: Anomalies) => items.map((one) => one.kind).sort()
const off = () => t.move({ state: 'off' })

/** A 24-hour day, an overlap, a duplicate, a day to come, and one on closed work. */
async function addSlips(who: Person): Promise<void> {
  const project = await aProject(t, t.people.admin, {
    key: `P${Math.random().toString(36).slice(2, 8).toUpperCase()}`,
  })
  const task = await aTask(t, who, project)
  await t.sql(
    "update tasks set status = 'done', completed_at = '2026-11-10T10:00:00Z' where id = $1",
    [task],
  )
  await aCheckin(t, who, { activity: 'all day long', minutes: 1440, workDate: '2026-11-02' })
  await aCheckin(t, who, { activity: 'and more', minutes: 60, workDate: '2026-11-02' })
  for (const createdAt of ['2026-11-04T09:00:00.000Z', '2026-11-04T09:01:00.000Z']) {
    await aCheckin(t, who, { activity: 'typed twice', workDate: '2026-11-04', createdAt })
  }
  await aCheckin(t, who, { activity: 'tomorrow', workDate: '2026-11-25' })
  await aCheckin(t, who, {
    activity: 'too late',
    workDate: '2026-11-12',
    projectId: project,
    taskId: task,
  })
  for (const [from, to] of [
    ['09:00', '10:00'],
    ['09:30', '10:30'],
  ]) {
    const id = await aCheckin(t, who, { activity: `meeting ${from}`, workDate: '2026-11-06' })
    await t.sql('update checkins set started_at = $2, ended_at = $3 where id = $1', [
      id,
      `2026-11-06T${from}:00Z`,
      `2026-11-06T${to}:00Z`,
    ])
  }
}
const slips = [
  'day_over_24h',
  'duplicate',
  'entry_too_long',
  'future_date',
  'overlap',
  'task_closed',
]

describe.each(['with the service', 'without it'])('%s', (how) => {
  beforeEach(() => {
    if (how === 'without it') off()
  })

  test('every slip is found, newest first, with its rows and a fix', async () => {
    await addSlips(t.people.member)
    const found = await ask(t.people.member)
    expect(found.ai).toBe(how === 'without it' ? 'off' : 'ready')
    expect(kindsOf(found).filter((kind) => slips.includes(kind))).toEqual(slips)
    const days = found.items.map((one) => one.workDate)
    expect(days).toEqual(days.toSorted().reverse())
    const rows = new Set(found.checkins.map((row) => row.id))
    for (const one of found.items) {
      for (const id of one.checkinIds) expect(rows).toContain(id)
      if (one.tier === 'rule') expect(one.fix).not.toBeNull()
    }
    expect(new Set(found.items.map((one) => one.id)).size).toBe(found.items.length)
  })

  test('each fix is an ordinary write that ends its finding', async () => {
    await addSlips(t.people.member)
    const { items, checkins } = await ask(t.people.member)
    for (const kind of ['duplicate', 'overlap', 'future_date', 'task_closed'] as const) {
      const fix = items.find((one) => one.kind === kind)?.fix
      const row = checkins.find((one) => one.id === fix?.checkinId)
      const ifMatch = `"${row?.id}.${row?.version}"`
      const answer =
        fix?.act === 'delete'
          ? await t.as(t.people.member, 'DELETE', `/checkins/${row?.id}`, { ifMatch })
          : await t.as(t.people.member, 'PATCH', `/checkins/${row?.id}`, {
              ifMatch,
              body: fix?.changes,
            })
      expect(answer.statusCode, answer.body).toBeLessThan(300)
      expect(kindsOf(await ask(t.people.member))).not.toContain(kind)
    }
  })

  test('“it’s fine” silences one finding for whoever said so, and a snooze until its day', async () => {
    await addSlips(t.people.member)
    const { member, manager } = t.people
    const { items } = await ask(member)
    for (const kind of ['duplicate', 'overlap']) {
      const one = items.find((item) => item.kind === kind)
      const answer = await t.as(member, 'POST', '/ai/feedback', {
        body: {
          suggestionId: one?.id,
          pattern: one?.pattern,
          ...(kind === 'duplicate'
            ? { outcome: 'dismissed' }
            : { outcome: 'snoozed', until: '2026-11-25' }),
        },
      })
      expect(answer.statusCode, answer.body).toBe(200)
      expect(answer.json().ended).toBe(kind === 'duplicate')
    }
    const left = kindsOf(await ask(member))
    expect(left).not.toContain('duplicate')
    expect(left).not.toContain('overlap')
    expect(left).toContain('day_over_24h')
    expect(kindsOf(await ask(manager))).toEqual(expect.arrayContaining(['duplicate', 'overlap']))
    await t.sql("update ai_feedback set until = '2026-11-24' where outcome = 'snoozed'")
    expect(kindsOf(await ask(member))).toContain('overlap')
  })
})

test('what is unusual is found by the service, and “it’s fine” ends its kind for the project', async () => {
  const { member } = t.people
  for (const workDate of ['2026-11-18', '2026-11-19']) {
    await aCheckin(t, member, { activity: `long ${workDate}`, minutes: 700, workDate })
  }
  const { items, ai } = await ask(member)
  expect(ai).toBe('ready')
  expect(
    items.map(({ kind, tier, expected, observed }) => [kind, tier, expected, observed]),
  ).toEqual([
    ['entry_unusual', 'unusual', 60, 700],
    ['entry_unusual', 'unusual', 60, 700],
  ])
  const [first] = items
  await t.as(member, 'POST', '/ai/feedback', {
    body: { suggestionId: first?.id, pattern: first?.pattern, outcome: 'dismissed' },
  })
  expect((await ask(member)).items).toEqual([])
})

test('an anomaly is proved by its pattern: another person’s, or a made-up one, is nobody’s', async () => {
  await addSlips(t.people.member)
  const [one] = (await ask(t.people.member)).items
  const before = await databaseHash(t)
  for (const [who, body] of [
    [t.people.other, { suggestionId: one?.id, pattern: one?.pattern }],
    [t.people.member, { suggestionId: one?.id, pattern: 'duplicate|x' }],
    [t.people.member, { suggestionId: one?.id }],
  ] as const) {
    const answer = await t.as(who, 'POST', '/ai/feedback', {
      body: { ...body, outcome: 'dismissed' },
    })
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'suggestion.not_found'])
  }
  expect(await databaseHash(t)).toEqual(before)
})

describe('who sees what', () => {
  test('a member their own, a manager everyone’s or one person’s', async () => {
    const { member, other, manager } = t.people
    await addSlips(other)
    expect((await ask(member)).items).toEqual([])
    const theirs = await ask(manager)
    expect(new Set(theirs.items.map((one) => one.userId))).toEqual(new Set([other.id]))
    expect((await ask(manager, `?userId=${manager.id}`)).items).toEqual([])
    const refused = await t.as(member, 'GET', `/anomalies?userId=${other.id}`)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'permission.denied'])
  })

  test('a member’s service hears of nobody else', async () => {
    await addSlips(t.people.other)
    await aCheckin(t, t.people.member)
    await ask(t.people.member)
    expect(JSON.stringify(t.fake.asked)).not.toContain(t.people.other.id)
  })
})

describe('the days', () => {
  test('are the last thirty and what is to come, or those that were asked for', async () => {
    const { member } = t.people
    await aCheckin(t, member, { minutes: 1000, workDate: '2026-10-20' })
    expect(await ask(member)).toMatchObject({ from: '2026-10-26', to: '2099-12-31', items: [] })
    const asked = await ask(member, '?from=2026-10-01&to=2026-10-31')
    expect(kindsOf(asked)).toContain('entry_too_long')
  })

  test.each([
    ['?from=2026-11-24&to=2026-11-01', '/query/to'],
    ['?from=2026-01-01&to=2026-11-24', '/query/from'],
  ])('%s is 422 at %s', async (query, pointer) => {
    const answer = await t.as(t.people.member, 'GET', `/anomalies${query}`)
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, pointer])
  })

  test('start and end in the person’s own time zone', async () => {
    const { member } = t.people
    await t.sql("update users set time_zone = 'Pacific/Kiritimati' where id = $1", [member.id])
    await aCheckin(t, member, { workDate: '2026-11-25' })
    // It is 25 November there already.
    expect((await ask(member)).items).toEqual([])
    await t.sql("update users set time_zone = 'UTC' where id = $1", [member.id])
    expect(kindsOf(await ask(member))).toEqual(['future_date'])
  })
})

test('when a project was archived is what the log says', async () => {
  const { admin, member } = t.people
  const project = await aProject(t, admin, { key: 'GONE' })
  await t.as(admin, 'PATCH', `/projects/${project}`, {
    ifMatch: `"${project}.1"`,
    body: { status: 'archived' },
  })
  await t.sql("update audit_log set created_at = '2026-11-10T12:00:00Z' where object_id = $1", [
    project,
  ])
  await aCheckin(t, member, { projectId: project, workDate: '2026-11-10', activity: 'before' })
  expect((await ask(member)).items).toEqual([])
  await aCheckin(t, member, { projectId: project, workDate: '2026-11-11', activity: 'after' })
  expect(kindsOf(await ask(member))).toEqual(['project_archived'])
})

test.each(hostileAnswers)(
  'after %s the certain ones are there, and nothing is written',
  async (_what, hostile) => {
    await addSlips(t.people.member)
    t.fake.turn(hostile)
    const before = await databaseHash(t)
    const found = await ask(t.people.member)
    expect(found.ai).toBe('unavailable')
    expect(kindsOf(found)).toEqual(slips)
    expect(await databaseHash(t)).toEqual(before)
  },
)

test('switched off, nothing is sent and the certain ones stay', async () => {
  const { member } = t.people
  await addSlips(member)
  await t.sql('update users set ai_enabled = false where id = $1', [member.id])
  const found = await ask(member)
  expect([found.ai, t.fake.asked]).toEqual(['off', []])
  expect(kindsOf(found)).toEqual(slips)
  await t.sql('update users set ai_enabled = true where id = $1', [member.id])
})
