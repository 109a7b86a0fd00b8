import { AppError } from '../errors.ts'

/** Counts one call of this person; throws `AppError` 429 when it is one too many. */
export type RateLimit = (key: string, now: Date) => void

const windowMs = 60_000
const manyKeys = 10_000

/** At most `perMinute` calls in any sixty seconds, per key and in this process alone. */
export function makeRateLimit(perMinute: number): RateLimit {
  const calls = new Map<string, number[]>()
  return (key, now) => {
    const time = now.getTime()
    const recent = (calls.get(key) ?? []).filter((at) => at > time - windowMs)
    const [oldest = time] = recent
    if (recent.length >= perMinute) {
      calls.set(key, recent)
      const waitS = Math.max(1, Math.ceil((oldest + windowMs - time) / 1000))
      throw new AppError(
        429,
        'rate.limited',
        'That was a lot at once. Wait a moment, then go on.',
        {
          headers: { 'retry-after': String(waitS) },
        },
      )
    }
    recent.push(time)
    // Whoever has been quiet for a minute is forgotten, so that the list cannot grow without end.
    if (calls.size > manyKeys) {
      for (const [other, times] of calls) {
        if ((times.at(-1) ?? 0) <= time - windowMs) calls.delete(other)
      }
    }
    calls.set(key, recent)
  }
}
