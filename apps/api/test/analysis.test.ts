// A document is analysed after the answer, and looked through field by field.

import type { DocumentAnalysis } from '@worksmart/types/analysis'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { beginAnalysis } from '../src/ai/analysis.service.ts'
import { endSession } from '../src/identity/sessions.service.ts'
import { actorOf } from './actor.ts'
import { type AiApp, createAiApp } from './ai-app.ts'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aDocument, aLink, aProject } from './factories.ts'
import { send } from './fake-inference.ts'
import { hostileAnswers } from './hostile-answers.ts'

let t: AiApp
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  project = await aProject(t, t.people.admin, { key: 'WEB', name: 'Website' })
})
beforeEach(() => t.heal())
afterAll(() => t.close())

const analyze = (who: Person, id: string, body?: object) =>
  t.as(who, 'POST', `/documents/${id}/analyze`, body ? { body } : {})
const read = async (who: Person, id: string): Promise<DocumentAnalysis> =>
  (await t.as(who, 'GET', `/documents/${id}/analysis`)).json()
/** The state of the analysis once no run is at work. */
async function settled(who: Person, id: string): Promise<DocumentAnalysis> {
  await t.dependencies.background.settle()
  return read(who, id)
}
const stored = async (id: string) =>
  (await t.sql('select * from documents where id = $1', [id]))[0] as Record<string, never>

test('an analysis is begun with 202, goes on after the answer, and is there the next time', async () => {
  const { member } = t.people
  const id = await aDocument(t, member, { name: 'invoice.pdf' })
  expect(await read(member, id)).toMatchObject({ status: 'none', fields: [], code: null })
  const begun = await analyze(member, id)
  expect([begun.statusCode, begun.json().status]).toEqual([202, 'queued'])
  const done = await settled(member, id)
  expect(done).toMatchObject({ status: 'ready', model: 'fake-words/1', pageCount: 1, reviewed: 0 })
  const again = await analyze(member, id)
  expect([again.statusCode, again.json()]).toEqual([200, done])
  expect(t.fake.asked).toHaveLength(1)
  const [{ body } = { body: {} }] = t.fake.asked
  expect(body).toMatchObject({ storageKey: `documents/${member.workspaceId}/${id}` })
  expect(begun.body + again.body).not.toContain('storageKey')
})

test('each field says its value, its word and where it stands', async () => {
  const { member, admin } = t.people
  const id = await aDocument(t, member)
  await analyze(member, id)
  const { fields, pages } = await settled(member, id)
  expect(
    fields.map(({ kind, subkind, value, confidence }) => [kind, subkind, value, confidence]),
  ).toEqual([
    ['type', null, 'invoice', 'likely'],
    ['summary', null, 'Invoice no. 117', null],
    ['entity', 'date', '2026-12-01', 'likely'],
    ['action', null, 'Ana Admin will send it', 'maybe'],
    ['link', 'project', project, 'maybe'],
  ])
  expect(fields[3]).toMatchObject({ assigneeId: admin.id, dueOn: '2026-12-01' })
  expect(fields[4]).toMatchObject({ projectId: project, reasons: ['shares a word'] })
  for (const { evidence } of fields) {
    if (!evidence) continue
    const text = pages.find(({ page }) => page === evidence.page)?.text ?? ''
    expect([...text].slice(evidence.start, evidence.end).join('')).toBe(evidence.quote)
  }
})

test('the whole answer is kept word for word, and decisions stand apart from it', async () => {
  const { member } = t.people
  const id = await aDocument(t, member)
  t.fake.turn((res, good) => send(res, 200, { ...good, warnings: ['text_truncated'] }))
  await analyze(member, id)
  const done = await settled(member, id)
  expect(done.warnings).toEqual(['text_truncated'])
  const { extracted_data: before } = await stored(id)
  expect(before).toMatchObject({ strategy: 'local', result: { documentId: id, schemaVersion: 1 } })
  const [field] = done.fields
  const answer = await t.as(member, 'POST', '/ai/feedback', {
    body: { suggestionId: field?.id, pattern: field?.pattern, outcome: 'edited', value: 'receipt' },
  })
  expect([answer.statusCode, answer.json().ended], answer.body).toEqual([200, false])
  expect((await stored(id)).extracted_data).toEqual(before)
  expect((await read(member, id)).reviewed).toBe(1)
})

test('what one decides, everybody who sees the document reads, with who and when', async () => {
  const { member, manager, other, admin } = t.people
  const id = await aDocument(t, member)
  await aLink(t, member, id, { projectId: project })
  await analyze(member, id)
  const { fields } = await settled(member, id)
  const [, , date] = fields
  await t.as(member, 'POST', '/ai/feedback', {
    body: {
      suggestionId: date?.id,
      pattern: date?.pattern,
      outcome: 'accepted',
      value: '2026-12-01',
    },
  })
  for (const who of [member, manager, other, admin]) {
    const review = (await read(who, id)).fields[2]?.review
    expect(review).toMatchObject({
      outcome: 'accepted',
      value: '2026-12-01',
      userId: member.id,
      userName: 'Mia Member',
    })
  }
  // The last word counts, whoever says it.
  const theirs = (await read(manager, id)).fields[2]
  await t.as(manager, 'POST', '/ai/feedback', {
    body: { suggestionId: theirs?.id, pattern: theirs?.pattern, outcome: 'dismissed' },
  })
  expect((await read(member, id)).fields[2]?.review).toMatchObject({
    outcome: 'dismissed',
    userId: manager.id,
  })
  // Somebody who only sees it decides nothing.
  const seen = (await read(other, id)).fields[0]
  const refused = await t.as(other, 'POST', '/ai/feedback', {
    body: { suggestionId: seen?.id, pattern: seen?.pattern, outcome: 'accepted' },
  })
  expect(refused.statusCode).toBe(403)
})

test('a second one while one is at work is 409, and after it is not', async () => {
  const { member } = t.people
  const id = await aDocument(t, member)
  let finish = () => {}
  t.fake.turn((res, good) => {
    finish = () => send(res, 200, good)
  })
  await analyze(member, id)
  const second = await analyze(member, id)
  expect([second.statusCode, second.json().code]).toEqual([409, 'document.analysis_running'])
  await expect.poll(() => t.fake.asked.length).toBe(1)
  expect((await read(member, id)).status).toBe('running')
  finish()
  expect((await settled(member, id)).status).toBe('ready')
  expect((await analyze(member, id, { again: true })).statusCode).toBe(202)
  await t.dependencies.background.settle()
})

test('a run goes on when the person signs out meanwhile', async () => {
  const { member } = t.people
  const id = await aDocument(t, member)
  const actor = { ...actorOf(member, 'documents.write'), sessionId: 'sess_analysis' }
  let finish = () => {}
  t.fake.turn((res, good) => {
    finish = () => send(res, 200, good)
  })
  expect((await beginAnalysis(t.dependencies, actor, id, false)).status).toBe(202)
  await expect.poll(() => t.fake.asked.length).toBe(1)
  await endSession(t.dependencies, { ...actor, permission: 'account.signOut' })
  finish()
  expect((await settled(member, id)).status).toBe('ready')
})

test('a run whose process died is begun again after three minutes', async () => {
  const { member } = t.people
  const id = await aDocument(t, member)
  await t.sql(
    "update documents set analysis_status = 'running', updated_at = now() where id = $1",
    [id],
  )
  expect((await analyze(member, id)).statusCode).toBe(409)
  await t.sql("update documents set updated_at = now() - interval '4 minutes' where id = $1", [id])
  expect((await analyze(member, id)).statusCode).toBe(202)
  expect((await settled(member, id)).status).toBe('ready')
})

describe('a service that is not there', () => {
  test.each([
    ['off', { state: 'off' } as const, 'ai.off'],
    ['preparing', { state: 'preparing', detail: '3 of 5' } as const, 'ai.unavailable'],
  ])('%s is 503 at once, and nothing is written', async (_what, place, code) => {
    const { member } = t.people
    const id = await aDocument(t, member)
    t.move(place)
    const before = await databaseHash(t)
    const answer = await analyze(member, id)
    expect([answer.statusCode, answer.json().code]).toEqual([503, code])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(await databaseHash(t)).toEqual(before)
  })

  test('what was analysed before is still read and answered', async () => {
    const { member } = t.people
    const id = await aDocument(t, member)
    await analyze(member, id)
    const done = await settled(member, id)
    t.move({ state: 'off' })
    expect((await analyze(member, id)).json()).toEqual(done)
    expect(await read(member, id)).toEqual(done)
  })

  test('that is refused ends as failed with its code, and can be repeated', async () => {
    const { member } = t.people
    const id = await aDocument(t, member)
    t.move({ state: 'there', url: 'http://127.0.0.1:9', token: 'x' })
    expect((await analyze(member, id)).statusCode).toBe(202)
    expect(await settled(member, id)).toMatchObject({ status: 'failed', code: 'ai.unavailable' })
    t.heal()
    expect((await analyze(member, id)).statusCode).toBe(202)
    expect((await settled(member, id)).status).toBe('ready')
  })

  test('for a while after a run of failures it is told at once', async () => {
    const { member } = t.people
    t.fake.turn((res) => send(res, 500, {}))
    for (let i = 0; i < 5; i++) {
      await analyze(member, await aDocument(t, member))
      await t.dependencies.background.settle()
    }
    const answer = await analyze(member, await aDocument(t, member))
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'ai.unavailable'])
  })
})

test.each(hostileAnswers)(
  'after %s the document has the code, and nothing of the answer',
  async (_what, hostile, [, code]) => {
    const { member } = t.people
    const id = await aDocument(t, member)
    t.fake.turn(hostile)
    const { documents: _d, audit_log: _a, audit_values: _v, ...before } = await databaseHash(t)
    await analyze(member, id)
    expect(await settled(member, id)).toMatchObject({
      status: 'failed',
      code,
      fields: [],
      pages: [],
    })
    expect((await stored(id)).extracted_data).toBeNull()
    const { documents: _d2, audit_log: _a2, audit_values: _v2, ...after } = await databaseHash(t)
    expect(after).toEqual(before)
  },
)

test.each([
  ['document_encrypted', 422, 'document.encrypted'],
  ['document_unreadable', 422, 'document.unreadable'],
  ['object_not_found', 404, 'document.object_missing'],
  ['object_changed', 409, 'document.object_changed'],
  ['unsupported_media', 415, 'document.unreadable'],
])(
  '%s is this document’s own: it fails with %s %s and closes nothing',
  async (code, status, ours) => {
    const { member } = t.people
    t.fake.turn((res) =>
      send(res, status, {
        type: 'about:blank',
        title: 'x',
        status,
        detail: 'x',
        code,
        requestId: 'x',
        retryable: false,
        retryAfterMs: null,
      }),
    )
    for (let i = 0; i < 6; i++) {
      const id = await aDocument(t, member)
      expect((await analyze(member, id)).statusCode).toBe(202)
      expect((await settled(member, id)).code).toBe(ours)
    }
  },
)

test('a file that is not ready yet is not analysed', async () => {
  const { member } = t.people
  const id = await aDocument(t, member, { status: 'quarantined' })
  const answer = await analyze(member, id)
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'document.not_ready'])
})

test('switched off for the workspace, nothing is sent', async () => {
  const { member } = t.people
  const id = await aDocument(t, member)
  const set = (on: boolean) =>
    t.sql(
      `update workspaces set settings = jsonb_build_object('ai', jsonb_build_object('documents', $2::boolean))
        where id = $1`,
      [member.workspaceId, on],
    )
  await set(false)
  const answer = await analyze(member, id)
  expect([answer.statusCode, answer.json().code, t.fake.asked]).toEqual([503, 'ai.off', []])
  await set(true)
})

test('what was read from a document is found by search, by who may see it', async () => {
  const { member, other } = t.people
  const id = await aDocument(t, member, { name: 'zeppelin.pdf' })
  await analyze(member, id)
  await settled(member, id)
  await t.job('index-search')
  const search = async (who: Person) =>
    (await t.as(who, 'POST', '/search', { body: { query: '"Invoice no. 117"' } })).json()
  const found = (await search(member)).groups[0]?.hits.find((hit: { id: string }) => hit.id === id)
  expect(found.snippet.text).toContain('Invoice no. 117')
  const theirs = (await search(other)).groups.flatMap(
    (group: { hits: { id: string }[] }) => group.hits,
  )
  expect(theirs.map((hit: { id: string }) => hit.id)).not.toContain(id)
})

test('an analysis leaves one row in the log when it begins and one when it ends', async () => {
  const { member } = t.people
  const id = await aDocument(t, member)
  await t.sql('truncate audit_log cascade')
  await analyze(member, id)
  await settled(member, id)
  const rows = await t.sql('select action, actor_id from audit_log order by created_at, id')
  expect(rows).toEqual([
    { action: 'document.analysis_begun', actor_id: member.id },
    { action: 'document.analyzed', actor_id: member.id },
  ])
})
