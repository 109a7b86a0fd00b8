// The production process. It has no import path to the local identity, and without complete
// sign-in settings it refuses to listen.

import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { buildApp } from './app.ts'
import { waitForDatabase } from './boot.ts'
import { connectPool } from './db/connect.ts'
import { BadEnvironment, type Env, readEnv } from './env.ts'
import { productionRefusals } from './env-refusals.ts'
import { gracefulExit } from './graceful-exit.ts'
import { clerkIdentity } from './identity/clerk.ts'
import { clerkDirectory } from './identity/clerk-directory.ts'
import { clerkSettingsOf } from './identity/clerk-settings.ts'
import { logLine } from './log-line.ts'
import { measureCaches } from './metrics/cache-metrics.ts'
import { makeMetrics } from './metrics/metrics.ts'
import { measureProcess } from './metrics/process-metrics.ts'
import { closeMetrics, serveMetrics } from './metrics/serve-metrics.ts'
import { makeRuntime } from './runtime.ts'
import { makeStorage } from './storage/storage.ts'
import { storageSettingsOf } from './storage/storage-settings.ts'

const notConfigured = 78
/** Long enough for the proxy to have read that this process is not ready any more. */
const drainMs = 1000

const warn = (line: string) => void process.stderr.write(`${line}\n`)
const log = logLine(process.stderr)

function readSettings(): Env {
  try {
    return readEnv(process.env, productionRefusals)
  } catch (error) {
    if (error instanceof BadEnvironment) return refuse(error.reasons)
    throw error
  }
}

function refuse(reasons: string[]): never {
  warn(`WorkSmart does not start: ${reasons.join(' ')}`)
  process.exit(notConfigured)
}

/**
 * Stops listening and waits for what is at work. A connection whose last answer was still on its way
 * stays open for its next request, which nobody takes any more, so idle ones are closed as they come.
 */
async function closeAll(app: FastifyInstance): Promise<void> {
  const timer = setInterval(() => app.server.closeIdleConnections(), 100)
  try {
    await app.close()
  } finally {
    clearInterval(timer)
  }
}

const env = readSettings()
const exit = gracefulExit(process, log)
const metrics = makeMetrics()
const countLookup = measureCaches(metrics)
measureProcess(metrics, env.GIT_SHA ?? 'none')

try {
  const databaseUrl = env.DATABASE_URL ?? ''
  const directory = connectPool(
    {
      url: databaseUrl,
      role: 'ws_directory',
      max: 2,
      connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: env.DATABASE_LOCK_TIMEOUT_MS,
      applicationName: 'worksmart-directory',
    },
    { onIdleError: () => {} },
  )
  exit.onExit(() => directory.end())
  await waitForDatabase({
    host: env.HOST,
    port: env.PORT,
    connect: () => directory.query('select 1'),
    giveUpMs: env.DATABASE_WAIT_MS,
    retryMs: 250,
    log,
  })
  const settings = storageSettingsOf(env)
  const storage = settings && makeStorage(settings)
  exit.onExit(async () => storage?.close())
  const runtime = await makeRuntime({
    env,
    databaseUrl,
    storage,
    identity: clerkIdentity(
      clerkSettingsOf(env),
      clerkDirectory(directory, v7),
      () => new Date(),
      (isKnown) => countLookup('session', isKnown),
    ),
    metrics,
    countLookup,
    checkAnswers: false,
    log,
  })
  exit.onExit(() => runtime.pool.end())
  if ((await runtime.dependencies.schemaState()) === 'behind') {
    throw new Error('The database is older than this version. Migrate it first.')
  }
  const app = await buildApp(runtime.dependencies)
  if (env.METRICS_PORT !== undefined) {
    const server = await serveMetrics(metrics, { host: env.HOST, port: env.METRICS_PORT })
    exit.onExit(() => closeMetrics(server))
  }
  exit.onExit(() => closeAll(app))
  exit.onExit(async () => {
    runtime.beginStop()
    await new Promise((resolve) => setTimeout(resolve, drainMs))
  })
  await app.listen({ port: env.PORT, host: env.HOST })
  logLine(process.stdout, 30)(`WorkSmart listens on ${env.HOST}:${env.PORT}`)
} catch (error) {
  warn(`WorkSmart does not start: ${error instanceof Error ? error.message : String(error)}`)
  await exit.end(1)
}
