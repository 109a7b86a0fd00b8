// The storage, the inference service and the database may stand behind TLS elsewhere. A neighbour
// whose certificate nobody vouches for is told nothing.

import { createServer, get } from 'node:https'
import { type AddressInfo, createServer as createPlainServer, type Server } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeInference } from '../src/ai/inference-client.ts'
import { connectPool } from '../src/db/connect.ts'
import { makeStorage } from '../src/storage/storage.ts'
import { aSelfSignedCertificate } from './a-certificate.ts'
import { createTestApp, type TestApp } from './app.ts'
import { aDocument } from './factories.ts'
import { expectUnavailable } from './faults/expect-unavailable.ts'

const certificate = aSelfSignedCertificate('127.0.0.1')
const heard: string[] = []
const closers: (() => Promise<unknown>)[] = []
let t: TestApp
let url = ''

async function listening(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closers.push(() => new Promise((closed) => server.close(closed)))
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  const server = createServer(certificate, (request, response) => {
    heard.push(String(request.url))
    response.end('{}')
  })
  url = `https://127.0.0.1:${await listening(server)}`
  const storage = makeStorage({
    endpoint: url,
    publicEndpoint: null,
    region: 'us-east-1',
    bucket: 'documents',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    forcePathStyle: true,
    timeoutMs: 3000,
  })
  const inference = makeInference({
    place: () => ({ state: 'there', url, token: 'x'.repeat(32) }),
    clock: () => performance.now(),
    random: () => 0.5,
    checkRequests: true,
  })
  closers.push(async () => storage.close())
  closers.push(async () => inference.close())
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ storage, inference }),
  })
})
afterAll(async () => {
  await t.close()
  for (const close of closers.reverse()) await close()
})

test('the server of this test would answer whoever did not look', async () => {
  const status = await new Promise((settle, fail) => {
    const options = { rejectUnauthorized: false, agent: false }
    get(`${url}/control`, options, (answer) => settle(answer.resume().statusCode)).on('error', fail)
  })
  expect([status, heard.splice(0)]).toEqual([200, ['/control']])
})

test('storage with a certificate that nobody vouches for is not talked to', async () => {
  const { member } = t.people
  const id = await aDocument(t, member)
  expectUnavailable(await t.as(member, 'GET', `/documents/${id}/download`), 'storage.unavailable')
  expect(heard).toEqual([])
})

test('an inference service with such a certificate is not talked to', async () => {
  const asked = t.dependencies.inference.ask('embed', { kind: 'query', texts: ['fix nav'] })
  await expect(asked).rejects.toMatchObject({ status: 503, code: 'ai.unavailable' })
  expect(heard).toEqual([])
})

test('a database with such a certificate gets no password', async () => {
  let told = ''
  const sockets: TLSSocket[] = []
  const server = createPlainServer((socket) => {
    socket.on('error', () => {})
    // What PostgreSQL says to a client that wants TLS, and then speaks it.
    socket.once('data', () => {
      socket.write('S')
      const secureContext = createSecureContext(certificate)
      const secure = new TLSSocket(socket, { isServer: true, secureContext })
      sockets.push(secure)
      secure.on('error', () => {}).on('data', (bytes) => (told += bytes.toString('latin1')))
    })
  })
  const port = await listening(server)
  const pool = connectPool(
    {
      url: `postgresql://worksmart:canary@127.0.0.1:${port}/worksmart?sslmode=verify-full`,
      ...{ role: 'ws_app', max: 1, applicationName: 'test-certificate' },
      ...{ connectTimeoutMs: 2000, statementTimeoutMs: 5000, lockTimeoutMs: 2000 },
    },
    { onIdleError: () => {} },
  )
  await expect(pool.query('select 1')).rejects.toMatchObject({
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
  await pool.end()
  for (const socket of sockets) socket.destroy()
  expect([sockets.length, told]).toEqual([1, ''])
})
