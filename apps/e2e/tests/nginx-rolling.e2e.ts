// An upgrade as the people at work see it: two processes of the api behind nginx, restarted one after
// the other while fifty people go on.

import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { issuer } from '../../api/test/clerk.ts'
import type { RunningEntry } from '../../api/test/spawn.ts'
import { aLowPort, type Nginx, nginxIsMissing, startNginx } from '../support/nginx.ts'
import { makeProductionApi, type ProductionApi } from '../support/production-api.ts'
import { type LoadRequest, startLoad } from '../support/steady-load.ts'

const missing = nginxIsMissing()
if (missing) process.stderr.write(`\n*** ${missing}: the rolling restart does NOT run. ***\n\n`)

const bundleDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'dist')
const people = Array.from({ length: 50 }, (_, i) => `person${i}`)
const perSecond = 200

let api: ProductionApi
let nginx: Nginx
const ports: number[] = []
const replicas: RunningEntry[] = []

beforeAll(async () => {
  if (missing) return
  const httpsPort = await aLowPort()
  api = await makeProductionApi(inject('adminUrl'), `https://localhost:${httpsPort}`)
  await api.addPeople(people)
  for (const i of [0, 1]) {
    ports[i] = await aLowPort()
    replicas[i] = await api.start(ports[i])
  }
  nginx = await startNginx({ bundleDir, apiPorts: ports, clerkIssuer: issuer, httpsPort })
})
afterAll(async () => {
  await nginx?.stop()
  await api?.close()
})

describe.skipIf(missing)('a rolling restart under 200 requests a second', () => {
  test('loses no request and writes nothing twice', async () => {
    const tokens = people.map((person) => api.tokenOf(person))
    const load = startLoad({
      port: nginx.httpsPort,
      perSecond,
      next(i): LoadRequest {
        const headers = { authorization: `Bearer ${tokens[i % people.length]}` }
        // No address comes near what nginx allows one.
        const from = `127.0.1.${1 + (i % 20)}`
        if (i % 3 !== 0) {
          return { what: 'read', method: 'GET', path: '/api/checkins?limit=5', headers, from }
        }
        return {
          what: `write ${i}`,
          method: 'POST',
          path: '/api/checkins',
          headers: {
            ...headers,
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
          },
          body: JSON.stringify({ text: `1h #rolling write ${i}` }),
          from,
        }
      },
    })
    const exits: (number | null)[] = []
    for (const i of [0, 1]) {
      replicas[i]?.child.kill('SIGTERM')
      exits.push((await replicas[i]?.ended) ?? null)
      replicas[i] = await api.start(ports[i] ?? 0)
      // The next one goes only when this one is asked again, as the deploy does.
      const before = (await nginx.log()).length
      await expect
        .poll(async () => (await nginx.log()).slice(before).map(({ upstream }) => upstream), {
          timeout: 30_000,
          interval: 250,
        })
        .toContain(`127.0.0.1:${ports[i]}`)
    }
    const { sent, seconds } = await load.stop()

    expect(exits).toEqual([0, 0])
    expect(sent.length / seconds).toBeGreaterThan(perSecond * 0.95)
    const refused = sent.filter(({ status }) => status !== 200 && status !== 201)
    expect(refused).toEqual([])
    const writes = sent.filter(({ what }) => what.startsWith('write')).map(({ what }) => what)
    const rows = await api.sql<{ activity: string }>(
      "select activity from checkins where tags @> array['rolling'] order by activity",
    )
    expect(rows.map(({ activity }) => activity)).toEqual(writes.sort())
    const shed = sent.reduce((sum, { resent }) => sum + resent, 0)
    const crossed = (await nginx.log()).filter(({ upstream }) => String(upstream).includes(','))
    process.stdout.write(
      `${sent.length} requests in ${seconds.toFixed(1)} s: ${crossed.length} went on to the other replica, ${shed} were asked to come back\n`,
    )
  }, 180_000)
})
