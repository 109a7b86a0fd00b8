import { v7 } from 'uuid'
import type { Pool } from '../src/db/connect.ts'
import type { JobDependencies } from '../src/jobs/jobs.ts'

/** What a job needs, on this pool, without files and without a place for its lines. */
export function jobDependencies(pool: Pool): JobDependencies {
  return {
    pool,
    newId: v7,
    storage: null,
    now: () => new Date(),
    isDryRun: false,
    log: () => {},
  }
}
