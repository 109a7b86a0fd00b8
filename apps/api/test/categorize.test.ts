// Suggestions for a line: with the service, without it, and what a person does with them.

import type { Categories } from '@worksmart/types/ai'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from './ai-app.ts'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aProject, aTask } from './factories.ts'
import { hostileAnswers } from './hostile-answers.ts'

let t: AiApp
let project: string
let task: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  const { member, admin } = t.people
  project = await aProject(t, admin, { key: 'WEB', name: 'Website' })
  task = await aTask(t, member, project, { number: 142, title: 'Nav overflow' })
  for (const activity of ['fix nav menu', 'fix nav on phones', 'fix nav colours']) {
    await aCheckin(t, member, { activity, projectId: project, taskId: task, tags: ['dev'] })
  }
})
beforeEach(() => t.heal())
afterAll(() => t.close())

const ask = async (who: Person, text: string): Promise<Categories> => {
  const answer = await t.as(who, 'POST', '/categorize', { body: { text } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const feedback = (who: Person, body: object) => t.as(who, 'POST', '/ai/feedback', { body })
const off = () => t.move({ state: 'off' })

test('how this workspace decided goes with the question, and what was scored is remembered', async () => {
  const { member } = t.people
  await t.sql(
    `insert into suggestion_fits (workspace_id, kind, slope, intercept, likely, maybe, outcomes)
     values ($1, 'tag', 4, -1, 0.7, 0.45, 60)`,
    [member.workspaceId],
  )
  const { tag } = await ask(member, '1h fix nav footer')
  expect(t.fake.asked.at(-1)?.body).toMatchObject({
    calibration: [{ kind: 'tag', slope: 4, offset: -1, likely: 0.7, maybe: 0.45 }],
  })
  const [row] = await t.sql<{ shown: object[] }>('select shown from ai_feedback where id = $1', [
    tag?.id,
  ])
  expect(row?.shown[0]).toEqual({ value: 'dev', confidence: 'likely', score: 0.8, raw: 0.6 })
  await t.sql('delete from suggestion_fits')
})

describe.each(['with the service', 'without it'])('%s', (how) => {
  beforeEach(() => {
    if (how === 'without it') off()
  })

  test('three similar entries make the fourth line suggest tag, project and task, with the reason', async () => {
    const {
      ai,
      tag,
      project: found,
      task: ofTask,
    } = await ask(t.people.member, '1h fix nav footer')
    expect(ai).toBe(how === 'without it' ? 'off' : 'ready')
    expect(tag?.proposals[0]).toMatchObject({ value: 'dev', label: 'dev', confidence: 'likely' })
    expect(found?.proposals[0]).toMatchObject({
      value: project,
      label: 'Website',
      confidence: 'likely',
    })
    expect(ofTask?.proposals[0]).toMatchObject({ value: task, label: 'WEB-142 Nav overflow' })
    const [reason] = tag?.proposals[0]?.evidence ?? []
    expect(reason?.text).toMatch(/^like 3 check-ins/)
    expect(reason?.checkinIds).toHaveLength(3)
  })

  test('what the line says already is not suggested', async () => {
    const { tag, project: found, task: ofTask } = await ask(t.people.member, '1h #ops @web fix nav')
    expect([tag, found]).toEqual([null, null])
    expect(ofTask).not.toBeNull()
    const referred = await ask(t.people.member, '1h WEB-142 fix nav')
    expect([referred.project, referred.task]).toEqual([null, null])
  })

  test('a line of nothing gets nothing', async () => {
    for (const text of ['1h', '#dev', '2h zebra quantum']) {
      const { task: ofTask } = await ask(t.people.member, text)
      expect(ofTask).toBeNull()
    }
  })

  test('what was dismissed twice for a line is not offered for it again, and elsewhere it is', async () => {
    const text = `1h fix nav ${how === 'without it' ? 'sidebar' : 'drawer'}`
    for (const ended of [false, true]) {
      const { tag } = await ask(t.people.member, text)
      const answer = await feedback(t.people.member, {
        suggestionId: tag?.id,
        outcome: 'dismissed',
        value: 'dev',
      })
      expect(answer.json()).toEqual({ suggestionId: tag?.id, outcome: 'dismissed', ended })
    }
    expect((await ask(t.people.member, text)).tag).toBeNull()
    // The same words in another order and with another number are the same pattern.
    expect(
      (await ask(t.people.member, `2h ${text.split(' ').slice(1).reverse().join(' ')} 17`)).tag,
    ).toBeNull()
    expect((await ask(t.people.member, '1h fix nav header')).tag).not.toBeNull()
  })

  test('a colleague’s entries suggest nothing to a member', async () => {
    const { other } = t.people
    const { tag, task: ofTask } = await ask(other, '1h fix nav footer')
    expect([tag, ofTask]).toEqual([null, null])
    for (const { body } of t.fake.asked) {
      expect((body as { history: unknown[] }).history).toEqual([])
    }
  })

  test('a manager learns from the team', async () => {
    const { tag } = await ask(t.people.manager, '1h fix nav footer')
    expect(tag?.proposals[0]?.value).toBe('dev')
  })
})

test('a name that stands in the line is found without the service', async () => {
  off()
  const { project: found } = await ask(t.people.other, '1h texts for the website')
  expect(found?.proposals[0]).toMatchObject({
    value: project,
    confidence: 'likely',
    evidence: [{ type: 'exact', text: '“Website” is in the line', checkinIds: [] }],
  })
})

test('where nothing is alike, the last project is a “maybe” that says so', async () => {
  off()
  const { project: found } = await ask(t.people.member, '1h zebra quantum')
  expect(found?.proposals).toEqual([
    {
      value: project,
      label: 'Website',
      confidence: 'maybe',
      evidence: [expect.objectContaining({ type: 'recent' })],
    },
  ])
})

test('only rows of the caller’s workspace are sent, and no text of another person’s', async () => {
  const { member, stranger } = t.people
  const theirs = await aProject(t, stranger, { key: 'SECRET', name: 'Secret' })
  await aCheckin(t, stranger, { activity: 'fix nav secretly', projectId: theirs })
  await ask(member, '1h fix nav footer')
  const sent = JSON.stringify(t.fake.asked)
  expect(sent).toContain('fix nav menu')
  expect(sent).not.toContain('secretly')
  expect(sent).not.toContain(theirs)
  expect(sent).not.toMatch(/@here\.test|Mia|Otto/)
})

test('closed work is not suggested', async () => {
  off()
  await t.sql("update tasks set status = 'done' where id = $1", [task])
  expect((await ask(t.people.member, '1h fix nav footer')).task).toBeNull()
  await t.sql("update tasks set status = 'todo' where id = $1", [task])
  await t.sql("update projects set status = 'archived' where id = $1", [project])
  const { project: found, task: ofTask } = await ask(t.people.member, '1h fix nav footer')
  expect([found, ofTask]).toEqual([null, null])
  await t.sql("update projects set status = 'on_track' where id = $1", [project])
})

describe('switched off', () => {
  test.each([
    ['by the person', 'update users set ai_enabled = $2 where id = $1'],
    [
      'in the workspace',
      `update workspaces set settings = jsonb_build_object('ai', jsonb_build_object('suggestions', $2::boolean))
        where id = (select workspace_id from users where id = $1)`,
    ],
  ])('%s, nothing is sent and nothing is suggested', async (_how, sql) => {
    const { member } = t.people
    await t.sql(sql, [member.id, false])
    const before = await databaseHash(t)
    expect(await ask(member, '1h fix nav footer')).toEqual({
      ai: 'off',
      task: null,
      project: null,
      tag: null,
    })
    expect(t.fake.asked).toEqual([])
    expect(await databaseHash(t)).toEqual(before)
    await t.sql(sql, [member.id, true])
  })
})

describe('a bad answer', () => {
  beforeAll(() => t.sql('delete from ai_feedback'))
  const own = async (how: () => void) => {
    t.heal()
    how()
    const { ai, ...rest } = await ask(t.people.member, '1h fix nav footer')
    return { ai, values: Object.values(rest).map((one) => one?.proposals.map((p) => p.value)) }
  }

  test.each(hostileAnswers)(
    '%s: the own answer, and nothing of the bad one',
    async (_what, hostile) => {
      const expected = await own(off)
      const answer = await own(() => t.fake.turn(hostile))
      expect(answer).toEqual({ ai: 'unavailable', values: expected.values })
      const strategies = await t.sql('select distinct strategy, model from ai_feedback')
      expect(strategies).toEqual([{ strategy: 'rules', model: null }])
      await t.sql('delete from ai_feedback')
    },
  )
})

test('a service that is slow holds nobody up: a check-in is logged meanwhile', async () => {
  const { member } = t.people
  t.fake.turn(() => {})
  const slow = ask(member, '1h fix nav footer')
  await expect.poll(() => t.fake.asked.length).toBe(1)
  const logged = await t.as(member, 'POST', '/checkins', { body: { text: '1h #dev meanwhile' } })
  expect(logged.statusCode).toBe(201)
  expect((await slow).ai).toBe('unavailable')
})

describe('feedback', () => {
  test('accepting is remembered with the value, who and how long, and stands in the log once', async () => {
    const { member } = t.people
    const { tag } = await ask(member, '1h fix nav footer')
    await t.sql('truncate audit_log cascade')
    const answer = await feedback(member, {
      suggestionId: tag?.id,
      outcome: 'accepted',
      value: 'dev',
      latencyMs: 900,
    })
    expect(answer.json()).toEqual({ suggestionId: tag?.id, outcome: 'accepted', ended: false })
    const [row] = await t.sql('select * from ai_feedback where id = $1', [tag?.id])
    expect(row).toMatchObject({
      user_id: member.id,
      kind: 'tag',
      strategy: 'local',
      model: 'fake-words/1',
      outcome: 'accepted',
      value: 'dev',
      latency_ms: 900,
    })
    expect(row?.shown).toEqual([{ value: 'dev', confidence: 'likely', score: 0.8, raw: 0.6 }])
    const logged = await t.sql('select action, object_id from audit_log')
    expect(logged).toEqual([{ action: 'suggestion.accepted', object_id: tag?.id }])
  })

  test('a value that was not shown is neither accepted nor dismissed', async () => {
    const { tag } = await ask(t.people.member, '1h fix nav footer')
    for (const outcome of ['accepted', 'dismissed']) {
      const answer = await feedback(t.people.member, {
        suggestionId: tag?.id,
        outcome,
        value: 'nope',
      })
      expect([answer.statusCode, answer.json().errors?.[0].pointer]).toEqual([422, '/value'])
    }
    const edited = await feedback(t.people.member, {
      suggestionId: tag?.id,
      outcome: 'edited',
      value: 'own',
    })
    expect(edited.statusCode).toBe(200)
  })

  test('a colleague’s suggestion is answered like one that is not there', async () => {
    const { tag } = await ask(t.people.member, '1h fix nav footer')
    const before = await databaseHash(t)
    for (const who of [t.people.other, t.people.manager, t.people.admin, t.people.stranger]) {
      const theirs = await feedback(who, { suggestionId: tag?.id, outcome: 'accepted' })
      const none = await feedback(who, { suggestionId: v7(), outcome: 'accepted' })
      expect([theirs.statusCode, theirs.json().code]).toEqual([404, 'suggestion.not_found'])
      expect({ ...theirs.json(), instance: '' }).toEqual({ ...none.json(), instance: '' })
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('a retry with the same key is one decision', async () => {
    const { member } = t.people
    const { tag } = await ask(member, '1h fix nav footer')
    const body = { suggestionId: tag?.id, outcome: 'accepted', value: 'dev' }
    const first = await t.as(member, 'POST', '/ai/feedback', { body, key: 'once' })
    const again = await t.as(member, 'POST', '/ai/feedback', { body, key: 'once' })
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.body).toBe(first.body)
    const [row] = await t.sql('select version from ai_feedback where id = $1', [tag?.id])
    expect(row?.version).toBe(2)
  })
})
