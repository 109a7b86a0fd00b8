// What every entry point shares: from settings to the dependencies of `buildApp`.

import { v7 } from 'uuid'
import { makePrivateReads } from './audit/private-reads.ts'
import { connectPool, findWallDefect, type Pool } from './db/connect.ts'
import { readSchemaState } from './db/migrate.ts'
import { makeDatabase } from './db/with-actor.ts'
import type { Dependencies, IdentityProvider } from './dependencies.ts'
import { type Env, rateLimitsOf } from './env.ts'
import { watchEventLoop } from './http/overload.ts'
import { type Metrics, makeMetrics } from './metrics/metrics.ts'
import { measurePool } from './metrics/process-metrics.ts'

export type Runtime = {
  dependencies: Dependencies
  pool: Pool
  /** From now on `/health/ready` says that this process is stopping. */
  beginStop: () => void
}

/** Connects as `ws_app` and refuses a database whose row-level security would not hold it. */
export async function makeRuntime(options: {
  env: Env
  databaseUrl: string
  identity: IdentityProvider
  checkAnswers: boolean
  log: (line: string) => void
  /** Where to count; counts that nobody reads when absent. */
  metrics?: Metrics
}): Promise<Runtime> {
  const { env, log, metrics = makeMetrics() } = options
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
        report: (slow) => {
          countSlow()
          log(JSON.stringify({ level: 40, time: Date.now(), msg: 'slow statement', ...slow }))
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
  const isLocal = options.identity.mode === 'dev'
  let stopping = false
  return {
    pool,
    beginStop: () => {
      stopping = true
    },
    dependencies: {
      database: makeDatabase(pool),
      identity: options.identity,
      newId: v7,
      now: () => new Date(),
      checkAnswers: options.checkAnswers,
      schemaState: () => readSchemaState(pool),
      privateReads: makePrivateReads(),
      rateLimits: isLocal ? null : rateLimitsOf(env),
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
