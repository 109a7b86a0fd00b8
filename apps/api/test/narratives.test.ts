// A project's status: drafted from facts, edited and published by a person.

import type { Narrative, NarrativeDraft, NarrativePage } from '@worksmart/types/narrative'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { sentenceTrouble } from '../src/ai/sentence-check.ts'
import { type AiApp, createAiApp } from './ai-app.ts'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aProject, aTask } from './factories.ts'
import { hostileAnswers } from './hostile-answers.ts'

let t: AiApp
/** Owned by the member. */
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  const { member, other } = t.people
  project = await aProject(t, member, { key: 'WEB', name: 'Website' })
  const done = await aTask(t, member, project, { number: 1, title: 'Login' })
  const late = await aTask(t, member, project, { number: 2, title: 'Footer' })
  const stuck = await aTask(t, member, project, { number: 3, title: 'Menu' })
  await t.sql(
    "update tasks set status = 'done', completed_at = '2026-11-20T12:00:00Z' where id = $1",
    [done],
  )
  await t.sql("update tasks set due_on = '2026-11-21' where id = $1", [late])
  await t.sql("update tasks set status = 'blocked' where id = $1", [stuck])
  await t.sql("update projects set budget_minutes = 6000, due_on = '2026-12-24' where id = $1", [
    project,
  ])
  await aCheckin(t, member, {
    projectId: project,
    taskId: done,
    minutes: 150,
    workDate: '2026-11-19',
  })
  await aCheckin(t, other, {
    projectId: project,
    minutes: 600,
    workDate: '2026-11-20',
    activity: 'use the new login',
    tags: ['decision'],
  })
  await aCheckin(t, other, { projectId: project, minutes: 60, workDate: '2026-10-01' })
})
beforeEach(() => t.heal())
afterAll(() => t.close())

const url = () => `/projects/${project}/status-narrative`
const draft = async (who: Person, body?: object): Promise<NarrativeDraft> => {
  const answer = await t.as(who, 'POST', url(), body ? { body } : {})
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const publish = (who: Person, body: object, key?: string) =>
  t.as(who, 'POST', `/projects/${project}/narratives`, { body, ...(key ? { key } : {}) })
const list = async (who: Person, query = ''): Promise<NarrativePage> =>
  (await t.as(who, 'GET', `/projects/${project}/narratives${query}`)).json()
const off = () => t.move({ state: 'off' })
const textOf = ({ sentences }: NarrativeDraft) => sentences.map(({ text }) => text).join('\n')

describe.each(['with the service', 'without it'])('%s', (how) => {
  beforeEach(() => {
    if (how === 'without it') off()
  })

  test('a draft says what the rows say, and each sentence cites its facts', async () => {
    const made = await draft(t.people.manager)
    expect(made).toMatchObject({
      ai: how === 'without it' ? 'off' : 'ready',
      source: 'data',
      from: '2026-11-18',
      to: '2026-11-24',
      basedOn: { checkinCount: 3, minutes: 810, asOf: '2026-11-24T10:05:00.000Z' },
    })
    const facts = new Map(made.facts.map((fact) => [fact.id, fact]))
    expect(made.sentences.length).toBeGreaterThanOrEqual(3)
    for (const { text, factIds } of made.sentences) {
      expect(factIds.length).toBeGreaterThan(0)
      const cited = factIds.flatMap((id) => facts.get(id) ?? [])
      expect(cited).toHaveLength(factIds.length)
      expect(
        sentenceTrouble(text, cited, { projectName: 'Website', from: made.from, to: made.to }),
      ).toBeNull()
      for (const { sources } of cited) expect(sources.length).toBeGreaterThan(0)
    }
  })

  test('a draft that is published as it is counts as accepted, an edited one as edited', async () => {
    const { manager, member } = t.people
    for (const edited of [false, true]) {
      const made = await draft(manager)
      const sentences = edited
        ? [...made.sentences.slice(0, 1), { text: 'We are happy with it.', factIds: [] }]
        : made.sentences
      const answer = await publish(manager, { suggestionId: made.suggestionId, sentences })
      expect(answer.statusCode, answer.body).toBe(201)
      const narrative = answer.json() as Narrative
      expect(narrative).toMatchObject({ edited, authorId: manager.id, authorName: 'Marco Manager' })
      const cited = new Set(sentences.flatMap(({ factIds }) => factIds))
      expect(new Set(narrative.facts.map(({ id }) => id))).toEqual(cited)
      const [row] = await t.sql('select outcome from ai_feedback where id = $1', [
        made.suggestionId,
      ])
      expect(row?.outcome).toBe(edited ? 'edited' : 'accepted')
      expect((await list(member)).items[0]).toEqual(narrative)
    }
  })
})

test('a draft that is discarded, and one that is taken otherwise, count as what they were', async () => {
  const { member } = t.people
  for (const outcome of ['dismissed', 'accepted', 'edited'] as const) {
    const made = await draft(member)
    const body = { suggestionId: made.suggestionId, outcome }
    const answer = await t.as(member, 'POST', '/ai/feedback', { body })
    expect([answer.statusCode, answer.json()]).toEqual([200, { ...body, ended: false }])
    const [row] = await t.sql('select outcome, value from ai_feedback where id = $1', [
      made.suggestionId,
    ])
    expect(row).toEqual({ outcome, value: null })
  }
})

test('without the service the draft names time, done, late, blocked, decisions and the budget', async () => {
  off()
  const made = await draft(t.people.manager)
  expect(textOf(made)).toBe(
    [
      'Website is on track, due on 24 Dec.',
      '12 h 30 min were logged on Website from 18 Nov to 24 Nov.',
      'Most time: WEB-1 Login took 2 h 30 min.',
      'Done: WEB-1 Login was done.',
      'Blocked: WEB-3 Menu is blocked.',
      'Overdue: WEB-2 Footer was due on 21 Nov.',
      'Decided on 20 Nov: use the new login',
      '13 h 30 min of the budget of 100 h are used, 14 %.',
    ].join('\n'),
  )
})

test('an owner who is a member gets totals, and no row or hour of a colleague', async () => {
  off()
  const made = await draft(t.people.member)
  expect(textOf(made)).not.toContain('new login')
  expect(textOf(made)).toContain('12 h 30 min were logged in the week of 16 Nov.')
  expect(JSON.stringify(made)).not.toContain(t.people.other.id)
})

test('an empty project has an honest status', async () => {
  off()
  const empty = await aProject(t, t.people.member, { key: 'NONE', name: 'Nothing' })
  const answer = await t.as(t.people.manager, 'POST', `/projects/${empty}/status-narrative`)
  expect(textOf(answer.json())).toContain('No time was logged on Nothing from 18 Nov to 24 Nov.')
})

test('a model’s words are a draft of AI, and its source is remembered', async () => {
  t.fake.turn((res, good) => {
    res.writeHead(200, { 'content-type': 'application/json' })
    res.end(JSON.stringify({ ...good, strategy: 'llm' }))
  })
  const made = await draft(t.people.manager)
  expect(made.source).toBe('ai')
  const answer = await publish(t.people.manager, {
    suggestionId: made.suggestionId,
    sentences: made.sentences,
  })
  expect(answer.json().source).toBe('ai')
})

test.each(hostileAnswers)(
  'after %s the draft is the facts, and nothing else is stored',
  async (_what, hostile) => {
    await t.sql("delete from ai_feedback where kind = 'narrative'")
    off()
    const expected = await draft(t.people.manager)
    t.heal()
    t.fake.turn(hostile)
    const { ai_feedback: _before, ...before } = await databaseHash(t)
    const made = await draft(t.people.manager)
    expect(made.ai).toBe('unavailable')
    expect({ ...made, ai: '', suggestionId: '' }).toEqual({ ...expected, ai: '', suggestionId: '' })
    const { ai_feedback: _after, ...after } = await databaseHash(t)
    expect(after).toEqual(before)
    const rows = await t.sql('select distinct strategy, model from ai_feedback')
    expect(rows).toEqual([{ strategy: 'rules', model: null }])
  },
)

describe('publishing', () => {
  test('is for who may change the project, of a draft of their own', async () => {
    const { member, other, manager } = t.people
    const made = await draft(manager)
    const body = { suggestionId: made.suggestionId, sentences: made.sentences }
    expect((await publish(other, body)).statusCode).toBe(403)
    const theirs = await publish(member, body)
    expect([theirs.statusCode, theirs.json().code]).toEqual([404, 'suggestion.not_found'])
    const elsewhere = await aProject(t, manager, { key: 'ELSE' })
    const answer = await t.as(manager, 'POST', `/projects/${elsewhere}/narratives`, { body })
    expect(answer.statusCode).toBe(404)
  })

  test('cites no fact that is not of the draft', async () => {
    const made = await draft(t.people.manager)
    const answer = await publish(t.people.manager, {
      suggestionId: made.suggestionId,
      sentences: [{ text: 'Made up.', factIds: ['f999'] }],
    })
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([
      422,
      '/sentences/0/factIds',
    ])
  })

  test('happens once per key and once per id', async () => {
    const { manager } = t.people
    const made = await draft(manager)
    const body = { id: v7(), suggestionId: made.suggestionId, sentences: made.sentences }
    const first = await publish(manager, body, 'one')
    expect((await publish(manager, body, 'one')).headers['idempotency-replayed']).toBe('true')
    const again = await publish(manager, body)
    expect([again.statusCode, again.json()]).toEqual([200, first.json()])
    const other = await publish(manager, { ...body, sentences: [{ text: 'x', factIds: [] }] })
    expect([other.statusCode, other.json().code]).toEqual([409, 'narrative.id_taken'])
  })

  test('leaves one row in the log', async () => {
    const made = await draft(t.people.manager)
    await t.sql('truncate audit_log cascade')
    const answer = await publish(t.people.manager, {
      suggestionId: made.suggestionId,
      sentences: made.sentences,
    })
    const rows = await t.sql('select action, object_type, object_id from audit_log')
    expect(rows).toEqual([
      { action: 'narrative.published', object_type: 'narrative', object_id: answer.json().id },
    ])
  })

  test('keeps versions, newest first, twenty at a time', async () => {
    const fresh = await aProject(t, t.people.manager, { key: 'MANY' })
    const path = `/projects/${fresh}/narratives`
    const made = (
      await t.as(t.people.manager, 'POST', `/projects/${fresh}/status-narrative`)
    ).json()
    for (let i = 0; i < 23; i++) {
      const sentences = [{ text: `Version ${i}.`, factIds: [] }]
      const body = { suggestionId: made.suggestionId, sentences }
      await t.as(t.people.manager, 'POST', path, { body })
    }
    const first = (await t.as(t.people.other, 'GET', path)).json() as NarrativePage
    expect(first.items).toHaveLength(20)
    const next = await t.as(t.people.other, 'GET', `${path}?cursor=${first.nextCursor}`)
    const all = [...first.items, ...next.json().items].map((one) => one.sentences[0]?.text)
    expect(all).toEqual(Array.from({ length: 23 }, (_, i) => `Version ${22 - i}.`))
  })
})

test('time that is logged after it was published shows in “now”', async () => {
  const made = await draft(t.people.manager)
  await publish(t.people.manager, { suggestionId: made.suggestionId, sentences: made.sentences })
  const before = await list(t.people.other)
  expect(before.now).toEqual({ checkinCount: 3, minutes: 810 })
  expect(before.items[0]?.basedOn).toMatchObject(before.now)
  const id = await aCheckin(t, t.people.member, { projectId: project, minutes: 30 })
  expect((await list(t.people.other)).now).toEqual({ checkinCount: 4, minutes: 840 })
  await t.sql('delete from checkins where id = $1', [id])
})

test.each([
  [{ from: '2026-11-24', to: '2026-11-01' }, '/to'],
  [{ from: '2026-01-01', to: '2026-11-24' }, '/from'],
  [{ tone: 'shouting' }, '/tone'],
])('%j is 422', async (body, pointer) => {
  const answer = await t.as(t.people.manager, 'POST', url(), { body })
  expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, pointer])
})

test('switched off, the facts are drafted and nothing is sent', async () => {
  const { manager } = t.people
  await t.sql('update users set ai_enabled = false where id = $1', [manager.id])
  const made = await draft(manager)
  expect([made.ai, made.source, t.fake.asked]).toEqual(['off', 'data', []])
  await t.sql('update users set ai_enabled = true where id = $1', [manager.id])
})
