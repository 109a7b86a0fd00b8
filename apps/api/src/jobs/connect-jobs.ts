import { connectPool, type Pool } from '../db/connect.ts'

/** One holds the lock of a job, one reads what is to do, one does it. */
export const jobConnections = 3

/** A small pool for the scheduled work; a job may take longer than any request. */
export function connectJobs(url: string): Pool {
  return connectPool(
    {
      url,
      role: 'ws_jobs',
      max: jobConnections,
      connectTimeoutMs: 5000,
      statementTimeoutMs: 60_000,
      lockTimeoutMs: 5000,
      applicationName: 'worksmart-jobs',
    },
    { onIdleError: () => {} },
  )
}
