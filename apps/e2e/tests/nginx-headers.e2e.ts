// Debian's nginx with the configuration of production in front of the real api: every location with
// every kind of status carries every security header, and every error is a problem.

import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { securityHeaders } from '@worksmart/dev-services/security-headers'
import { Problem } from '@worksmart/types/problems'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { issuer } from '../../api/test/clerk.ts'
import { type FakeInference, startFakeInference } from '../../api/test/fake-inference.ts'
import type { RunningEntry } from '../../api/test/spawn.ts'
import { aLowPort, filesOrigin, type Nginx, nginxIsMissing, startNginx } from '../support/nginx.ts'
import { type Answer, askNginx, type Question, sendBytes } from '../support/nginx-client.ts'
import { makeProductionApi, type ProductionApi } from '../support/production-api.ts'

const missing = nginxIsMissing()
if (missing) process.stderr.write(`\n*** ${missing}: the tests of nginx do NOT run. ***\n\n`)

const bundleDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'dist')
const script = readdirSync(join(bundleDir, 'assets')).find((name) => /^start-.*\.js$/.test(name))

let api: ProductionApi
let process1: RunningEntry
let fake: FakeInference
let nginx: Nginx
/** nginx whose api is not there. */
let lonely: Nginx

beforeAll(async () => {
  if (missing) return
  const httpsPort = await aLowPort()
  api = await makeProductionApi(inject('adminUrl'), `https://localhost:${httpsPort}`)
  const apiPort = await aLowPort()
  fake = await startFakeInference()
  process1 = await api.start(apiPort, { INFERENCE_URL: fake.url, INFERENCE_TOKEN: fake.token })
  nginx = await startNginx({ bundleDir, apiPorts: [apiPort], clerkIssuer: issuer, httpsPort })
  lonely = await startNginx({ bundleDir, apiPorts: [await aLowPort()], clerkIssuer: issuer })
})
afterAll(async () => {
  await nginx?.stop()
  await lonely?.stop()
  await api?.close()
  await fake?.close()
})

type Ask = Question & { status: number; server?: () => Nginx }

const ask = (one: Ask) => askNginx((one.server ?? (() => nginx))(), one)

const pagePolicy = (securityHeaders['content-security-policy'] ?? '')
  .replace("script-src 'self'", `script-src 'self' ${issuer} https://challenges.cloudflare.com`)
  .replace('frame-src blob:', 'frame-src blob: https://challenges.cloudflare.com')
  .replace(
    "connect-src 'self'",
    `connect-src 'self' ${filesOrigin} ${issuer} https://challenges.cloudflare.com`,
  )
const apiPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Every answer of nginx has these, whatever went wrong. */
function expectSafe(answer: Answer, kind: 'page' | 'api' | 'docs', isSecure = true): void {
  const { 'content-security-policy': _, ...rest } = securityHeaders
  expect(answer.headers).toMatchObject(rest)
  if (kind !== 'docs') {
    expect(answer.headers['content-security-policy']).toBe(kind === 'page' ? pagePolicy : apiPolicy)
  } else expect(answer.headers['content-security-policy']).toContain("default-src 'self'")
  expect(answer.headers['strict-transport-security']).toBe(
    isSecure ? 'max-age=63072000; includeSubDomains' : undefined,
  )
  expect(answer.headers['x-powered-by']).toBeUndefined()
  expect(answer.headers.server).toBe('nginx')
  if (answer.status < 400) return
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['content-type']).toBe('application/problem+json')
  if (answer.body === '') return
  const problem = Problem.parse(JSON.parse(answer.body))
  expect(problem.status).toBe(answer.status)
  expect(problem.instance).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  if (answer.status === 429 || answer.status === 503) {
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }
}

const named = <Row extends Ask>(row: Row) => ({ ...row, method: row.method ?? 'GET' })

const tooLong = 'a'.repeat(40_000)
const key = { 'idempotency-key': 'walk' }
const json = { 'content-type': 'application/json' }

describe.skipIf(missing)('every location with every status', () => {
  test.each(
    [
      { path: '/', status: 200 },
      { path: '/today?who=team', status: 200 },
      { path: '/index.html', status: 200 },
      { path: '/today', method: 'HEAD', status: 200 },
      { path: '/', method: 'POST', status: 405 },
      { path: '/', method: 'TRACE', status: 405 },
      { path: '/theme.js', status: 200 },
      { path: '/theme.js', method: 'DELETE', status: 405 },
      { path: '/favicon.svg', status: 200 },
      { path: '/nothing.png', status: 404 },
      { path: `/assets/${script}`, status: 200 },
      { path: `/assets/${script}`, status: 200, headers: { range: 'bytes=99999999-' } },
      { path: `/assets/${script}`, method: 'POST', status: 405 },
      { path: `/assets/${script}.br`, status: 404 },
      { path: `/assets/${script}.map`, status: 404 },
      { path: '/assets/', status: 404 },
      { path: '/assets/missing-1a2b.js', status: 404 },
      { path: '/assets/.hidden', status: 404 },
      { path: '/.nginx/csp.conf', status: 404 },
      { path: '/.vite/manifest.json', status: 404 },
      { path: '/.env', status: 404 },
      { path: '/_problem', status: 404 },
      { path: '/%00', status: 400 },
      // What cannot be decoded has no place yet when it is refused.
      { path: '/api/%zz', status: 400 },
      { path: `/${tooLong}`, status: 414 },
      { path: '/', status: 431, headers: { 'x-long': tooLong } },
      { path: '/', status: 413, method: 'POST', body: 'x'.repeat(1_100_000) },
      { path: '/', status: 421, headers: { host: 'elsewhere.test' } },
      { path: '/api/me', status: 421, headers: { host: 'elsewhere.test' }, kind: 'api' as const },
    ].map(named),
  )('$method $path answers $status with the headers of a page', async (one) => {
    const answer = await ask(one)
    expect(answer.status).toBe(one.status)
    expectSafe(answer, 'kind' in one ? 'api' : 'page')
  })

  test.each(
    [
      { path: '/api/health/live', status: 200 },
      { path: '/api/health/ready', method: 'HEAD', status: 200 },
      { path: '/api/openapi.json', status: 200 },
      { path: '/api', status: 404 },
      { path: '/api/', status: 404 },
      { path: '/api/nothing', status: 404 },
      { path: '/api/assets/missing.js', status: 404 },
      { path: '/api/.env', status: 404 },
      { path: '/api/me', status: 401 },
      { path: '/api/me', method: 'PUT', status: 405 },
      { path: '/api/me?x=1', status: 401 },
      { path: '/api/checkins', method: 'POST', status: 401, headers: json, body: '{}' },
      {
        path: '/api/checkins',
        method: 'POST',
        status: 401,
        headers: { ...json, ...key },
        body: '{}',
      },
      { path: '/api/checkins', method: 'POST', status: 413, body: 'x'.repeat(1_100_000) },
      { path: '/api/documents/x/analyze', method: 'POST', status: 401 },
      { path: '/api/projects/x/status-narrative', method: 'POST', status: 401 },
      { path: '/api/health/live', status: 503, server: () => lonely },
      { path: '/api', status: 503, server: () => lonely },
      { path: '/api/documents/x/analyze', method: 'POST', status: 503, server: () => lonely },
      { path: '/api/tasks', method: 'POST', status: 503, headers: key, server: () => lonely },
    ].map(named),
  )('$method $path answers $status with the headers of the api', async (one) => {
    const answer = await ask(one)
    expect(answer.status).toBe(one.status)
    expectSafe(answer, 'api')
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test.each(
    [
      { path: '/', status: 308 },
      { path: '/today?x=1', status: 308, method: 'POST' },
      { path: '/api', status: 403, kind: 'api' as const },
      { path: '/api/checkins', status: 403, method: 'POST', kind: 'api' as const },
      { path: '/.well-known/acme-challenge/missing', status: 404 },
      { path: '/', status: 421, headers: { host: '127.0.0.1' } },
      { path: `/${tooLong}`, status: 414 },
    ].map(named),
  )('http: $method $path answers $status, and nothing of it says https', async (one) => {
    const answer = await ask({ ...one, overHttp: true })
    expect(answer.status).toBe(one.status)
    expectSafe(answer, 'kind' in one ? 'api' : 'page', false)
    if (one.status === 308) expect(answer.headers.location).toBe(`${nginx.origin}${one.path}`)
  })

  test.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      'POST /api/me HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('%s is a 400 in the shape of a problem', async (_, bytes) => {
    const answer = await sendBytes(nginx, bytes)
    expect(answer.status).toBe(400)
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff' })
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'request.malformed', status: 400 })
  })

  test('an unchanged file is a 304 with the same headers, compressed or not', async () => {
    for (const path of ['/', `/assets/${script}`]) {
      for (const encoding of ['identity', 'gzip', 'br']) {
        const first = await ask({ path, status: 200, headers: { 'accept-encoding': encoding } })
        expect(first.headers['content-encoding']).toBe(
          encoding === 'identity' ? undefined : encoding,
        )
        const again = await ask({
          path,
          status: 304,
          headers: { 'accept-encoding': encoding, 'if-none-match': first.headers.etag ?? '' },
        })
        expect(again.status).toBe(304)
        expectSafe(again, 'page')
        expect(again.headers['cache-control']).toBe(
          path === '/' ? 'no-cache' : 'public, max-age=31536000, immutable',
        )
      }
    }
  })

  test("the api's page about itself keeps its own policy, and only that one", async () => {
    const answer = await ask({ path: '/api/docs/', status: 200 })
    expect(answer.status).toBe(200)
    expectSafe(answer, 'docs')
  })

  test('too many requests of one address are a 429 that says when, and others still get in', async () => {
    const answers = await Promise.all(
      Array.from({ length: 39 }, () => ask({ path: '/api/documents/presign', status: 404 })),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(20)
    for (const one of refused) expectSafe(one, 'api')
    expect(JSON.parse(refused[0]?.body ?? '{}')).toMatchObject({ code: 'rate.limited' })
    expect((await ask({ path: '/today', status: 200 })).status).toBe(200)
  })
})

describe.skipIf(missing)('what nginx passes on', () => {
  test('X-User-Id never arrives: with it the api would refuse the request', async () => {
    const headers = { 'x-user-id': '018f0000-0000-7000-8000-000000000001' }
    expect((await ask({ path: '/api/health', headers, status: 200 })).status).toBe(200)
  })

  test('a cookie is no credential, because it does not arrive', async () => {
    const headers = { cookie: `__session=${api.tokenOf('ana')}` }
    expect((await ask({ path: '/api/me', headers, status: 401 })).status).toBe(401)
  })

  test('one id names a request in the answer and in both logs, and a client cannot choose it', async () => {
    const chosen = '018f0000-0000-7000-8000-000000000001'
    const answer = await ask({
      path: '/api/checkins?q=secret',
      status: 200,
      headers: { authorization: `Bearer ${api.tokenOf('ana')}`, 'x-request-id': chosen },
    })
    expect(answer.status).toBe(200)
    const id = String(answer.headers['x-request-id'])
    expect(id).not.toBe(chosen)
    await expect
      .poll(async () => (await nginx.log()).find(({ requestId }) => requestId === id))
      .toMatchObject({ path: '/api/checkins', method: 'GET', status: 200, address: '127.0.0.1' })
    const linesOf = () => process1.output.stdout.split('\n').filter((line) => line.includes(id))
    // The first request of a session leaves a line of its own before that of the request.
    const requestLine = () =>
      linesOf()
        .map((line) => JSON.parse(line))
        .find(({ msg }) => msg === 'request')
    await expect.poll(requestLine).toMatchObject({ route: '/checkins', status: 200 })
    expect(linesOf().join()).not.toContain('secret')
  })

  test('the inference service is asked under the same id', async () => {
    const before = fake.asked.length
    const answer = await ask({
      path: '/api/search',
      method: 'POST',
      status: 200,
      headers: {
        ...json,
        authorization: `Bearer ${api.tokenOf('ana')}`,
        origin: nginx.origin,
        'sec-fetch-site': 'same-origin',
      },
      body: JSON.stringify({ query: 'fix the navigation' }),
    })
    expect(answer.status).toBe(200)
    const asked = fake.asked.slice(before).map(({ headers }) => headers['x-request-id'])
    expect(asked).toEqual([answer.headers['x-request-id']])
  })

  test('the api sees the visitor, not nginx, and not what the visitor says about himself', async () => {
    const answer = await ask({
      path: '/api/checkins',
      method: 'POST',
      status: 201,
      headers: {
        ...json,
        authorization: `Bearer ${api.tokenOf('ana')}`,
        origin: nginx.origin,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': '203.0.113.7',
      },
      body: JSON.stringify({ text: '1h #dev behind nginx' }),
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.etag).toMatch(/^"/)
    const foreign = await ask({
      path: '/api/checkins',
      method: 'POST',
      status: 403,
      headers: {
        ...json,
        authorization: `Bearer ${api.tokenOf('ana')}`,
        origin: 'https://elsewhere.test',
      },
      body: JSON.stringify({ text: '1h #dev from elsewhere' }),
    })
    expect(foreign.status).toBe(403)
    expectSafe(foreign, 'api')
  })

  test('an answer of the api that is worth it is compressed on the way', async () => {
    const answer = await ask({
      path: '/api/openapi.json',
      status: 200,
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(answer.headers['content-encoding']).toBe('gzip')
  })
})
