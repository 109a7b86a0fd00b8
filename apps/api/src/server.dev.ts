// The local app: database, api and web app in one process, on this machine only. It is in no
// production image, and it refuses to start where it must not run.

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFrontDoor } from '@worksmart/dev-services/front-door'
import { startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import { StartRefused } from '@worksmart/dev-services/start-refused'
import { v7 } from 'uuid'
import { buildApp } from './app.ts'
import { connectPool } from './db/connect.ts'
import { localDirectory } from './db/local-directory.ts'
import { migrateDatabase } from './db/migrate.ts'
import { seedFirstWorkspace } from './db/seed.ts'
import { BadEnvironment, type Env, loadEnvFile, localModeRefusals, readEnv } from './env.ts'
import { devHeaderIdentity } from './identity/dev-header.ts'
import { connectJobs } from './jobs/connect-jobs.ts'
import { scheduleJobs } from './jobs/schedule.ts'
import { makeRuntime } from './runtime.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const say = (line: string) => process.stdout.write(`${line}\n`)
const warn = (line: string) => process.stderr.write(`${line}\n`)

/** What has to be undone at the end, newest first. */
const closers: (() => Promise<unknown>)[] = []

async function start(): Promise<void> {
  loadEnvFile(join(root, '.env'))
  const env = readEnv()
  const refusals = localModeRefusals(env)
  if (refusals.length > 0) {
    warn(`Local mode does not start: ${refusals.join(' ')}`)
    process.exit(78)
  }
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
  const runtime = await makeRuntime({
    env,
    databaseUrl: urls.owner,
    identity: devHeaderIdentity(
      localDirectory(directory),
      env.WORKSMART_DEV_COMPOSE === '1' ? env.TRUSTED_PROXIES : [],
    ),
    checkAnswers: env.NODE_ENV === 'development',
    // While stopping, connections end by intent.
    log: (line) => void (ending || warn(line)),
  })
  closers.push(() => runtime.pool.end())
  const app = await buildApp(runtime.dependencies)
  await app.ready()
  closers.push(() => app.close())
  const bundleDir = resolve(root, env.WORKSMART_WEB_DIST ?? 'apps/web/dist')
  const api: RequestListener = (request, response) => app.routing(request, response)
  // In the local compose nginx is the front door.
  const isBehindNginx = env.WORKSMART_DEV_COMPOSE === '1'
  const door = isBehindNginx ? createServer(api) : createFrontDoor({ bundleDir, api })
  const port = await listen(door, env)
  const url = `http://localhost:${port}`
  closers.push(() => closeServer(door))
  const address = join(dataDir, 'server.json')
  await writeFile(address, `${JSON.stringify({ url, pid: process.pid })}\n`)
  closers.push(() => rm(address, { force: true }))
  closers.push(async () => runtime.beginStop())
  const jobPool = connectJobs(urls.owner)
  closers.push(() => jobPool.end())
  closers.push(scheduleJobs({ pool: jobPool, newId: v7 }, warn))
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
