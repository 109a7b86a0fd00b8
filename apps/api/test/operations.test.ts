// What an operator sees: health in detail, metrics, slow statements, and the background worker.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startObjectStore } from '@worksmart/dev-services/s3/server'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connectPool } from '../src/db/connect.ts'
import { type Actor, makeDatabase } from '../src/db/with-actor.ts'
import { type BadEnvironment, readEnv } from '../src/env.ts'
import { makeRuntime } from '../src/runtime.ts'
import { makeStorage } from '../src/storage/storage.ts'
import { createTestApp, type TestApp } from './app.ts'
import { aFreePort, startEntry } from './spawn.ts'

let t: TestApp
const version = '0123456789abcdef0123456789abcdef01234567'
const nowhere = makeStorage({
  ...{ endpoint: 'http://127.0.0.1:1', publicEndpoint: null, region: 'us-east-1' },
  ...{ bucket: 'nowhere', forcePathStyle: true, timeoutMs: 300 },
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
})
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl'), override: () => ({ version }) })
})
afterAll(async () => {
  nowhere.close()
  await t.close()
})

describe('health', () => {
  test('tells everyone the word, the mode and the build, and nobody how busy it is', async () => {
    for (const person of [undefined, t.people.member, t.people.manager]) {
      const ready = await t.as(person, 'GET', '/health/ready')
      expect(ready.json()).toEqual({ status: 'ok', mode: 'dev', version })
      expect((await t.as(person, 'GET', '/health/database')).json()).toEqual({ status: 'ok' })
    }
  })

  test('says the word alone about files and AI help to nobody', async () => {
    for (const path of ['/health/storage', '/health/ai'])
      expect((await t.as(undefined, 'GET', path)).json()).toEqual({ status: 'off' })
  })

  test('tells an admin the same while something else is away', async () => {
    const away = await createTestApp({
      adminUrl: inject('adminUrl'),
      override: () => ({ storage: nowhere }),
    })
    const ready = await away.as(away.people.admin, 'GET', '/health/ready')
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      {
        ...{ status: 'degraded', mode: 'dev', responseMs: expect.any(Number) },
        pool: expect.objectContaining({ max: 4, waiting: 0 }),
      },
    ])
    expect((await away.as(away.people.member, 'GET', '/health/ready')).json()).toEqual({
      ...{ status: 'degraded', mode: 'dev' },
    })
    await away.close()
  })

  test('tells an admin how fast the database is and how many wait for it', async () => {
    for (const path of ['/health/ready', '/health/database']) {
      const health = (await t.as(t.people.admin, 'GET', path)).json()
      expect(health.responseMs).toBeGreaterThanOrEqual(0)
      expect(health.pool).toEqual({
        max: 4,
        open: expect.any(Number),
        idle: expect.any(Number),
        waiting: 0,
      })
    }
  })
})

describe('metrics', () => {
  test('count requests by route, never by path, and time them', async () => {
    await t.as(t.people.member, 'GET', '/checkins/018f0000-0000-7000-8000-000000000001')
    await t.as(undefined, 'GET', '/secret/path')
    const text = t.dependencies.metrics.render()
    expect(text).toContain(
      'worksmart_requests_total{method="GET",route="/checkins/:id",status="404"} 1',
    )
    expect(text).toContain('worksmart_requests_total{method="GET",route="none",status="404"} 1')
    expect(text).toMatch(
      /worksmart_request_seconds_bucket\{method="GET",route="\/checkins\/:id",le="\+Inf"\} 1/,
    )
    expect(text).not.toContain('secret')
    expect(text).not.toContain('018f0000')
    expect(text).toContain('worksmart_database_connections_max 4')
    expect(text).toMatch(/worksmart_database_connections\{state="idle"\} [1-4]/)
    expect(text).toContain('worksmart_database_queue 0')
  })

  test('every line is one that Prometheus reads', () => {
    for (const line of t.dependencies.metrics.render().trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)*\})? -?[\d.e+-]+)$/,
      )
    }
  })
})

test('a slow statement is reported with its text and without its values', async () => {
  const slow: { statement: string; ms: number }[] = []
  const pool = connectPool(
    {
      ...{ url: t.urlFor('ws_app'), role: 'ws_app', max: 1, applicationName: 'test-slow' },
      ...{ connectTimeoutMs: 2000, statementTimeoutMs: 5000, lockTimeoutMs: 2000 },
    },
    { onIdleError: () => {}, onSlow: { limitMs: 100, report: (one) => void slow.push(one) } },
  )
  await pool.query('select $1::text', ['quick'])
  await pool.query('select pg_sleep(0.15),\n  $1::text', ['canary'])
  await pool.query({ name: 'late_one', text: 'select pg_sleep(0.12)' })
  await expect(pool.query('select pg_sleep(0.12), 1/(random()*0)::int')).rejects.toThrow('division')
  await pool.end()
  expect(slow.map(({ statement }) => statement)).toEqual([
    'select pg_sleep(0.15), $1::text',
    'late_one',
    'select pg_sleep(0.12), 1/(random()*0)::int',
  ])
  expect(slow.every(({ ms }) => ms >= 100 && Number.isInteger(ms))).toBe(true)
})

describe('a slow statement of a request', () => {
  test('carries the id of the request, and none after it', async () => {
    const slow: (string | null)[] = []
    const pool = connectPool(
      {
        ...{ url: t.urlFor('ws_app'), role: 'ws_app', max: 1, applicationName: 'test-slow' },
        ...{ connectTimeoutMs: 2000, statementTimeoutMs: 5000, lockTimeoutMs: 2000 },
      },
      {
        onIdleError: () => {},
        onSlow: { limitMs: 100, report: ({ requestId }) => void slow.push(requestId) },
      },
    )
    const database = makeDatabase(pool)
    const { id: userId, workspaceId } = t.people.member
    const actor = (requestId: string): Actor => ({
      ...{ userId, workspaceId, permission: 'account.read', requestId },
    })
    const sleep = { name: 'sleep', text: 'select pg_sleep(0.12)::text', values: [] }
    await database.withActor(actor('request-1'), (tx) => tx.rows(sleep))
    await database.readAs(actor('request-2'), sleep)
    await pool.query('select pg_sleep(0.12)')
    await expect(
      database.withActor(actor('request-3'), async (tx) => {
        await tx.rows(sleep)
        throw new Error('on purpose')
      }),
    ).rejects.toThrow('on purpose')
    await database.readAs(actor('request-4'), { ...sleep, text: 'select 1::text', name: 'quick' })
    await pool.end()
    expect(slow.filter((id, i) => id !== slow[i - 1])).toEqual([
      'request-1',
      'request-2',
      null,
      'request-3',
    ])
  })

  test('is one line of JSON that a search for the id finds', async () => {
    const lines: { line: string; facts: unknown }[] = []
    const runtime = await makeRuntime({
      env: readEnv({ SLOW_STATEMENT_MS: '100' }),
      databaseUrl: t.urlFor('ws_app'),
      identity: t.dependencies.identity,
      checkAnswers: false,
      log: (line, facts) => void lines.push({ line, facts }),
    })
    const { id: userId, workspaceId } = t.people.member
    await runtime.dependencies.database.readAs(
      { userId, workspaceId, permission: 'account.read', requestId: 'request-9' },
      { name: 'sleep', text: 'select pg_sleep(0.12)::text', values: [] },
    )
    const text = runtime.dependencies.metrics.render()
    await runtime.pool.end()
    expect(lines[0]).toEqual({
      line: 'slow statement',
      facts: { statement: expect.any(String), ms: expect.any(Number), reqId: 'request-9' },
    })
    expect(text).toMatch(/worksmart_slow_statements_total [1-9]/)
  })
})

describe('settings from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'worksmart-secrets-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const reasonsOf = (source: Record<string, string>): string[] => {
    try {
      readEnv(source)
      return []
    } catch (error) {
      return (error as BadEnvironment).reasons
    }
  }

  test('NAME_FILE holds the value of NAME', () => {
    const url = 'postgresql://worksmart:secret@database:5432/worksmart'
    expect(readEnv({ DATABASE_URL_FILE: file('url', `${url}\n`) }).DATABASE_URL).toBe(url)
  })

  test('both at once, a missing and an empty file are refused by name, never with the value', () => {
    expect(
      reasonsOf({ DATABASE_URL: 'postgresql://x/y', DATABASE_URL_FILE: file('a', 'postgres://b') }),
    ).toEqual(['DATABASE_URL: set it or DATABASE_URL_FILE, not both.'])
    expect(reasonsOf({ CLERK_JWT_KEY_FILE: join(folder, 'none') })).toEqual([
      `CLERK_JWT_KEY_FILE: ${join(folder, 'none')} cannot be read.`,
    ])
    expect(reasonsOf({ CLERK_JWT_KEY_FILE: file('empty', '\n') })).toEqual([
      `CLERK_JWT_KEY_FILE: ${join(folder, 'empty')} is empty.`,
    ])
    expect(reasonsOf({ DATABASE_URL_FILE: file('bad', 'canary-secret') }).join()).not.toContain(
      'canary',
    )
  })
})

describe('the worker', () => {
  test('runs every job, says so in its metrics, and ends with 0', async () => {
    const port = await aFreePort()
    const files = await mkdtemp(join(tmpdir(), 'worksmart-worker-'))
    const store = await startObjectStore({ folder: files, bucket: 'worker', allowedOrigins: [] })
    const worker = startEntry('worker.ts', {
      NODE_ENV: 'production',
      DATABASE_URL: t.urlFor('postgres'),
      METRICS_PORT: String(port),
      S3_BUCKET: store.bucket,
      S3_ENDPOINT: store.url,
      S3_REGION: store.region,
      S3_ACCESS_KEY_ID: store.accessKeyId,
      S3_SECRET_ACCESS_KEY: store.secretAccessKey,
    })
    const metrics = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null)
      return answer ? answer.text() : worker.output.stderr
    }
    for (const job of [
      'chain-audit',
      'expire-idempotency-keys',
      'purge-deleted',
      'sweep-uploads',
    ]) {
      await expect
        .poll(metrics, { timeout: 20_000 })
        .toContain(`worksmart_job_runs_total{job="${job}",outcome="done"} 1`)
    }
    expect((await fetch(`http://127.0.0.1:${port}/checkins`)).status).toBe(404)
    worker.child.kill('SIGTERM')
    expect([await worker.ended, worker.output.stderr]).toEqual([0, ''])
    await store.close()
    await rm(files, { recursive: true })
  })
})
