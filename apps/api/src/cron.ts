// Runs the named jobs once, on the database and the storage that the environment names, and ends.

import { v7 } from 'uuid'
import { inferenceOf } from './ai/configured-place.ts'
import { BadEnvironment, readEnv } from './env.ts'
import { workerRefusals } from './env-refusals.ts'
import { connectJobs } from './jobs/connect-jobs.ts'
import { jobs, runJob } from './jobs/jobs.ts'
import { clamdOf, makeScanner } from './scan/scanner.ts'
import { makeStorage } from './storage/storage.ts'
import { storageSettingsOf } from './storage/storage-settings.ts'

const notConfigured = 78
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const names = process.argv.slice(2)
  if (names.length === 0) throw new Error(`Name a job: ${Object.keys(jobs).join(', ')}.`)
  const env = readEnv(process.env, workerRefusals)
  const settings = storageSettingsOf(env)
  const storage = settings && makeStorage(settings)
  const pool = connectJobs(env.DATABASE_URL ?? '')
  const inference = inferenceOf(env)
  const now = () => new Date()
  const clamd = clamdOf(env)
  const scanner = storage && clamd && makeScanner(clamd, storage)
  const deps = { pool, newId: v7, storage, inference, scanner, now, isDryRun: false, log: say }
  try {
    for (const name of names) {
      const report = await runJob(deps, name)
      say(report ? `${name}: ${JSON.stringify(report)}` : `${name}: runs elsewhere already`)
    }
  } finally {
    await pool.end()
    storage?.close()
    inference.close()
  }
} catch (error) {
  const isSettings = error instanceof BadEnvironment
  const why = isSettings ? error.reasons.join(' ') : String((error as Error).message ?? error)
  process.stderr.write(`${why}\n`)
  process.exitCode = isSettings ? notConfigured : 1
}
