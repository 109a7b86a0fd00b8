// Fifty people of five workspaces over two connections, some of whom leave in the middle and some of
// whom are cut off: nobody is ever shown a row of another workspace, or of another member.

import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { insertWorkspace } from '../src/db/seed.ts'
import { createTestApp, type TestApp } from './app.ts'

const workspaces = 5
const peopleEach = 10
const requestsEach = 200

type Someone = { id: string; workspace: number; name: string; role: string; heldRow: string }

let t: TestApp
let port: number
const everyone: Someone[] = []
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    env: {
      DATABASE_POOL: '2',
      DATABASE_CONNECT_TIMEOUT_MS: '1500',
      DATABASE_STATEMENT_TIMEOUT_MS: '400',
      DATABASE_LOCK_TIMEOUT_MS: '50',
    },
  })
  const client = new pg.Client({ connectionString: t.urlFor('postgres') })
  await client.connect()
  for (let w = 0; w < workspaces; w++) {
    const people = Array.from({ length: peopleEach }, (_, i) => ({
      name: `Person w${w}p${i}`,
      email: `p${i}@w${w}.test`,
      role: i === 0 ? 'manager' : 'member',
    }))
    const made = await insertWorkspace(client, v7, `Workspace ${w}`, people)
    for (const [i, { id, role }] of made.people.entries()) {
      const name = `w${w}p${i}`
      const { rows } = await client.query(
        `insert into checkins (workspace_id, id, user_id, activity, minutes, tags, work_date, source)
         select $1, gen_random_uuid(), $2, 'mark-' || $3, 5, array['mark-' || $3], '2026-11-24', 'api'
           from generate_series(1, 30) returning id`,
        [made.workspaceId, id, name],
      )
      everyone.push({ id, workspace: w, name, role, heldRow: rows[0].id })
    }
  }
  await client.end()
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  port = (t.app.server.address() as AddressInfo).port
})
afterAll(() => t.close())

type Seen = { status: number; body: string }

/** One request; who leaves goes after that many ms, and hears nothing. */
function ask(who: Someone, [method, path, body]: Wish, leaveAfterMs: number | null): Promise<Seen> {
  return new Promise((settle) => {
    const asked = request({
      port,
      host: '127.0.0.1',
      method,
      path,
      headers: {
        host: 'localhost:3000',
        'x-user-id': who.id,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(method === 'PATCH' ? { 'if-match': `"${who.heldRow}.1"` } : {}),
      },
    })
    asked.on('error', () => settle({ status: 0, body: '' }))
    asked.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () => settle({ status: answer.statusCode ?? 0, body: text }))
      // What was read before leaving counts too.
      answer.on('error', () => settle({ status: 0, body: text }))
    })
    asked.end(body ? JSON.stringify(body) : undefined)
    if (leaveAfterMs !== null) setTimeout(() => asked.destroy(), leaveAfterMs)
  })
}

type Wish = [method: string, path: string, body?: object]

function wish(who: Someone, i: number): Wish {
  const wishes: Wish[] = [
    ['GET', '/checkins?limit=50'],
    ['GET', '/checkins?limit=100&order=worked'],
    ['GET', '/checkins/stats'],
    ['GET', '/tags'],
    ['GET', '/checkins/export?format=json'],
    ['POST', '/checkins', { text: `5m #mark-${who.name} mark-${who.name}` }],
    // Somebody holds this row, so the statement is cut.
    ['PATCH', `/checkins/${who.heldRow}`, { minutes: 7 }],
    ['POST', '/search', { query: 'mark' }],
  ]
  return wishes[i % wishes.length] ?? ['GET', '/me']
}

test('10,000 requests of 50 people on two connections show nobody a foreign row', async () => {
  const holder = new pg.Client({ connectionString: t.urlFor('postgres') })
  await holder.connect()
  await holder.query('begin')
  await holder.query('select 1 from checkins where id = any($1) for update', [
    everyone.map((one) => one.heldRow),
  ])
  const statuses = new Map<number, number>()
  const foreign: string[] = []
  let marks = 0
  await Promise.all(
    everyone.map(async (who, nth) => {
      for (let i = 0; i < requestsEach; i++) {
        const leaves = (i * 7 + nth) % 11 === 0 ? (i + nth) % 25 : null
        const { status, body } = await ask(who, wish(who, i + nth), leaves)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        for (const [mark, name, workspace] of body.matchAll(/mark-(w(\d)p\d)/g)) {
          marks++
          const isTheirs =
            Number(workspace) === who.workspace && (who.role === 'manager' || name === who.name)
          if (!isTheirs) foreign.push(`${who.name} saw ${mark}`)
        }
      }
    }),
  )
  await holder.end()
  process.stdout.write(
    `${everyone.length * requestsEach} requests, ${marks} marks, ${foreign.length} foreign; ${JSON.stringify(Object.fromEntries(statuses))}\n`,
  )
  expect(foreign).toEqual([])
  expect(marks).toBeGreaterThan(10_000)
  expect([...statuses.keys()].filter((one) => ![0, 200, 201, 503].includes(one))).toEqual([])
  // Without leaving and without being cut off the test would show little.
  expect(statuses.get(0)).toBeGreaterThan(100)
  expect(statuses.get(503)).toBeGreaterThan(100)
}, 240_000)
