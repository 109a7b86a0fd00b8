// The published document against the api: what it allows is never a 500, what it forbids is refused,
// and no text is more than a text.

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { TestApp } from '../app.ts'
import { databaseHash } from '../database-hash.ts'
import { createDocumentsApp } from '../documents-app.ts'
import { arbitraryOf, type Definitions, resolved } from './arbitrary-of.ts'
import { injections } from './injections.ts'
import { isPlain, type Published, type Route, readPublished } from './published-routes.ts'

/** Of each property and each route. */
const runs = Number(process.env.FUZZ_RUNS ?? 20)
const limitMs = 120_000 * Math.max(1, runs / 20)

let t: TestApp
let published: Published
let definitions: Definitions
let routes: Route[]
let send: Published['send']
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  published = await readPublished(t)
  ;({ definitions, routes, send } = published)
})
beforeEach(() => published.renew())
afterAll(() => t.close())

const writing = () => routes.filter((route) => route.body !== undefined && isPlain(route))

test('there are routes to walk, and each body has fields', () => {
  expect(writing().length).toBeGreaterThanOrEqual(6)
  for (const route of writing()) {
    expect(resolved(route.body ?? {}, definitions), route.name).toBeDefined()
  }
})

test(
  'a body that the document allows is never a 500, and a refusal names its field',
  async () => {
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
  },
  limitMs,
)

describe('a body that the document forbids is refused and changes nothing:', () => {
  const cases: [string, (body: object) => unknown][] = [
    ['an unknown key', (body) => ({ ...body, workspaceId: 'x' })],
    ['a list', (body) => [body]],
    ['a text', (body) => JSON.stringify(JSON.stringify(body))],
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
    limitMs,
  )
})

test(
  'any JSON into any route is never a 500',
  async () => {
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
  },
  limitMs,
)

test(
  'what breaks out elsewhere is a plain text in every field of every body',
  async () => {
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
  },
  limitMs,
)

test(
  'what breaks out elsewhere is a plain text in every query parameter',
  async () => {
    for (const route of routes.filter((one) => one.method === 'GET' && isPlain(one))) {
      for (const name of Object.keys(route.query)) {
        for (const text of injections) await send(route, undefined, { [name]: text })
      }
    }
  },
  limitMs,
)

test('what is stored of such a text is the text', async () => {
  const { admin } = t.people
  for (const text of injections) {
    const answer = await t.as(admin, 'PATCH', `/projects/${published.ids().projects}`, {
      body: { description: text },
      ifMatch: await published.etag('/projects/{id}'),
    })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().description).toBe(text.normalize('NFC').trim())
  }
})

function mapFields(body: object, change: () => unknown): object {
  return Object.fromEntries(Object.keys(body).map((name) => [name, change()]))
}
