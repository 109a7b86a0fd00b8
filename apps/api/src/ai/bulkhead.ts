/** Runs `work` when there is room; null when so many wait already that waiting makes no sense. */
export type Bulkhead = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T> | null

/**
 * At most `running` at a time and `waiting` behind them, so that a slow service cannot take every
 * request of the api with it. Whoever waits and is aborted gives up their place.
 */
export function makeBulkhead(running: number, waiting: number): Bulkhead {
  let active = 0
  const queue: (() => void)[] = []

  function place(signal: AbortSignal): Promise<void> {
    return new Promise((enter, leave) => {
      const start = () => {
        signal.removeEventListener('abort', giveUp)
        enter()
      }
      const giveUp = () => {
        queue.splice(queue.indexOf(start), 1)
        leave(signal.reason)
      }
      queue.push(start)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  async function run<T>(signal: AbortSignal, work: () => Promise<T>, mustWait: boolean) {
    // Whoever ends hands its place on, so `active` counts the one that waits already.
    if (mustWait) await place(signal)
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else active--
    }
  }

  return (signal, work) => {
    if (active < running) {
      active++
      return run(signal, work, false)
    }
    return queue.length < waiting ? run(signal, work, true) : null
  }
}
