// What every entry point shares: from settings to the dependencies of `buildApp`.

import { v7 } from 'uuid'
import { configuredPlace } from './ai/configured-place.ts'
import { makeInference } from './ai/inference-client.ts'
import type { InferencePlace } from './ai/inference-place.ts'
import { makePrivateReads } from './audit/private-reads.ts'
import { makeBackground } from './background.ts'
import { connectPool, findWallDefect, type Pool } from './db/connect.ts'
import { readSchemaState } from './db/migrate.ts'
import { makeDatabase } from './db/with-actor.ts'
import type { Dependencies, IdentityProvider } from './dependencies.ts'
import type { Env } from './env.ts'
import { watchEventLoop } from './http/overload.ts'
import { requestLimitsOf } from './http/request-limit-settings.ts'
import { type CountLookup, measureCaches } from './metrics/cache-metrics.ts'
import { measureBreakers, measureCalls } from './metrics/inference-metrics.ts'
import { type Metrics, makeMetrics } from './metrics/metrics.ts'
import { measurePool } from './metrics/process-metrics.ts'
import { measureScans } from './metrics/scan-metrics.ts'
import { clamdOf, makeScanner } from './scan/scanner.ts'
import type { Storage } from './storage/storage.ts'
import type { SweepReport } from './storage/sweep.ts'

export type Runtime = {
  dependencies: Dependencies
  pool: Pool
  /** From now on `/health/ready` says that this process is stopping. */
  beginStop: () => void
  /** What `/health/storage` tells of from now on. */
  noteSweep: (report: SweepReport) => void
}

/** Connects as `ws_app` and refuses a database whose row-level security would not hold it. */
export async function makeRuntime(options: {
  env: Env
  databaseUrl: string
  identity: IdentityProvider
  storage?: Storage | null
  /** Where the inference service is, when that may change while this runs. */
  inferencePlace?: () => InferencePlace
  checkAnswers: boolean
  /** Takes a line, and facts beside it; ids, never values or names. */
  log: (line: string, facts?: Readonly<Record<string, unknown>>) => void
  /** Where to count; counts that nobody reads when absent. */
  metrics?: Metrics
  /** The counter of the caches, when the caller has one in these metrics. */
  countLookup?: CountLookup
}): Promise<Runtime> {
  const { env, log, metrics = makeMetrics() } = options
  const countLookup = options.countLookup ?? measureCaches(metrics)
  const countSlow = metrics.counter('worksmart_slow_statements_total', 'Statements over the limit.')
  const pool = connectPool(
    {
      url: options.databaseUrl,
      role: 'ws_app',
      max: env.DATABASE_POOL,
      connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: env.DATABASE_LOCK_TIMEOUT_MS,
      applicationName: 'worksmart-api',
    },
    {
      onIdleError: (error) => log(`A database connection was lost: ${error.message}`),
      onSlow: {
        limitMs: env.SLOW_STATEMENT_MS,
        report: ({ requestId, ...slow }) => {
          countSlow()
          log('slow statement', { ...slow, ...(requestId ? { reqId: requestId } : {}) })
        },
      },
    },
  )
  const defect = await findWallDefect(pool)
  if (defect) {
    await pool.end()
    throw new Error(`Not starting: ${defect}.`)
  }
  measurePool(metrics, pool, env.DATABASE_POOL)
  const inference = makeInference({
    place: placeOf(env, options.inferencePlace),
    clock: () => performance.now(),
    random: Math.random,
    checkRequests: options.checkAnswers,
    onFailure: sampled(log),
    onCall: measureCalls(metrics),
  })
  measureBreakers(metrics, inference)
  const { storage = null } = options
  const clamd = clamdOf(env)
  const isLocal = options.identity.mode === 'dev'
  let stopping = false
  let lastSweep: SweepReport | null = null
  return {
    pool,
    beginStop: () => {
      stopping = true
    },
    noteSweep: (report) => {
      lastSweep = report
    },
    dependencies: {
      database: makeDatabase(pool, (isHit) => countLookup('role', isHit)),
      storage,
      scanner: storage && clamd && makeScanner(clamd, storage),
      onScan: measureScans(metrics, log),
      uploads: {
        maxBytes: env.UPLOAD_MAX_BYTES,
        types: env.UPLOAD_TYPES,
        quotaBytes: env.UPLOAD_QUOTA_BYTES,
        quotaDocuments: env.UPLOAD_QUOTA_DOCUMENTS,
        pending: env.UPLOAD_PENDING,
      },
      lastSweep: () => lastSweep,
      inference,
      background: makeBackground(log),
      identity: options.identity,
      newId: v7,
      now: () => new Date(),
      checkAnswers: options.checkAnswers,
      schemaState: () => readSchemaState(pool),
      privateReads: makePrivateReads(),
      requestLimits: requestLimitsOf(env, isLocal),
      overload: isLocal ? null : watchEventLoop(env.OVERLOAD_DELAY_MS),
      trustedProxies: env.TRUSTED_PROXIES,
      logLevel: env.LOG_LEVEL,
      metrics,
      version: env.GIT_SHA ?? null,
      poolUse: () => ({
        max: env.DATABASE_POOL,
        open: pool.totalCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      }),
      isStopping: () => stopping,
    },
  }
}

function placeOf(env: Env, local: (() => InferencePlace) | undefined): () => InferencePlace {
  const configured = configuredPlace(env)
  return local ?? (() => configured)
}

const sampledMs = 60_000

// A service that is away fails every call; one line a minute says so.
function sampled(log: (line: string) => void): (operation: string, code: string) => void {
  const last = new Map<string, number>()
  return (operation, code) => {
    const key = `${operation} ${code}`
    if (performance.now() - (last.get(key) ?? -sampledMs) < sampledMs) return
    last.set(key, performance.now())
    log(`The inference service: ${operation} ended with ${code}.`)
  }
}
