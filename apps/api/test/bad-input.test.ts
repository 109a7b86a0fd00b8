import { Problem } from '@worksmart/types/problems'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { testNow } from './app.ts'
import { badInputs } from './bad-input/all.ts'
import { anId, type BadInput, documentId, projectId, taskId } from './bad-input/input.ts'
import { databaseHash } from './database-hash.ts'
import { createDocumentsApp, type DocumentsApp } from './documents-app.ts'
import { aCheckin, aDocument, aProject, aTask } from './factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ now: () => testNow }),
  })
  const { member } = t.people
  await aCheckin(t, member)
  await aProject(t, member, { key: 'WEB', id: projectId })
  await aTask(t, member, projectId, { id: taskId })
  await aDocument(t, member, { id: documentId })
})
afterAll(() => t.close())

function send(input: BadInput) {
  return t.app.inject({
    method: input.method ?? 'GET',
    url: input.url,
    headers: {
      host: 'localhost:3000',
      'x-user-id': t.people[input.as ?? 'member'].id,
      ...input.headers,
    },
    ...(input.body === undefined
      ? {}
      : { payload: input.body as NonNullable<InjectOptions['payload']> }),
  })
}

describe.each(badInputs)('%s', (_kind, inputs) => {
  test.each(inputs)('$what is $status $code', async (input) => {
    const before = await databaseHash(t)
    const answer = await send(input)
    expect(answer.headers['content-type'], answer.body).toBe('application/problem+json')
    const problem = Problem.parse(answer.json())
    expect([problem.status, problem.code], answer.body).toEqual([input.status, input.code])
    expect(answer.statusCode).toBe(input.status)
    expect(problem.type).toBe(`/problems/${input.code}`)
    expect(problem.instance).toBe(answer.headers['x-request-id'])
    expect(problem.detail).toMatch(/^[A-Z0-9“].*[.?]$/)
    if (input.pointer) {
      expect(
        problem.errors?.map((error) => error.pointer),
        answer.body,
      ).toContain(input.pointer)
    }
    expect(await databaseHash(t)).toEqual(before)
  })
})

test('there are at least the promised 120 of them', () => {
  expect(badInputs.flatMap(([, inputs]) => inputs).length).toBeGreaterThanOrEqual(120)
})

const creations: [string, object, string[]][] = [
  [
    'checkins',
    { activity: 'x', minutes: 1, tags: [], workDate: '2026-11-24' },
    [
      ...['id', 'activity', 'minutes', 'tags', 'workDate', 'startedAt', 'endedAt', 'timeZone'],
      ...['projectId', 'taskId', 'sourceId', 'text'],
    ],
  ],
  ['checkins', { text: '1h #dev x' }, ['id', 'text', 'projectId', 'taskId', 'sourceId']],
  [
    'projects',
    { key: 'NEW', name: 'New' },
    [
      ...['id', 'key', 'name', 'description', 'status', 'ownerId', 'startsOn', 'dueOn'],
      ...['budgetMinutes', 'colour'],
    ],
  ],
  [
    'tasks',
    { projectId, title: 'New' },
    [
      ...['id', 'projectId', 'title', 'description', 'status', 'assigneeId', 'estimateMinutes'],
      ...['dueOn', 'position'],
    ],
  ],
  [
    'users',
    { email: 'nora@here.test', name: 'Nora New', role: 'member' },
    ['id', 'email', 'name', 'role'],
  ],
]

test.each(creations)(
  'a body that creates %s is refused with every column that is not its own',
  async (table, body, own) => {
    const before = await databaseHash(t)
    const columns = await t.sql<{ name: string }>(
      'select column_name as name from information_schema.columns where table_name = $1',
      [table],
    )
    const writable = new Set(own)
    const camel = (name: string) =>
      name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
    const forbidden = columns
      .flatMap(({ name }) => [name, camel(name)])
      .filter((n) => !writable.has(n))
    expect(forbidden).toContain('workspace_id')
    for (const key of forbidden) {
      const answer = await send({
        what: key,
        method: 'POST',
        url: `/${table}`,
        as: 'admin',
        body: { ...body, [key]: null },
        status: 422,
        code: '',
      })
      expect(answer.statusCode, key).toBe(422)
      expect(answer.json().errors[0].pointer).toBe(`/${key}`)
    }
    expect(await databaseHash(t)).toEqual(before)
  },
)

describe('what looks wrong and is right', () => {
  const right: [string, object | string][] = [
    ['a mark of UTF-8 before the JSON', '\uFEFF{"text":"1h bom"}'],
    ['500 emoji', { activity: '🙂'.repeat(500), minutes: 1, tags: [], workDate: '2026-11-24' }],
    [
      'a text that is NFD',
      { activity: 'Cafe\u0301', minutes: 1, tags: [], workDate: '2026-11-24' },
    ],
    ['HTML', { text: '1h <script>alert(1)</script>' }],
    ['SQL', { text: "1h '; drop table checkins; --" }],
    ['a formula', { text: '1h =cmd|calc' }],
    ['a direction override', { text: '1h a\u202eb' }],
    ['new lines in a field', { activity: 'a\r\nb', minutes: 1, tags: [], workDate: '2026-11-24' }],
    ['a day of 24 hours', { activity: 'long', minutes: 1440, tags: [], workDate: '2026-11-24' }],
    ['an escaped key once', '{"\\u0074ext":"1h once"}'],
    ['the same key in two objects', { text: '1h #dev a', suppressed: [[3, 7]] }],
  ]
  test.each(right)('%s', async (_what, body) => {
    const answer = await t.app.inject({
      method: 'POST',
      url: '/checkins',
      headers: {
        host: 'localhost:3000',
        'x-user-id': t.people.other.id.toUpperCase(),
        'content-type': 'application/json; charset=utf-8',
      },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    })
    expect(answer.statusCode, answer.body).toBe(201)
    const read = await t.as(t.people.other, 'GET', `/checkins/${answer.json().id}`)
    expect(read.json()).toEqual(answer.json())
    expect(read.json().activity).toBe(read.json().activity.normalize('NFC'))
  })
})

describe('an answer', () => {
  test('to a wrong method lists the right ones', async () => {
    expect((await t.as(undefined, 'PUT', '/checkins')).headers.allow).toBe('GET, POST')
    const one = await t.as(undefined, 'PUT', `/checkins/${anId}`)
    expect(one.headers.allow).toBe('GET, PATCH, DELETE')
  })

  test('is never a page and never a redirect, whatever a browser accepts', async () => {
    const urls = badInputs.flatMap(([, inputs]) => inputs.map((input) => input.url))
    for (const url of new Set([...urls, '/', '/me', '/checkins', '/health'])) {
      for (const who of [undefined, t.people.member]) {
        const answer = await t.as(who, 'GET', url, {
          headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate', cookie: 'a=b' },
        })
        expect(answer.headers['content-type'], url).not.toContain('html')
        expect([3, 5], url).not.toContain(Math.floor(answer.statusCode / 100))
      }
    }
  })

  test('lets no page of another origin read it, whoever it says it is', async () => {
    for (const origin of ['https://evil.test', 'http://localhost:3000', 'null']) {
      for (const [method, url] of [
        ['GET', '/me'],
        ['GET', '/health'],
        ['POST', '/checkins'],
        ['OPTIONS', '/checkins'],
      ] as const) {
        const { headers } = await t.app.inject({
          method,
          url,
          headers: { host: 'localhost:3000', 'x-user-id': t.people.member.id, origin },
        })
        const allowing = Object.keys(headers).filter((name) => name.startsWith('access-control'))
        expect(allowing, `${method} ${url} from ${origin}`).toEqual([])
      }
    }
  })

  test('to nobody says how to say who one is', async () => {
    const answer = await t.as(undefined, 'GET', '/me')
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })

  test('is never kept by a cache', async () => {
    for (const url of ['/me', '/checkins', '/nothing', '/checkins/x']) {
      expect((await t.as(t.people.member, 'GET', url)).headers['cache-control']).toBe('no-store')
    }
  })
})
