// The scheduled work, by name. Each job is safe to run twice and beside itself: a lock in the
// database lets one run and sends the other home.

import type { Inference } from '../ai/inference-client.ts'
import type { Pool } from '../db/connect.ts'
import type { OnScan } from '../scan/scan-one.ts'
import type { Scanner } from '../scan/scanner.ts'
import { indexSearch, reindex } from '../search/index-search.ts'
import type { Storage } from '../storage/storage.ts'
import { sweepUploads } from '../storage/sweep.ts'
import { chainAudit } from './chain-audit.ts'
import { erasePeople } from './erase-people.ts'
import { expireEndedSessions } from './expire-ended-sessions.ts'
import { expireIdempotencyKeys } from './expire-idempotency-keys.ts'
import { expireSuggestions } from './expire-suggestions.ts'
import { fitSuggestions } from './fit-suggestions.ts'
import { purgeDeleted } from './purge-deleted.ts'
import { scanDocuments } from './scan-documents.ts'

export type JobDependencies = {
  /** Connected as `ws_jobs`. */
  pool: Pool
  /** UUIDv7. */
  newId: () => string
  /** Null where none is configured. */
  storage: Storage | null
  /** Absent where none is configured: what is searched then has no vectors. */
  inference?: Inference
  /** Absent or null where none is configured: no file that waits for a scan is let through. */
  scanner?: Scanner | null
  onScan?: OnScan
  now: () => Date
  /** Counts what the sweep would remove, and removes nothing; the other jobs do not know it. */
  isDryRun: boolean
  /** Takes a line for whoever runs this: ids and keys, never names. */
  log: (line: string) => void
}

/** How many rows of each kind a job took care of. */
export type JobReport = Record<string, number>

export type Job = (deps: JobDependencies) => Promise<JobReport>

export const jobs: Record<string, Job> = {
  'chain-audit': chainAudit,
  'erase-people': erasePeople,
  'expire-ended-sessions': expireEndedSessions,
  'expire-idempotency-keys': expireIdempotencyKeys,
  'expire-suggestions': expireSuggestions,
  'fit-suggestions': fitSuggestions,
  'purge-deleted': purgeDeleted,
  'scan-documents': scanDocuments,
  'sweep-uploads': sweepUploads,
  'index-search': indexSearch,
  reindex,
}

/** What runs by itself; the others are for a person to start. */
export const scheduled = Object.keys(jobs).filter((name) => name !== 'reindex')

/** Runs a job unless the same one runs elsewhere; null when it does. */
export async function runJob(deps: JobDependencies, name: string): Promise<JobReport | null> {
  const job = jobs[name]
  if (!job) throw new Error(`There is no job ${name}. There are: ${Object.keys(jobs).join(', ')}.`)
  const client = await deps.pool.connect()
  let isBroken = true
  try {
    const { rows } = await client.query<{ is_mine: boolean }>(
      "select pg_try_advisory_lock(hashtext('worksmart job'), hashtext($1)) as is_mine",
      [name],
    )
    isBroken = false
    if (!rows[0]?.is_mine) return null
    isBroken = true
    try {
      return await job(deps)
    } finally {
      // A job that failed gives the lock back too: a connection that is thrown away does so only
      // when the server notices, and a run meanwhile would be sent home.
      await client.query("select pg_advisory_unlock(hashtext('worksmart job'), hashtext($1))", [
        name,
      ])
      isBroken = false
    }
  } finally {
    // A connection that is thrown away takes its lock along.
    client.release(isBroken)
  }
}
