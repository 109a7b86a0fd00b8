/** Runs `onEnd` once `durationMs` have passed while nothing holds it. */
export function startPausableTimer(durationMs: number, onEnd: () => void) {
  const reasons = new Set<string>()
  let leftMs = durationMs
  let startedAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(onEnd, leftMs)

  return {
    /** Each reason holds the timer by itself; it goes on when the last one is gone. */
    setPaused(reason: string, isPaused: boolean) {
      if (isPaused) reasons.add(reason)
      else reasons.delete(reason)
      if (reasons.size > 0 && timer !== undefined) {
        clearTimeout(timer)
        timer = undefined
        leftMs -= performance.now() - startedAt
      } else if (reasons.size === 0 && timer === undefined && leftMs > 0) {
        startedAt = performance.now()
        timer = setTimeout(onEnd, leftMs)
      }
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      leftMs = 0
    },
  }
}
