import { type FaultProxy, startFaultProxy } from '@worksmart/dev-services/fault-proxy'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startApiProcess } from '../api-process.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { addToTally } from '../tally.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const startApi = () =>
  startApiProcess({
    databaseUrl: t.urlFor('ws_app'),
    ownerUrl: t.urlFor('postgres'),
    // No file is asked for here.
    settings: {
      endpoint: 'http://127.0.0.1:9',
      publicEndpoint: null,
      region: 'local',
      bucket: 'documents',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      forcePathStyle: true,
      timeoutMs: 1000,
    },
  })

const post = (port: number, key: string) =>
  fetch(`http://127.0.0.1:${port}/checkins`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-user-id': t.people.member.id,
      // The door knows this address, whichever way it came.
      host: 'localhost:3000',
      'idempotency-key': key,
    },
    body: JSON.stringify({ text: `1h #dev ${key}` }),
  })

const rows = async (activity: string) =>
  (await t.sql('select id from checkins where activity = $1', [activity])).length

async function expectOnce(key: string, isReplay: boolean): Promise<void> {
  const again = await t.as(t.people.member, 'POST', '/checkins', {
    body: { text: `1h #dev ${key}` },
    key,
  })
  expect(again.statusCode, again.body).toBe(201)
  expect(again.headers['idempotency-replayed']).toBe(isReplay ? 'true' : undefined)
  const count = await rows(key)
  addToTally({ acknowledged: 1, lost: count === 0 ? 1 : 0, doubled: Math.max(0, count - 1) })
  expect(count).toBe(1)
}

test('killed before the commit nothing is there, and the retry makes the row', async () => {
  const api = await startApi()
  const holder = new pg.Client({ connectionString: t.urlFor('postgres') })
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table audit_log in exclusive mode')
  const writing = post(api.port, 'before')
  writing.catch(() => {})
  await expect
    .poll(() =>
      t.sql("select from pg_locks where not granted and relation = 'audit_log'::regclass"),
    )
    .toHaveLength(1)
  await api.kill9()
  await expect(writing).rejects.toThrow()
  await holder.end()
  await expectOnce('before', false)
})

test('killed after the commit, with its answer on the way, the retry is told the same again', async () => {
  const api = await startApi()
  const proxy: FaultProxy = await startFaultProxy({ target: { host: '127.0.0.1', port: api.port } })
  proxy.set({ kind: 'blackhole', direction: 'down' })
  const writing = post(proxy.port, 'after')
  writing.catch(() => {})
  await expect.poll(() => rows('after')).toBe(1)
  await api.kill9()
  proxy.set({ kind: 'reset' })
  await expect(writing).rejects.toThrow()
  await expectOnce('after', true)
  await proxy.stop()
})
