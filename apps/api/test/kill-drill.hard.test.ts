// Five thousand acknowledged writes while the api and Postgres are killed at random, as a power cut
// would: afterwards each of them is there exactly once, and nothing else is.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProduction, type Production } from './production-process.ts'
import { aFreePort, type RunningEntry } from './spawn.ts'
import { addToTally } from './tally.ts'

const writers = 20
const writesEach = 250
/** Every fifth write edits the row before it. */
const editEvery = 5
const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 1e9))

let folder: string
let cluster: Cluster
let production: Production
let api: RunningEntry
let port: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worksmart-drill-'))
  cluster = await startCluster({ dataDir: folder })
  await ensureDatabase(cluster, 'worksmart')
  production = await makeProduction(cluster.superuserUrl('worksmart'), names)
  port = await aFreePort()
})
afterAll(async () => {
  await production.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

const names = Array.from({ length: writers }, (_, i) => `writer${i}`)

/** The same numbers for the same seed; when they meet the writers is up to the machine. */
function numbers(from: number) {
  let state = from
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

type Row = { id: string; activity: string; minutes: number; version: number }

test('5,000 acknowledged writes survive kill -9 of the api and of Postgres, each exactly once', async () => {
  process.stdout.write(`KILL_SEED=${seed}\n`)
  const next = numbers(seed)
  const statuses = new Map<number, number>()
  const acknowledged = new Map<string, { activity: string; version: number; minutes: number }>()
  let writes = 0
  let edits = 0
  let isOver = false

  /** As a careful client: the same request with the same key until it is answered for good. */
  async function insist(method: string, path: string, headers: object, body: object) {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
        .then(async (one) => ({ status: one.status, json: await one.json() }))
        .catch(() => ({ status: 0, json: null }))
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status !== 0 && answer.status !== 503 && answer.status !== 409) return answer
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async function write(name: string) {
    const authorization = `Bearer ${production.tokenOf(name)}`
    let last: Row | null = null
    for (let i = 0; i < writesEach; i++) {
      if (last && i % editEvery === editEvery - 1) {
        const before: Row = last
        const minutes = 1 + (i % 600)
        const headers = { authorization, 'if-match': `"${before.id}.${before.version}"` }
        const answer = await insist('PATCH', `/checkins/${before.id}`, headers, { minutes })
        // Stale means that an answer was lost: nobody else changes this row.
        const { current } = answer.json as { current?: Row }
        const row = (answer.status === 412 ? current : answer.json) as Row
        expect([200, 412]).toContain(answer.status)
        expect(row).toMatchObject({ id: before.id, minutes, version: before.version + 1 })
        acknowledged.set(row.id, { activity: row.activity, version: row.version, minutes })
        last = row
        edits++
      } else {
        const activity = `${name} line ${i}`
        const headers = { authorization, 'idempotency-key': `${name}-${i}` }
        const body = { text: `5m #drill ${activity}` }
        const answer = await insist('POST', '/checkins', headers, body)
        expect(answer).toMatchObject({ status: 201, json: { activity, minutes: 5, version: 1 } })
        last = answer.json as Row
        acknowledged.set(last.id, { activity, version: 1, minutes: 5 })
      }
      writes++
    }
  }

  const kills = { api: 0, postgres: 0, restarts: 0 }
  /** What the compose file does: a server that ended is started again. */
  async function keepRunning() {
    while (!isOver) {
      api = production.start(port)
      kills.restarts++
      await api.ended
    }
  }

  async function kill() {
    while (!isOver) {
      const from = writes
      const after = 120 + next(360)
      while (writes < from + after && !isOver) await new Promise(setImmediate)
      if (isOver) return
      const what = next(20)
      if (what < 12) {
        api.child.kill('SIGKILL')
        kills.api++
      }
      if (what > 9) {
        await cluster.kill9()
        kills.postgres++
        await cluster.restart()
      }
    }
  }

  const started = performance.now()
  const running = keepRunning()
  const killing = kill()
  await Promise.all(names.map(write)).finally(() => {
    isOver = true
  })
  await killing
  const seconds = (performance.now() - started) / 1000
  api.child.kill('SIGKILL')
  await running

  const rows = await production.sql<Row>('select id, activity, minutes, version from checkins')
  const byId = new Map(rows.map((row) => [row.id, row]))
  const lost = [...acknowledged].filter(([id, row]) => {
    const there = byId.get(id)
    return there?.version !== row.version || there.minutes !== row.minutes
  })
  const doubled = rows.length - new Set(rows.map((row) => row.activity)).size
  const [counts] = await production.sql<Record<string, number>>(`
    select (select count(*)::int from audit_log where action = 'checkin.created') as created,
      (select count(*)::int from audit_log where action = 'checkin.updated') as updated,
      (select count(*)::int from idempotency_keys) as keys`)
  const answers = [...statuses].reduce((sum, [status, n]) => sum + (status === 0 ? 0 : n), 0)
  addToTally({
    answers,
    answers500: statuses.get(500) ?? 0,
    acknowledged: writes,
    lost: lost.length,
    doubled,
  })
  process.stdout.write(
    `${writes} writes acknowledged (${edits} of them edits) in ${seconds.toFixed(0)} s over ${kills.api} kills of the api and ${kills.postgres} of Postgres; ${lost.length} lost, ${doubled} doubled; answers ${JSON.stringify(Object.fromEntries(statuses))}\n`,
  )
  expect([writes, lost, doubled]).toEqual([writers * writesEach, [], 0])
  expect(rows).toHaveLength(acknowledged.size)
  expect(counts).toEqual({ created: writes - edits, updated: edits, keys: writes - edits })
  expect([...statuses.keys()].filter((status) => status >= 500 && status !== 503)).toEqual([])
  expect(kills.api).toBeGreaterThan(3)
  expect(kills.postgres).toBeGreaterThan(3)
}, 600_000)
