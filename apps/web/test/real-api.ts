// The real api over a real Postgres and a real object store, once for the run. The tests reach it
// through a small door that stands for the same-origin server of production and can be told to fail
// for one person.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectJobs } from '@worksmart/api/jobs/connect-jobs.ts'
import { makeFollower } from '@worksmart/api/search/follow-writes.ts'
import { makeStorage } from '@worksmart/api/storage/storage.ts'
import { type ObjectStore, startObjectStore } from '@worksmart/dev-services/s3/server'
import { v7 } from 'uuid'
import type { TestProject } from 'vitest/node'
import { createTestApp, type TestApp } from '../../api/test/app.ts'
import { setup as startDatabase } from '../../api/test/cluster.ts'
import type { Fault, NewPerson, TestPerson } from './real-api-client.ts'

declare module 'vitest' {
  interface ProvidedContext {
    apiUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let adminUrl = ''
  const stopDatabase = await startDatabase({
    provide: (_: string, url: string) => {
      adminUrl = url
    },
  } as TestProject)
  const folder = mkdtempSync(join(tmpdir(), 'ws-web-objects-'))
  const store = await startObjectStore({
    folder,
    bucket: 'worksmart',
    // The address that happy-dom gives a page.
    allowedOrigins: ['http://localhost:3000'],
  })
  const storage = storageOf(store)
  const api = await createTestApp({
    adminUrl,
    // Tests upload faster than people do.
    env: { UPLOAD_RATE_PER_MINUTE: '100000', UPLOAD_PENDING: '1000' },
    override: () => ({ now: () => new Date(), storage }),
  })
  await api.app.ready()
  const faults = new Map<string, Fault>()
  const jobPool = connectJobs(api.urlFor('postgres'))
  // Each look begins anew half a minute ago: one that remembered would first go through everything
  // that all tests before it wrote. Several tests may ask at once, and each look is one of its own.
  let looking = Promise.resolve()
  const index = () => {
    looking = looking
      .catch(() => {})
      .then(
        makeFollower({
          pool: jobPool,
          newId: v7,
          storage: null,
          now: () => new Date(),
          isDryRun: false,
          log: () => {},
        }),
      )
    return looking
  }
  const door = createServer((request, response) => {
    void answer({ api, faults, index }, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done))
  project.provide('apiUrl', `http://127.0.0.1:${(door.address() as AddressInfo).port}`)
  return async () => {
    door.closeAllConnections()
    await new Promise((done) => door.close(done))
    await looking
    await jobPool.end()
    // It says so when the api answered with a 500. Vitest prints an error of a teardown and counts
    // none, and what comes after it would stay behind.
    await api.close().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exitCode = 1
    })
    storage.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
    await stopDatabase()
  }
}

function storageOf({ url, region, bucket, accessKeyId, secretAccessKey }: ObjectStore) {
  return makeStorage({
    endpoint: url,
    publicEndpoint: null,
    region,
    bucket,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    timeoutMs: 3000,
  })
}

type Behind = { api: TestApp; faults: Map<string, Fault>; index(): Promise<void> }

async function answer(
  { api, faults, index }: Behind,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url === '/test/workspaces') {
    const people = await makeWorkspace(api, JSON.parse(await textOf(request)))
    response.end(JSON.stringify(people))
    return
  }
  if (request.url === '/test/faults') {
    const { userId, fault } = JSON.parse(await textOf(request))
    if (fault === null) faults.delete(userId)
    else faults.set(userId, fault)
    response.end('null')
    return
  }
  if (request.url === '/test/index') {
    await index()
    response.end('null')
    return
  }
  if (request.url === '/test/document-status') {
    const { id, status } = JSON.parse(await textOf(request))
    const text = 'update documents set status = $2, version = version + 1 where id = $1'
    await api.sql(text, [id, status])
    response.end('null')
    return
  }
  const fault = faults.get(String(request.headers['x-user-id'] ?? ''))
  const isHit = fault && request.url?.startsWith(fault.path ?? '/')
  if (isHit && fault.kind === 'refuse') {
    request.socket.destroy()
    return
  }
  if (isHit && fault.kind === 'problem') {
    response.statusCode = fault.status
    response.setHeader('content-type', 'application/problem+json')
    if (fault.retryAfterSeconds !== undefined) {
      response.setHeader('retry-after', fault.retryAfterSeconds)
    }
    response.end(JSON.stringify({ status: fault.status, code: fault.code, instance: 'req-test' }))
    return
  }
  // The page of a test has an address of its own; in production both come from one server.
  delete request.headers.origin
  delete request.headers['sec-fetch-site']
  delete request.headers.referer
  api.app.routing(request, response)
}

async function makeWorkspace(api: TestApp, people: NewPerson[]): Promise<TestPerson[]> {
  const workspaceId = api.dependencies.newId()
  await api.sql('insert into workspaces (id, name) values ($1, $2)', [workspaceId, 'Test team'])
  return Promise.all(
    people.map(async ({ name, role, timeZone = 'UTC' }) => {
      const id = api.dependencies.newId()
      const email = `${id}@people.test`
      await api.sql(
        'insert into users (workspace_id, id, name, email, role, time_zone) values ($1, $2, $3, $4, $5, $6)',
        [workspaceId, id, name, email, role, timeZone],
      )
      return { id, name, role, email, workspaceId }
    }),
  )
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
