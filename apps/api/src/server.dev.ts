// The local app: database, api and web app in one process, on this machine only. It is in no
// production image, and it refuses to start where it must not run.

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFrontDoor } from '@worksmart/dev-services/front-door'
import { startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import { startObjectStore } from '@worksmart/dev-services/s3/server'
import { securityHeadersFor } from '@worksmart/dev-services/security-headers'
import { StartRefused } from '@worksmart/dev-services/start-refused'
import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { localInferencePlace } from './ai/local-inference-place.ts'
import { buildApp } from './app.ts'
import { connectPool } from './db/connect.ts'
import { localDirectory } from './db/local-directory.ts'
import { migrateDatabase } from './db/migrate.ts'
import { seedFirstWorkspace } from './db/seed.ts'
import { BadEnvironment, type Env, loadEnvFile, readEnv } from './env.ts'
import { localModeRefusals, storageRefusals } from './env-refusals.ts'
import { devHeaderIdentity } from './identity/dev-header.ts'
import { connectJobs } from './jobs/connect-jobs.ts'
import { scheduleJobs } from './jobs/schedule.ts'
import { builtInBucket, noteBuiltIn } from './local-services.ts'
import { makeRuntime } from './runtime.ts'
import { followWrites } from './search/follow-writes.ts'
import { makeStorage, type StorageSettings } from './storage/storage.ts'
import { storageOrigin, storageSettingsOf } from './storage/storage-settings.ts'
import type { SweepReport } from './storage/sweep.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const say = (line: string) => process.stdout.write(`${line}\n`)
const warn = (line: string) => process.stderr.write(`${line}\n`)

/** What has to be undone at the end, newest first. */
const closers: (() => Promise<unknown>)[] = []

function readSettings(): Env {
  try {
    return readEnv(process.env, (env) => [...localModeRefusals(env), ...storageRefusals(env)])
  } catch (error) {
    if (!(error instanceof BadEnvironment)) throw error
    warn(`Local mode does not start: ${error.reasons.join(' ')}`)
    process.exit(78)
  }
}

async function start(): Promise<void> {
  loadEnvFile(join(root, '.env'))
  const env = readSettings()
  const dataDir = resolve(root, env.WORKSMART_DATA_DIR ?? '.worksmart')
  await mkdir(dataDir, { recursive: true })
  const urls = await databaseUrls(env, dataDir)
  const directory = connectPool(
    {
      url: urls.owner,
      role: 'ws_directory',
      max: 1,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      applicationName: 'worksmart-directory',
    },
    { onIdleError: () => {} },
  )
  closers.push(() => directory.end())
  // The address comes first: the storage has to know which pages may send it files.
  let app: FastifyInstance | null = null
  let headers = securityHeadersFor(null)
  const bundleDir = resolve(root, env.WORKSMART_WEB_DIST ?? 'apps/web/dist')
  const api: RequestListener = (request, response) =>
    app ? app.routing(request, response) : answerStarting(response)
  // In the local compose nginx is the front door.
  const isBehindNginx = env.WORKSMART_DEV_COMPOSE === '1'
  const door = isBehindNginx
    ? createServer(api)
    : createFrontDoor({ bundleDir, api, securityHeaders: () => headers })
  const port = await listen(door, env)
  const settings = storageSettingsOf(env) ?? (await builtInStorage(env, dataDir, port))
  headers = securityHeadersFor(storageOrigin(settings))
  const storage = makeStorage(settings)
  closers.push(async () => storage.close())
  const place = preparedInference(env)
  const runtime = await makeRuntime({
    env,
    databaseUrl: urls.owner,
    identity: devHeaderIdentity(
      localDirectory(directory),
      env.WORKSMART_DEV_COMPOSE === '1' ? env.TRUSTED_PROXIES : [],
    ),
    storage,
    ...(place ? { inferencePlace: place } : {}),
    checkAnswers: env.NODE_ENV === 'development',
    // While stopping, connections end by intent.
    log: (line, facts) => void (ending || warn(facts ? `${line} ${JSON.stringify(facts)}` : line)),
  })
  closers.push(() => runtime.pool.end())
  const built = await buildApp(runtime.dependencies)
  await built.ready()
  closers.push(() => built.close())
  app = built
  const url = `http://localhost:${port}`
  closers.push(() => closeServer(door))
  const address = join(dataDir, 'server.json')
  await writeFile(address, `${JSON.stringify({ url, pid: process.pid })}\n`)
  closers.push(() => rm(address, { force: true }))
  closers.push(async () => runtime.beginStop())
  const jobPool = connectJobs(urls.owner)
  closers.push(() => jobPool.end())
  const jobs = {
    pool: jobPool,
    newId: v7,
    storage,
    inference: runtime.dependencies.inference,
    scanner: runtime.dependencies.scanner,
    onScan: runtime.dependencies.onScan,
    now: () => new Date(),
    isDryRun: false,
    log: warn,
  }
  closers.push(followWrites(jobs, warn))
  closers.push(
    scheduleJobs(jobs, warn, ({ name, report }) => {
      if (name === 'sweep-uploads' && report) runtime.noteSweep(report as SweepReport)
    }),
  )
  // First, because a job waits for its scan.
  closers.push(async () => runtime.dependencies.scanner?.stop())
  if (env.NODE_ENV === 'development') {
    say(`\n  The api for the sources below: ${url}/api`)
    return
  }
  say(
    `\n  WorkSmart is ready: ${url}\n  Local mode: whoever uses this machine can choose any person. Stop with Ctrl-C.\n`,
  )
}

/** The database to use: the named one, or the built-in one, migrated and with a first workspace. */
async function databaseUrls(env: Env, dataDir: string): Promise<{ owner: string }> {
  let owner = env.DATABASE_URL
  if (!owner) {
    const cluster = await startCluster({ dataDir: join(dataDir, 'postgres'), log: say })
    closers.push(() => cluster.stop())
    await ensureDatabase(cluster, 'worksmart')
    owner = cluster.superuserUrl('worksmart')
    closers.push(await noteBuiltIn(dataDir, { databaseUrl: owner }))
  }
  try {
    await migrateDatabase(owner)
    await seedFirstWorkspace(owner, v7, Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw env.DATABASE_URL
      ? new StartRefused(`DATABASE_URL: the database cannot be used: ${why}`)
      : error
  }
  return { owner }
}

/** The object store of this machine, for pages of this app alone. */
/** The service that the start script prepares, if it does. */
function preparedInference(env: Env) {
  const { INFERENCE_STATUS_FILE: file, INFERENCE_URL: url, INFERENCE_TOKEN: token } = env
  return file && url && token ? localInferencePlace({ file, url, token }) : null
}

async function builtInStorage(env: Env, dataDir: string, port: number): Promise<StorageSettings> {
  // Vite serves the sources from an address of its own.
  const ports = env.NODE_ENV === 'development' ? [port, ...vitePorts] : [port]
  const store = await startObjectStore({
    folder: join(dataDir, 'objects'),
    bucket: builtInBucket,
    allowedOrigins: ports.flatMap((one) => [`http://localhost:${one}`, `http://127.0.0.1:${one}`]),
  })
  closers.push(() => store.close())
  const { accessKeyId, secretAccessKey } = store
  const settings = {
    endpoint: store.url,
    publicEndpoint: null,
    region: store.region,
    bucket: store.bucket,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    timeoutMs: env.S3_TIMEOUT_MS,
  }
  closers.push(await noteBuiltIn(dataDir, { storage: settings }))
  return settings
}

// The first ones that Vite tries when another one runs.
const vitePorts = Array.from({ length: 10 }, (_, i) => 5173 + i)

function answerStarting(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' })
  response.end(
    JSON.stringify({
      type: '/problems/server.starting',
      title: 'Not available',
      status: 503,
      detail: 'The app is starting. Try again in a moment.',
      code: 'server.starting',
    }),
  )
}

/** Listens on PORT; when it was not asked for and is taken, on the next free one. */
async function listen(server: Server, env: Env): Promise<number> {
  const asked = Boolean(process.env.PORT)
  for (let port = env.PORT; port <= env.PORT + (asked ? 0 : 10); port++) {
    const taken = await new Promise<boolean>((settle, fail) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE') settle(true)
        else fail(new StartRefused(`Port ${port} cannot be used: ${error.message}`))
      })
      server.listen(port, env.HOST, () => settle(false))
    })
    server.removeAllListeners('error')
    const address = server.address()
    if (!taken && address !== null && typeof address === 'object') return address.port
  }
  throw new StartRefused(
    asked
      ? `Port ${env.PORT} is taken by another program. Choose another one, for example PORT=${env.PORT + 1} npm start.`
      : `Ports ${env.PORT} to ${env.PORT + 10} are taken. Choose one with PORT, for example PORT=4000 npm start.`,
  )
}

function closeServer(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5000).unref()
  })
}

let ending = false

async function end(code: number): Promise<never> {
  if (ending) return new Promise(() => {})
  ending = true
  // Whatever hangs, the process is gone in time.
  setTimeout(() => process.exit(code || 1), 25_000).unref()
  for (const close of closers.reverse()) await close().catch((error: Error) => warn(error.message))
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
// Started by a script that is gone now: nobody is left to stop this.
process.once('disconnect', () => void end(0))
// It may have gone before this line, and then nobody says so again.
if (process.connected === false) void end(0)
process.on('uncaughtException', (error) => {
  warn(`Stopping after an unexpected error: ${error.message}`)
  void end(1)
})

start().catch(async (error: unknown) => {
  if (error instanceof BadEnvironment)
    warn(`These settings do not fit:\n  ${error.reasons.join('\n  ')}`)
  else warn(error instanceof Error ? error.message : String(error))
  await end(error instanceof BadEnvironment ? 78 : 1)
})
