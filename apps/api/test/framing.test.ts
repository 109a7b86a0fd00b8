// What does not even look like HTTP, on a real socket: a problem all the same, and never a 5xx.

import { type AddressInfo, connect } from 'node:net'
import { Problem } from '@worksmart/types/problems'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'

let t: TestApp
let port: number
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  port = (t.app.server.address() as AddressInfo).port
})
afterAll(() => t.close())

/** Sends bytes as they are and answers with what came back until the server hung up. */
function exchange(parts: (string | Buffer)[], hangUp = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(said))
    for (const part of parts) socket.write(part)
    if (hangUp) socket.end()
  })
}

function post(lines: string[], body: string): string {
  return [
    'POST /checkins HTTP/1.1',
    `Host: localhost:${port}`,
    `X-User-Id: ${t.people.member.id}`,
    'Content-Type: application/json',
    'Connection: close',
    ...lines,
    '',
    body,
  ].join('\r\n')
}

const body = '{"text":"1h #dev over a socket"}'

const bad: [string, () => (string | Buffer)[], number, string][] = [
  [
    'a length and chunks at once',
    () => [post([`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'], body)],
    400,
    'request.malformed',
  ],
  [
    'two lengths',
    () => [post([`Content-Length: ${body.length}`, 'Content-Length: 5'], body)],
    400,
    'request.malformed',
  ],
  [
    'a length that is no number',
    () => [post(['Content-Length: many'], body)],
    400,
    'request.malformed',
  ],
  [
    'a chunk size that is no number',
    () => [post(['Transfer-Encoding: chunked'], `zz\r\n${body}\r\n0\r\n\r\n`)],
    400,
    'request.malformed',
  ],
  ['no HTTP at all', () => ['hello\r\n\r\n'], 400, 'request.malformed'],
  [
    'TLS',
    () => [Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5])],
    400,
    'request.malformed',
  ],
  [
    'a space in a header name',
    () => [post(['X Y: z', 'Content-Length: 0'], '')],
    400,
    'request.malformed',
  ],
  [
    'a NUL in a header',
    () => [post(['X-A: a\u0000b', 'Content-Length: 0'], '')],
    400,
    'request.malformed',
  ],
  [
    'headers of 20 KB',
    () => [post([`Authorization: Bearer ${'a'.repeat(20_000)}`, 'Content-Length: 0'], '')],
    431,
    'request.header_too_large',
  ],
  [
    'an address of 20 KB',
    () => [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
    431,
    'request.header_too_large',
  ],
  ['no Host', () => ['GET /me HTTP/1.1\r\nConnection: close\r\n\r\n'], 400, 'request.malformed'],
  [
    'two Hosts',
    () => [
      `GET /me HTTP/1.1\r\nHost: localhost:${port}\r\nHost: evil.test\r\nConnection: close\r\n\r\n`,
    ],
    400,
    'request.malformed',
  ],
  [
    'two people',
    () => [post([`X-User-Id: ${t.people.admin.id}`, 'Content-Length: 0'], '')],
    400,
    'request.malformed',
  ],
  [
    'two tokens',
    () => [post(['Authorization: Bearer a', 'Authorization: Bearer b', 'Content-Length: 0'], '')],
    400,
    'request.malformed',
  ],
  [
    'a foreign Host',
    () => [
      `GET /me HTTP/1.1\r\nHost: evil.test:${port}\r\nX-User-Id: ${t.people.member.id}\r\nConnection: close\r\n\r\n`,
    ],
    403,
    'request.cross_origin',
  ],
  [
    'TRACE',
    () => [`TRACE /me HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`],
    405,
    'request.method_not_allowed',
  ],
  [
    'a method nobody knows',
    () => [`MAKE /me HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`],
    400,
    'request.malformed',
  ],
  [
    'a body that is shorter than it says',
    () => [post(['Content-Length: 500'], body)],
    400,
    'request.malformed',
  ],
]

test.each(bad)('%s is answered with a problem', async (what, parts, status, code) => {
  const before = await databaseHash(t)
  const said = await exchange(parts(), what.includes('shorter'))
  expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(said.toLowerCase()).toContain('content-type: application/problem+json')
  const problem = Problem.parse(JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4)))
  expect([problem.status, problem.code]).toEqual([status, code])
  expect(await databaseHash(t)).toEqual(before)
})

test('afterwards the server is well, and takes the same body in good shape', async () => {
  const said = await exchange([post([`Content-Length: ${body.length}`], body)])
  expect(said).toMatch(/^HTTP\/1\.1 201 /)
})

test('a body in chunks is read', async () => {
  const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
  const said = await exchange([post(['Transfer-Encoding: chunked'], chunks)])
  expect(said).toMatch(/^HTTP\/1\.1 201 /)
})
