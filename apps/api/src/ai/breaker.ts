// After a run of failures the service is left alone for a while, so that nobody waits for it. Our
// own lines instead of a package, because the clock is an argument and the rule is short.

const keptCalls = 20
const keptMs = 30_000
const openMs = 30_000
const minFailures = 5
const minShare = 0.5

/** What a call came to; `neutral` says nothing about the service, such as a caller who left. */
export type CallResult = 'ok' | 'failed' | 'neutral'

export type Breaker = {
  /** Milliseconds until it is worth asking again; 0 lets this call through and expects `report`. */
  waitMs: () => number
  /** The same without taking the call that a pause may end with. */
  restMs: () => number
  report: (result: CallResult) => void
  isClosed: () => boolean
}

/**
 * Opens at 5 or more failures that are half or more of the last 20 calls in 30 s; stays open for
 * 30 s, then lets one probe through. `now` counts milliseconds and never goes back.
 */
export function makeBreaker(now: () => number): Breaker {
  let calls: { at: number; failed: boolean }[] = []
  let openUntil: number | null = null
  let isProbing = false

  function open(): void {
    openUntil = now() + openMs
    calls = []
  }

  return {
    isClosed: () => openUntil === null,

    restMs: () => (openUntil === null ? 0 : Math.max(0, openUntil - now())),

    waitMs() {
      if (openUntil === null) return 0
      const left = openUntil - now()
      if (left > 0) return left
      // Whoever comes while the probe is out is told to come back in a moment.
      if (isProbing) return 1000
      isProbing = true
      return 0
    },

    report(result) {
      if (isProbing) {
        isProbing = false
        if (result === 'failed') open()
        else if (result === 'ok') openUntil = null
        return
      }
      // A call that began before it opened has nothing to add.
      if (result === 'neutral' || openUntil !== null) return
      const from = now() - keptMs
      calls = [...calls, { at: now(), failed: result === 'failed' }]
        .filter((call) => call.at > from)
        .slice(-keptCalls)
      const failures = calls.filter((call) => call.failed).length
      if (failures >= minFailures && failures / calls.length >= minShare) open()
    },
  }
}
