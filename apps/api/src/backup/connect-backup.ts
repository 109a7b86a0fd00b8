import { connectPool, type Pool } from '../db/connect.ts'

/** Reads everything and changes nothing. The role has to be the login's to take; a dump sees to it. */
export function connectBackup(url: string): Pool {
  return connectPool(
    {
      url,
      role: 'ws_backup',
      max: 1,
      connectTimeoutMs: 10_000,
      statementTimeoutMs: 60_000,
      lockTimeoutMs: 5000,
      applicationName: 'worksmart-backup',
    },
    { onIdleError: () => {} },
  )
}
