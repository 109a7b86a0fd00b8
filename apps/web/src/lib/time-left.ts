/** Bytes that had been sent at a moment of a clock that only runs forward. */
type Sample = { atMs: number; sentBytes: number }

// Long enough that a single stall does not make the guess jump, short enough to follow the network.
const windowMs = 5000
const soonestMs = 800

/**
 * Guesses how long an upload still takes, from the speed of its last five seconds. Tell it what has
 * been sent; it answers whole seconds, or null while there is too little to judge by.
 */
export function timeLeft(totalBytes: number): (sentBytes: number, atMs: number) => number | null {
  let samples: Sample[] = []
  return (sentBytes, atMs) => {
    // A new try starts from the first byte again.
    if (sentBytes < (samples.at(-1)?.sentBytes ?? 0)) samples = []
    samples.push({ atMs, sentBytes })
    while (samples.length > 2 && (samples[1]?.atMs ?? atMs) < atMs - windowMs) samples.shift()
    const first = samples[0] ?? { atMs, sentBytes }
    const tookMs = atMs - first.atMs
    const moved = sentBytes - first.sentBytes
    if (tookMs < soonestMs || moved <= 0) return null
    return Math.ceil(((totalBytes - sentBytes) / moved) * (tookMs / 1000))
  }
}

/** `12 s left`, `3 min left`, `2 h left`. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, seconds)} s left`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min left` : `${Math.round(minutes / 60)} h left`
}
