// Every bad value in every field of every body and in every query parameter: the status says what is
// wrong, nothing is ever a 500, and what is refused changes nothing.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { databaseHash } from '../database-hash.ts'
import { createDocumentsApp, type DocumentsApp } from '../documents-app.ts'
import { arbitraryOf, resolved } from './arbitrary-of.ts'
import { isPlain, type Published, readPublished } from './published-routes.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** As they stand in the JSON of a body. */
const badValues: readonly string[] = [
  ...['null', 'true', '{}', '[]', '[[]]', '[null]', '{"a":1}', '""', '" "', '"x"'],
  ...['0', '-1', '1.5', '5e-324', '1e400', '-0', '1441', '9007199254740993', '1e21', '"1,5"'],
  ...[
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\udc00x"',
    '"\\u202eabc"',
    '"\\r\\n"',
    '"\\ufeff"',
  ],
  ...['"Cafe\\u0301"', '"=1+1"', '"<script>"', '"\\u0027; drop table users; --"', '"__proto__"'],
  ...['"2026-02-30"', '"0000-00-00"', '"2026-11-24T25:00:00Z"', '"9999-12-31T23:59:59-23:59"'],
  ...['"../"', '"%00"', '"00000000-0000-0000-0000-000000000000"', '"NaN"', '"Mars/Phobos"'],
  `"${'a'.repeat(501)}"`,
  `"${'\u{1F642}'.repeat(2001)}"`,
  `"${'b'.repeat(100_000)}"`,
  nested(33),
  nested(10_000),
]

let t: DocumentsApp
let published: Published
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  published = await readPublished(t)
  await published.renew()
})
afterAll(() => t.close())

test('every bad value in every field and every parameter is answered, and a refusal changes nothing', async () => {
  const statuses = new Map<number, number>()
  let sent = 0
  let before = await databaseHash(t)

  async function expectHandled(answer: Awaited<ReturnType<Published['send']>>): Promise<void> {
    sent++
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    const after = await databaseHash(t)
    if (answer.statusCode >= 400) expect(after, answer.body).toEqual(before)
    before = after
  }

  for (const route of published.routes.filter(isPlain)) {
    await published.renew()
    before = await databaseHash(t)
    for (const name of Object.keys(route.query)) {
      for (const value of badValues.slice(0, -2)) {
        const text = JSON.parse(value === '1e400' ? '"1e400"' : value)
        const written = typeof text === 'string' ? text.slice(0, 4000) : value
        // Half of a pair cannot be written in an address.
        if (!written.isWellFormed()) continue
        await expectHandled(await published.send(route, undefined, { [name]: written }))
      }
    }
    if (route.body === undefined) continue
    const schema = resolved(route.body, published.definitions)
    const [sample] = fc.sample(arbitraryOf(schema, published.definitions), { numRuns: 1, seed: 7 })
    const names = new Set([
      ...Object.keys(schema.properties ?? {}),
      ...Object.keys((sample as object | null) ?? {}),
    ])
    for (const name of names) {
      for (const value of badValues) {
        const { [name]: _, ...others } = sample as Record<string, unknown>
        const rest = JSON.stringify(others).slice(1)
        const body = `{${JSON.stringify(name)}:${value}${rest === '}' ? '' : ','}${rest}`
        await expectHandled(await published.send(route, body))
      }
    }
  }
  process.stdout.write(`${sent} bad values; ${JSON.stringify(Object.fromEntries(statuses))}\n`)
  expect(sent).toBeGreaterThan(3000)
}, 600_000)
