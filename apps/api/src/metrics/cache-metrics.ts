import type { Metrics } from './metrics.ts'

/** Told of each lookup: in which cache, and whether it knew the answer. */
export type CountLookup = (cache: 'session' | 'role', isHit: boolean) => void

/** Counts what the caches knew; answers what to tell it about each lookup. */
export function measureCaches(metrics: Metrics): CountLookup {
  const count = metrics.counter(
    'worksmart_cache_lookups_total',
    'Lookups by cache, and whether it knew the answer.',
  )
  return (cache, isHit) => count({ cache, result: isHit ? 'hit' : 'miss' })
}
