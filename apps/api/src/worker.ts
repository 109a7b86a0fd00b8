// The background work of production: every scheduled job in its time, until the process is told to
// stop. Two of them do not get in each other's way; a lock in the database lets one run.

import { v7 } from 'uuid'
import { inferenceOf } from './ai/configured-place.ts'
import { BadEnvironment, type Env, readEnv } from './env.ts'
import { workerRefusals } from './env-refusals.ts'
import { gracefulExit } from './graceful-exit.ts'
import { connectJobs, jobConnections } from './jobs/connect-jobs.ts'
import { scheduleJobs } from './jobs/schedule.ts'
import { logLine } from './log-line.ts'
import { measureBreakers, measureCalls } from './metrics/inference-metrics.ts'
import { measureJobs } from './metrics/job-metrics.ts'
import { makeMetrics } from './metrics/metrics.ts'
import { measurePool, measureProcess } from './metrics/process-metrics.ts'
import { measureScans, measureWaiting } from './metrics/scan-metrics.ts'
import { closeMetrics, serveMetrics } from './metrics/serve-metrics.ts'
import { clamdOf, makeScanner } from './scan/scanner.ts'
import { followWrites } from './search/follow-writes.ts'
import { makeStorage } from './storage/storage.ts'
import { storageSettingsOf } from './storage/storage-settings.ts'

const notConfigured = 78
const warn = (line: string) => void process.stderr.write(`${line}\n`)
const log = logLine(process.stderr)

function readSettings(): Env & { DATABASE_URL: string } {
  try {
    const env = readEnv(process.env, workerRefusals)
    return { ...env, DATABASE_URL: env.DATABASE_URL ?? '' }
  } catch (error) {
    if (!(error instanceof BadEnvironment)) throw error
    warn(`The worker does not start: ${error.reasons.join(' ')}`)
    process.exit(notConfigured)
  }
}

const env = readSettings()
const exit = gracefulExit(process, log)
const metrics = makeMetrics()
measureProcess(metrics, env.GIT_SHA ?? 'none')

try {
  const pool = connectJobs(env.DATABASE_URL)
  exit.onExit(() => pool.end())
  measurePool(metrics, pool, jobConnections)
  if (env.METRICS_PORT !== undefined) {
    const server = await serveMetrics(metrics, { host: env.HOST, port: env.METRICS_PORT })
    exit.onExit(() => closeMetrics(server))
  }
  const onRun = measureJobs(metrics, () => Date.now() / 1000)
  const settings = storageSettingsOf(env)
  const storage = settings && makeStorage(settings)
  exit.onExit(async () => storage?.close())
  const inference = inferenceOf(env, { onCall: measureCalls(metrics) })
  measureBreakers(metrics, inference)
  exit.onExit(async () => inference.close())
  const clamd = clamdOf(env)
  const scanner = storage && clamd && makeScanner(clamd, storage)
  const onScan = measureScans(metrics, log)
  const noteWaiting = measureWaiting(metrics)
  const now = () => new Date()
  const jobs = {
    ...{ pool, newId: v7, storage, inference, scanner, onScan, now },
    ...{ isDryRun: false, log },
  }
  exit.onExit(followWrites(jobs, log))
  exit.onExit(
    scheduleJobs(jobs, log, (result) => {
      onRun(result)
      if (result.name === 'scan-documents' && result.report) noteWaiting(result.report)
    }),
  )
  // First, because a job waits for its scan.
  exit.onExit(async () => scanner?.stop())
  logLine(process.stdout, 30)('The worker is at work')
} catch (error) {
  warn(`The worker does not start: ${error instanceof Error ? error.message : String(error)}`)
  await exit.end(1)
}
