import type { Env } from '../env.ts'
import type { RequestLimits } from './request-limits.ts'

/** How much one person may ask, from the settings. */
export function requestLimitsOf(env: Env): RequestLimits {
  const minute = (limit: number) => ({ count: limit, windowMs: 60_000 })
  return {
    read: minute(env.RATE_READ_PER_MINUTE),
    write: minute(env.RATE_WRITE_PER_MINUTE),
    export: { count: env.RATE_EXPORT_PER_HOUR, windowMs: 3_600_000 },
    stranger: minute(env.RATE_STRANGER_PER_MINUTE),
  }
}
