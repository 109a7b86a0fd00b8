export type RetryOptions = {
  /** How long to wait in ms before the next try, null when another try cannot help. */
  waitAfter: (error: unknown, failures: number) => number | null
  retries: number
  /** Called before each wait, so that a person sees why nothing moves. */
  onWait?: (waitMs: number) => void
  signal?: AbortSignal
}

/** Tries again after a passing failure; the last error is thrown as it came. */
export async function retrying<T>(call: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await call()
    } catch (error) {
      if (failures > options.retries || options.signal?.aborted) throw error
      const waitMs = options.waitAfter(error, failures)
      if (waitMs === null) throw error
      options.onWait?.(waitMs)
      await pause(waitMs, options.signal)
    }
  }
}

const longestPauseMs = 120_000

/** Resolves after `ms`, at most two minutes; rejects with the signal's reason when it fires. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const finish = () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    const timer = setTimeout(finish, Math.min(Math.max(ms, 0), longestPauseMs))
    signal?.addEventListener('abort', stop, { once: true })
  })
}
