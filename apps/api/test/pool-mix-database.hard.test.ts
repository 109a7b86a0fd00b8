// Fifty people of five workspaces share two connections, and much goes wrong on the way. What each
// of them reads has no predicate at all: whatever the connection still knew of the one before would
// be seen.

import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connectPool, type Pool } from '../src/db/connect.ts'
import { type Database, makeDatabase, type Prepared, type TextRow } from '../src/db/with-actor.ts'
import { actorOf } from './actor.ts'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { aCheckin } from './factories.ts'

const requestsEach = 200
const atOnce = 12

let t: TestApp
let pool: Pool
let database: Database
const people: Person[] = []
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  for (let w = 0; w < 5; w++) {
    const workspaceId = v7()
    await t.sql('insert into workspaces (id, name) values ($1, $2)', [workspaceId, `Mix ${w}`])
    for (let i = 0; i < 10; i++) {
      const role = (['admin', 'manager', 'member'] as const)[Math.min(i, 2)] ?? 'member'
      const person = { id: v7(), email: `p${w}-${i}@mix.test`, role, workspaceId }
      await t.sql(
        'insert into users (workspace_id, id, email, name, role) values ($1, $2, $3, $3, $4)',
        [workspaceId, person.id, person.email, role],
      )
      await aCheckin(t, person)
      people.push(person)
    }
  }
  pool = connectPool(
    {
      url: t.urlFor('ws_app'),
      role: 'ws_app',
      max: 2,
      connectTimeoutMs: 20_000,
      statementTimeoutMs: 250,
      lockTimeoutMs: 200,
      applicationName: 'pool-mix',
    },
    { onIdleError: () => {} },
  )
  database = makeDatabase(pool)
})
afterAll(async () => {
  await pool.end()
  await t.close()
})

const everything: Prepared = {
  name: 'everything',
  text: 'select workspace_id, user_id from checkins',
  values: [],
}
const broken: Prepared = { name: 'broken', text: 'select 1 / 0', values: [] }
const slow: Prepared = { name: 'slow', text: 'select pg_sleep(2)', values: [] }

/** Whoever asks without having said who they are has to find the connection empty-handed. */
async function asksAsNobody(): Promise<null> {
  const { rows } = await pool.query(everything.text)
  expect(rows).toEqual([])
  return null
}

/** Ways to ask; those that fail or find nothing on purpose answer null. */
const ways: ((who: Person) => Promise<TextRow[] | null>)[] = [
  (who) => database.readAs(actorOf(who), everything),
  (who) => database.readAsRole(actorOf(who), () => everything),
  (who) => database.withActor(actorOf(who), (tx) => tx.rows(everything)),
  (who) =>
    fails(
      database.withActor(actorOf(who), async (tx) => {
        await tx.rows(everything)
        throw new Error('in the middle')
      }),
    ),
  (who) => fails(database.withActor(actorOf(who), (tx) => tx.rows(broken))),
  (who) => fails(database.readAs(actorOf(who), broken)),
  asksAsNobody,
]
const rareWays: typeof ways = [
  (who) => fails(database.withActor(actorOf(who), (tx) => tx.rows(slow))),
  (who) => fails(database.readAs(actorOf(who), slow)),
  (who) =>
    fails(
      database.withActor(actorOf(who), (tx) =>
        tx.rows({ name: 'end', text: 'select pg_terminate_backend(pg_backend_pid())', values: [] }),
      ),
    ),
]

async function fails(asked: Promise<unknown>): Promise<null> {
  await expect(asked).rejects.toThrow()
  return null
}

test('nobody reads a row of another, whatever went wrong on the connection before', async () => {
  let answered = 0
  let failed = 0
  let foreign = 0
  const total = people.length * requestsEach
  let next = 0
  const worker = async () => {
    while (next < total) {
      const n = next++
      const who = people[(n * 7) % people.length] as Person
      const list = n % 100 === 0 ? rareWays : ways
      const ask = list[Math.floor(n / (n % 100 === 0 ? 100 : 1)) % list.length]
      const rows = (await ask?.(who)) ?? null
      if (rows === null) {
        failed++
        continue
      }
      answered++
      const mine = who.role === 'member' ? 1 : 10
      expect(rows).toHaveLength(mine)
      foreign += rows.filter(
        ([workspaceId, userId]) =>
          workspaceId !== who.workspaceId || (mine === 1 && userId !== who.id),
      ).length
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  expect(answered + failed).toBe(total)
  expect(foreign).toBe(0)
  process.stdout.write(
    `pool mix: ${total} requests of ${people.length} people on 2 connections, ${failed} of them ` +
      `failed or found nothing on purpose, ${foreign} foreign rows\n`,
  )
})
