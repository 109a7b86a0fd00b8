import { expect, test } from 'vitest'
import { aMe } from '../../test/a-me.ts'
import { apiClient, aTeam, setFault } from '../../test/real-api-client.ts'
import { ApiProblem, createClient, etagOf, Unreachable } from './client.ts'

/** A transport that keeps what it was asked and answers as told. */
function recorder(answer: (init: RequestInit) => Promise<Response> | Response) {
  const asked: { url: string; init: RequestInit }[] = []
  const transport = (async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return answer(init)
  }) as typeof fetch
  return { asked, transport }
}

const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(body === null ? null : JSON.stringify(body), { status, headers })

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('the request succeeded'),
    (error: unknown) => error,
  )
}

test('a request carries the identity, the key, the version and only the query that is set', async () => {
  const { asked, transport } = recorder(() => new Response('{"ok":true}'))
  const client = createClient({ userId: 'u1', fetch: transport })
  await client.request('PATCH', '/checkins/1', {
    query: { limit: 50, deleted: false, q: 'a & b', from: undefined },
    body: { text: '2h' },
    ifMatch: etagOf({ id: '1', version: 3 }),
    idempotencyKey: 'k1',
  })
  expect(asked[0]?.url).toBe('/api/checkins/1?limit=50&deleted=false&q=a+%26+b')
  expect(asked[0]?.init).toMatchObject({ method: 'PATCH', body: '{"text":"2h"}' })
  expect(asked[0]?.init.headers).toEqual({
    'X-User-Id': 'u1',
    'Content-Type': 'application/json',
    'If-Match': '"1.3"',
    'Idempotency-Key': 'k1',
  })
})

test('a problem keeps its code, fields, request id, current row and wait', async () => {
  const kept = {
    status: 412,
    code: 'version.stale',
    errors: [{ pointer: '/minutes', code: 'x', message: 'y' }],
    current: { id: '1' },
  }
  const { transport } = recorder(() =>
    problem(412, { ...kept, instance: 'req-1' }, { 'retry-after': '2' }),
  )
  const error = await failure(createClient({ userId: null, fetch: transport }).request('GET', '/x'))
  expect(error).toBeInstanceOf(ApiProblem)
  expect(error).toMatchObject({ ...kept, requestId: 'req-1', retryAfterMs: 2000 })
})

test.each([
  [404, 'request.route_not_found'],
  [413, 'request.body_too_large'],
  [429, 'rate.limited'],
  [502, 'server.stopping'],
  [500, 'server.error'],
])('an answer without a problem body, status %i, still has a code: %s', async (status, code) => {
  const { transport } = recorder(() => new Response('<html>nope</html>', { status }))
  const error = await failure(createClient({ userId: null, fetch: transport }).request('GET', '/x'))
  expect(error).toMatchObject({ status, code, errors: [], retryAfterMs: null })
})

test('a date in Retry-After becomes the time until then, and nonsense counts as absent', async () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString()
  const waits = await Promise.all(
    [inAMinute, 'soon', ''].map(async (header) => {
      const { transport } = recorder(() => problem(503, null, { 'retry-after': header }))
      const client = createClient({ userId: null, fetch: transport })
      return ((await failure(client.request('GET', '/x'))) as ApiProblem).retryAfterMs
    }),
  )
  expect(waits[0]).toBeGreaterThan(50_000)
  expect(waits.slice(1)).toEqual([null, null])
})

test('no answer in time is Unreachable; a cancelled request throws its own reason', async () => {
  const { transport } = recorder(
    ({ signal }) =>
      new Promise((_, refuse) => {
        const end = () => refuse(signal?.reason)
        if (signal?.aborted) end()
        else signal?.addEventListener('abort', end, { once: true })
      }),
  )
  const client = createClient({ userId: null, fetch: transport, timeoutMs: 5 })
  expect(await failure(client.request('GET', '/slow'))).toBeInstanceOf(Unreachable)

  const caller = new AbortController()
  const reason = new Error('left the page')
  const asked = client.request('GET', '/slow', { signal: caller.signal, timeoutMs: 60_000 })
  caller.abort(reason)
  expect(await failure(asked)).toBe(reason)
  expect(await failure(client.request('GET', '/x', { signal: caller.signal }))).toBe(reason)
})

test('a file comes through the same door', async () => {
  const { asked, transport } = recorder(() => new Response('a,b\n'))
  const client = createClient({ userId: 'u1', fetch: transport })
  const file = await client.answerTo(
    'GET',
    '/checkins/export',
    { query: { format: 'csv' } },
    (answer) => answer.blob(),
  )
  expect(await file.text()).toBe('a,b\n')
  expect(asked[0]?.init.headers).toEqual({ 'X-User-Id': 'u1' })
})

test('the real api answers by contract, with problems that have codes and request ids', async () => {
  const { member } = await aTeam()
  const me = await apiClient(member.id).request('GET', '/me')
  expect(me).toMatchObject({ id: member.id, role: 'member', mode: 'dev' })
  expect(Object.keys(me as object).toSorted()).toEqual(Object.keys(aMe()).toSorted())
  const error = await failure(
    apiClient(member.id).request('POST', '/checkins', { body: { text: '2' } }),
  )
  expect(error).toMatchObject({ status: 422, code: 'request.invalid' })
  expect((error as ApiProblem).errors.length).toBeGreaterThan(0)
  expect((error as ApiProblem).requestId).toBeTruthy()
})

test('an unknown person is a 401, a closed connection is Unreachable', async () => {
  const stranger = apiClient('01900000-0000-7000-8000-00000000dead')
  expect(await failure(stranger.request('GET', '/me'))).toMatchObject({ status: 401 })
  const { member } = await aTeam()
  await setFault(member.id, { kind: 'refuse' })
  expect(await failure(apiClient(member.id).request('GET', '/me'))).toBeInstanceOf(Unreachable)
})
