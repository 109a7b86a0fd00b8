import type { Env } from '../env.ts'
import type { RequestLimits } from './request-limits.ts'

const minute = (count: number) => ({ count, windowMs: 60_000 })

/**
 * How much one person may ask, from the settings. On one person's machine (`isLocal`) only what is
 * dear is counted: uploads and questions to the inference service.
 */
export function requestLimitsOf(env: Env, isLocal: boolean): RequestLimits {
  const dear = {
    presign: minute(env.UPLOAD_RATE_PER_MINUTE),
    ai: minute(env.AI_RATE_PER_MINUTE),
    'ai-day': { count: env.AI_RATE_PER_DAY, windowMs: 86_400_000 },
    suggest: minute(env.AI_SUGGEST_RATE_PER_MINUTE),
  }
  if (isLocal) return dear
  return {
    ...dear,
    read: minute(env.RATE_READ_PER_MINUTE),
    write: minute(env.RATE_WRITE_PER_MINUTE),
    export: { count: env.RATE_EXPORT_PER_HOUR, windowMs: 3_600_000 },
    stranger: minute(env.RATE_STRANGER_PER_MINUTE),
  }
}
