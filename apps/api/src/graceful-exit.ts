export type GracefulExit = {
  /** Undone at the end, newest first. */
  onExit: (close: () => Promise<unknown>) => void
  end: (code: number) => Promise<never>
}

/** Everything is over after this long, whatever hangs. */
const hardLimitMs = 25_000

/**
 * Ends the process in order: on a signal what was opened is closed, newest first, and the process
 * exits with 0; after 25 s it is gone in any case. An unexpected error ends it the same way with 1.
 */
export function gracefulExit(process: NodeJS.Process, log: (line: string) => void): GracefulExit {
  const closers: (() => Promise<unknown>)[] = []
  let isEnding = false
  async function end(code: number): Promise<never> {
    if (isEnding) return new Promise(() => {})
    isEnding = true
    setTimeout(() => process.exit(code || 1), hardLimitMs).unref()
    for (const close of closers.reverse()) {
      await close().catch((error: Error) => log(`While stopping: ${error.message}`))
    }
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void end(0))
  }
  process.on('uncaughtException', (error) => {
    log(`Stopping after an unexpected error: ${error.message}`)
    void end(1)
  })
  return { onExit: (close) => void closers.push(close), end }
}
