// The published document against the api: what it allows is never a 500, what it forbids is refused,
// and no text is more than a text.

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { TestApp } from '../app.ts'
import { databaseHash } from '../database-hash.ts'
import { createDocumentsApp } from '../documents-app.ts'
import { aCheckin, aDocument, aProject, aTask } from '../factories.ts'
import { arbitraryOf, type Definitions, type JsonSchema, resolved } from './arbitrary-of.ts'
import { injections } from './injections.ts'

type Operation = {
  parameters?: { in: string; name: string; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}
type Route = {
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body: JsonSchema | undefined
  query: Record<string, JsonSchema>
}

const runs = Number(process.env.FUZZ_RUNS ?? 20)

let t: TestApp
let definitions: Definitions
let routes: Route[]
let ids: Record<string, string>

beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  const document = (await t.as(undefined, 'GET', '/openapi.json')).json()
  definitions = document.components.schemas
  routes = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, one]) => routeOf(method, path, one)),
  )
})
beforeEach(async () => {
  const { admin } = t.people
  const key = `F${Math.floor(Math.random() * 1e8)
    .toString(36)
    .toUpperCase()}`.slice(0, 9)
  const project = await aProject(t, admin, { key })
  ids = {
    projects: project,
    tasks: await aTask(t, admin, project),
    checkins: await aCheckin(t, admin),
    documents: await aDocument(t, admin),
    users: t.people.member.id,
    workspace: admin.workspaceId,
  }
})
afterAll(() => t.close())

function routeOf(method: string, path: string, operation: Operation): Route {
  const inQuery = operation.parameters?.filter((one) => one.in === 'query') ?? []
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase() as Route['method'],
    path,
    body: operation.requestBody?.content['application/json']?.schema,
    query: Object.fromEntries(inQuery.map((one) => [one.name, one.schema])),
  }
}

/** An address of this route about a row that is there. */
function urlOf({ path }: Route, query: Record<string, unknown> = {}): string {
  const area = path.split('/')[1] ?? ''
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, String(value)]),
  )
  const url = path.replace(/\{\w+\}/, ids[area] ?? 'x').replace(/\{\w+\}/g, ids.projects ?? 'x')
  return pairs.length > 0 ? `${url}?${search}` : url
}

async function send(route: Route, body: unknown, query: Record<string, unknown> = {}) {
  const answer = await t.as(t.people.admin, route.method, urlOf(route, query), {
    ...(body === undefined ? {} : { body }),
    ...(route.method === 'PATCH' ? { ifMatch: await etag(route) } : {}),
  })
  const seen = `${route.name} ${JSON.stringify({ body, query }).slice(0, 500)} → ${answer.body.slice(0, 300)}`
  // There is no inference service here, and what needs one says so.
  if (answer.statusCode >= 500)
    expect([503, 'ai.off'], seen).toEqual([answer.statusCode, answer.json().code])
  if (answer.statusCode >= 400) {
    expect(answer.headers['content-type'], seen).toBe('application/problem+json')
  }
  return answer
}

/** The version as it is, so that a write is refused for its body and for nothing else. */
async function etag(route: Route): Promise<string> {
  const area = route.path.split('/')[1] ?? ''
  const table = area === 'workspace' ? 'workspaces' : area
  const [row] = await t.sql<{ version: number }>(`select version from ${table} where id = $1`, [
    ids[area],
  ])
  return `"${ids[area]}.${row?.version ?? 1}"`
}

// Sample data is one switch, and the export's whole answer is a file.
const isPlain = (route: Route) => !/sample-data|docs|health|openapi/.test(route.path)
const writing = () => routes.filter((route) => route.body !== undefined && isPlain(route))

test('there are routes to walk, and each body has fields', () => {
  expect(writing().length).toBeGreaterThanOrEqual(6)
  for (const route of writing()) {
    expect(resolved(route.body ?? {}, definitions), route.name).toBeDefined()
  }
})

test('a body that the document allows is never a 500, and a refusal names its field', async () => {
  for (const route of writing()) {
    await fc.assert(
      fc.asyncProperty(arbitraryOf(route.body ?? {}, definitions), async (body) => {
        const answer = await send(route, body)
        if (answer.statusCode === 422) {
          expect(answer.json().errors?.length, answer.body).toBeGreaterThan(0)
        }
      }),
      { numRuns: runs },
    )
  }
}, 120_000)

describe('a body that the document forbids is refused and changes nothing:', () => {
  const cases: [string, (body: object) => unknown][] = [
    ['an unknown key', (body) => ({ ...body, workspaceId: 'x' })],
    ['a list', (body) => [body]],
    ['a text', (body) => JSON.stringify(body)],
    ['a number', () => 7],
    ['every field a list of lists', (body) => mapFields(body, () => [[[]]])],
    ['every field an object', (body) => mapFields(body, () => ({ a: 1 }))],
  ]
  test.each(cases)(
    '%s',
    async (_name, change) => {
      for (const route of writing()) {
        await fc.assert(
          fc.asyncProperty(arbitraryOf(route.body ?? {}, definitions), async (body) => {
            if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) return
            const before = await databaseHash(t)
            const answer = await send(route, change(body))
            // A batch answers for each line; here every one is refused.
            const isRefused = answer.statusCode >= 400 || answer.json().created?.length === 0
            expect(isRefused, answer.body).toBe(true)
            expect(await databaseHash(t)).toEqual(before)
          }),
          { numRuns: Math.ceil(runs / 5) },
        )
      }
    },
    120_000,
  )
})

test('any JSON into any route is never a 500', async () => {
  const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' })
  for (const route of routes.filter(isPlain)) {
    await fc.assert(
      fc.asyncProperty(
        json,
        fc.dictionary(fc.string({ maxLength: 12 }), fc.string({ maxLength: 30 }), { maxKeys: 3 }),
        async (body, query) => {
          await send(route, route.method === 'GET' ? undefined : (body ?? {}), query)
        },
      ),
      { numRuns: runs },
    )
  }
}, 120_000)

test('what breaks out elsewhere is a plain text in every field of every body', async () => {
  expect(injections.length).toBeGreaterThanOrEqual(60)
  for (const route of writing()) {
    const schema = resolved(route.body ?? {}, definitions)
    const names = Object.keys(schema.properties ?? {})
    const [sample] = fc.sample(arbitraryOf(schema, definitions), { numRuns: 1, seed: 7 })
    for (const name of names) {
      for (const text of injections) await send(route, { ...(sample as object), [name]: text })
    }
  }
  const [tables] = await t.sql<{ n: number }>(
    "select count(*)::int as n from pg_tables where schemaname = 'public'",
  )
  expect(tables?.n).toBeGreaterThanOrEqual(13)
}, 120_000)

test('what breaks out elsewhere is a plain text in every query parameter', async () => {
  for (const route of routes.filter((one) => one.method === 'GET' && isPlain(one))) {
    for (const name of Object.keys(route.query)) {
      for (const text of injections) await send(route, undefined, { [name]: text })
    }
  }
}, 120_000)

test('what is stored of such a text is the text', async () => {
  const { admin } = t.people
  for (const text of injections) {
    const answer = await t.as(admin, 'PATCH', `/projects/${ids.projects}`, {
      body: { description: text },
      ifMatch: await etag({ path: '/projects/{id}' } as Route),
    })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().description).toBe(text.normalize('NFC').trim())
  }
})

function mapFields(body: object, change: () => unknown): object {
  return Object.fromEntries(Object.keys(body).map((name) => [name, change()]))
}
