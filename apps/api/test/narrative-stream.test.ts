// A status that is drafted sentence by sentence: what is sent was checked, and the draft at the end
// is the truth.

import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeEventReader } from '@worksmart/types/event-reader'
import type { NarrativeDraft, NarrativeLine } from '@worksmart/types/narrative'
import type { LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from './ai-app.ts'
import type { Person } from './app.ts'
import { expectProblem } from './expect-problem.ts'
import { aCheckin, aProject } from './factories.ts'
import { eventOf, type Json } from './fake-inference.ts'
import { hostileAnswers } from './hostile-answers.ts'

let t: AiApp
/** Owned by the member. */
let project: string
let port: number
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  const { member } = t.people
  project = await aProject(t, member, { key: 'WEB', name: 'Website' })
  for (const minutes of [60, 90]) {
    await aCheckin(t, member, { projectId: project, minutes, workDate: '2026-11-20' })
  }
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  port = (t.app.server.address() as AddressInfo).port
})
beforeEach(() => t.heal())
afterAll(() => t.close())

const accept = { accept: 'text/event-stream' }
const path = (id = project) => `/projects/${id}/status-narrative`
const stream = (who: Person) => t.as(who, 'POST', path(), { headers: accept })

type Told = { sentences: NarrativeLine[]; end: { name: string; data: Json } }

function eventsOf({ body }: Pick<LightMyRequestResponse, 'body'>): Told {
  const events = body
    .trimEnd()
    .split('\n\n')
    .map((block) => {
      const [, name = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? []
      return { name, data: JSON.parse(data) }
    })
  const end = events.pop() ?? { name: '', data: null }
  expect(events.every(({ name }) => name === 'sentence')).toBe(true)
  return { sentences: events.map(({ data }) => data), end }
}

const kept = () => t.sql("select id from ai_feedback where kind = 'narrative'")
const whole = async (): Promise<NarrativeDraft> =>
  (await t.as(t.people.manager, 'POST', path())).json()
const plain = (draft: NarrativeDraft) => ({ ...draft, ai: '', suggestionId: '' })

describe.each(['with the service', 'without it'])('%s', (how) => {
  test('the sentences come one by one and the draft at the end is the answer of old', async () => {
    if (how === 'without it') t.move({ state: 'off' })
    const answer = await stream(t.people.manager)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(answer.headers['x-accel-buffering']).toBe('no')
    expect(answer.headers['cache-control']).toBe('no-store')
    const { sentences, end } = eventsOf(answer)
    expect(end.name).toBe('draft')
    expect(sentences.length).toBeGreaterThanOrEqual(2)
    expect(end.data.sentences).toEqual(sentences)
    expect(plain(end.data)).toEqual(plain(await whole()))
    const published = await t.as(t.people.manager, 'POST', `/projects/${project}/narratives`, {
      body: { suggestionId: end.data.suggestionId, sentences },
    })
    expect(published.statusCode, published.body).toBe(201)
  })
})

test('who does not ask for events gets JSON, and the service is asked for JSON', async () => {
  const answer = await t.as(t.people.manager, 'POST', path())
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(t.fake.asked[0]?.headers.accept).toBe('application/json')
})

test('what is refused before the first sentence is an ordinary problem', async () => {
  const { other, manager } = t.people
  expectProblem(await stream(other), 403, 'permission.denied')
  const absent = await t.as(manager, 'POST', path(v7()), { headers: accept })
  expectProblem(absent, 404, 'project.not_found')
  const wrong = await t.as(manager, 'POST', path(), { headers: accept, body: { tone: 'loud' } })
  expectProblem(wrong, 422, 'request.invalid')
  const nobody = await t.as(undefined, 'POST', path(), { headers: accept })
  expectProblem(nobody, 401, 'identity.required')
})

test('what fails after the first sentence is a last event with the problem', async () => {
  const holder = new pg.Client({ connectionString: t.urlFor('postgres') })
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table ai_feedback in share mode')
  try {
    const { sentences, end } = eventsOf(await stream(t.people.manager))
    expect(sentences.length).toBeGreaterThan(0)
    expect(end).toMatchObject({
      name: 'error',
      data: { status: 503, code: 'database.lock_timeout', instance: expect.any(String) },
    })
  } finally {
    await holder.end()
  }
})

const begin = (good: Json, sentences: Json[]) =>
  [...good.result.sentences.slice(0, 1), ...sentences].map((sentence) =>
    eventOf({ kind: 'sentence', sentence }),
  )
const streamed = { 'content-type': 'text/event-stream' }

test('a sentence that no fact supports is never sent, and what was drafted is the facts', async () => {
  t.move({ state: 'off' })
  const facts = await whole()
  t.heal()
  t.fake.turn((res, good) => {
    const lie = { text: 'The team logged 4711 hours.', factIds: ['f1'] }
    res.writeHead(200, streamed)
    res.end([...begin(good, [lie]), eventOf({ kind: 'answer', answer: good })].join(''))
  })
  const answer = await stream(t.people.manager)
  const { sentences, end } = eventsOf(answer)
  expect(sentences).toHaveLength(1)
  expect(answer.body).not.toContain('4711 hours')
  expect([end.name, end.data.ai]).toEqual(['draft', 'unavailable'])
  expect(plain(end.data)).toMatchObject({ source: 'data', sentences: facts.sentences })
})

const answerOf = (good: Json) => eventOf({ kind: 'answer', answer: good })
const badStreams: [string, (good: Json) => string][] = [
  ['a stream that is cut', (good) => begin(good, []).join('')],
  ['an end that is no event', (good) => `${begin(good, []).join('')}data: {"kind":"answer"`],
  ['broken JSON', () => 'data: {"kind":\n\n'],
  ['a fact that was not sent', (good) => begin(good, [{ text: 'x', factIds: ['f999'] }]).join('')],
  ['NUL', (good) => begin(good, [{ text: 'a\u0000b', factIds: ['f1'] }]).join('')],
  ['an address', (good) => begin(good, [{ text: 'See www.evil.test', factIds: ['f1'] }]).join('')],
  ['deep JSON', () => `data: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n\n`],
  ['something after the answer', (good) => answerOf(good) + begin(good, []).join('')],
  [
    'a sentence in the answer alone that lies',
    (good) => {
      const copy = structuredClone(good)
      copy.result.sentences[1].text = 'The team logged 4711 hours.'
      return begin(good, []).join('') + answerOf(copy)
    },
  ],
  ['ten megabytes', () => `data: ${'x'.repeat(10_000_000)}\n\n`],
  ['another kind of event', (good) => eventOf({ kind: 'token', text: 'The' }) + answerOf(good)],
]

test.each(badStreams)('after %s the draft is the facts', async (_what, textOf) => {
  t.move({ state: 'off' })
  const facts = await whole()
  t.heal()
  t.fake.turn((res, good) => {
    res.on('error', () => {})
    res.writeHead(200, streamed)
    res.end(textOf(good))
  })
  const answer = await stream(t.people.manager)
  const { end } = eventsOf(answer)
  expect([end.name, end.data.ai]).toEqual(['draft', 'unavailable'])
  expect(plain(end.data)).toMatchObject({ source: 'data', sentences: facts.sentences })
  // With its word, because the number alone may stand in an id.
  expect(answer.body).not.toMatch(/4711 hours|evil|\\u0000/)
})

test.each(hostileAnswers)(
  'after %s, asked for events, the draft is the facts',
  async (_what, bad) => {
    t.move({ state: 'off' })
    const facts = await whole()
    t.heal()
    t.fake.turn(bad)
    const { sentences, end } = eventsOf(await stream(t.people.manager))
    expect([end.name, end.data.ai]).toEqual(['draft', 'unavailable'])
    expect(end.data.sentences).toEqual(facts.sentences)
    expect(sentences).toEqual(facts.sentences)
  },
)

test('a sentence is there before the service has ended, and leaving ends the call within 100 ms', async () => {
  t.fake.turn((res, good) => {
    res.writeHead(200, streamed)
    res.write(begin(good, []).join(''))
  })
  for (let i = 0; i < 5; i++) {
    const before = (await kept()).length
    const { answer, asked } = await open()
    const first = await firstEvent(answer)
    expect(JSON.parse(first)).toMatchObject({ text: expect.any(String), factIds: ['f1'] })
    const from = performance.now()
    asked.destroy()
    await expect.poll(t.fake.left, { interval: 5 }).toBe(i + 1)
    expect(performance.now() - from).toBeLessThan(100)
    // Nobody saw the rest, so there is no draft to publish or to count.
    await expect.poll(() => t.pool.idleCount === t.pool.totalCount).toBe(true)
    expect(await kept()).toHaveLength(before)
  }
})

function open() {
  return new Promise<{ asked: ReturnType<typeof request>; answer: IncomingMessage }>((settle) => {
    const asked = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: path(),
      headers: { host: 'localhost:3000', 'x-user-id': t.people.member.id, ...accept },
    })
    asked.on('error', () => {})
    asked.on('response', (answer) => settle({ asked, answer }))
    asked.end()
  })
}

function firstEvent(answer: IncomingMessage): Promise<string> {
  return new Promise((settle) => {
    const { add } = makeEventReader(settle)
    answer.on('error', () => {})
    answer.on('data', add)
  })
}
