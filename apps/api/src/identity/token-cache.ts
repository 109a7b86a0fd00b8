export type TokenCache<Value> = {
  get: (key: string) => Value | undefined
  /** Kept until `expiresAtMs` of the clock or the longest age, whichever is first. */
  set: (key: string, value: Value, expiresAtMs: number) => void
}

/** Remembers what was verified, bounded in number and age. Keys are hashes, never tokens. */
export function tokenCache<Value>(options: {
  maxEntries: number
  maxAgeMs: number
  now: () => Date
}): TokenCache<Value> {
  const entries = new Map<string, { value: Value; untilMs: number }>()
  const nowMs = () => options.now().getTime()
  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      if (entry.untilMs > nowMs()) return entry.value
      entries.delete(key)
      return undefined
    },
    set(key, value, expiresAtMs) {
      const untilMs = Math.min(expiresAtMs, nowMs() + options.maxAgeMs)
      if (untilMs <= nowMs()) return
      // The oldest goes first: a Map keeps the order of insertion.
      const oldest = entries.keys().next()
      if (entries.size >= options.maxEntries && !oldest.done) entries.delete(oldest.value)
      entries.set(key, { value, untilMs })
    },
  }
}
