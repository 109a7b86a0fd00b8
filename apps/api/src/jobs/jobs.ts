// The scheduled work, by name. Each job is safe to run twice and beside itself: a lock in the
// database lets one run and sends the other home.

import type { Pool } from '../db/connect.ts'
import { chainAudit } from './chain-audit.ts'
import { erasePeople } from './erase-people.ts'
import { expireIdempotencyKeys } from './expire-idempotency-keys.ts'
import { purgeDeleted } from './purge-deleted.ts'

export type JobDependencies = {
  /** Connected as `ws_jobs`. */
  pool: Pool
  /** UUIDv7. */
  newId: () => string
}

/** How many rows of each kind a job took care of. */
export type JobReport = Record<string, number>

export type Job = (deps: JobDependencies) => Promise<JobReport>

export const jobs: Record<string, Job> = {
  'chain-audit': chainAudit,
  'erase-people': erasePeople,
  'expire-idempotency-keys': expireIdempotencyKeys,
  'purge-deleted': purgeDeleted,
}

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
    const report = rows[0]?.is_mine ? await job(deps) : null
    if (rows[0]?.is_mine) {
      await client.query("select pg_advisory_unlock(hashtext('worksmart job'), hashtext($1))", [
        name,
      ])
    }
    isBroken = false
    return report
  } finally {
    // A connection that is thrown away takes its lock along.
    client.release(isBroken)
  }
}
