// Runs the named jobs once, on the database of DATABASE_URL, and ends.

import { v7 } from 'uuid'
import { readEnv } from './env.ts'
import { connectJobs } from './jobs/connect-jobs.ts'
import { jobs, runJob } from './jobs/jobs.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const names = process.argv.slice(2)
  if (names.length === 0) throw new Error(`Name a job: ${Object.keys(jobs).join(', ')}.`)
  const { DATABASE_URL } = readEnv()
  if (!DATABASE_URL) throw new Error('DATABASE_URL is missing: name the database.')
  const pool = connectJobs(DATABASE_URL)
  try {
    for (const name of names) {
      const report = await runJob({ pool, newId: v7 }, name)
      say(report ? `${name}: ${JSON.stringify(report)}` : `${name}: runs elsewhere already`)
    }
  } finally {
    await pool.end()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
