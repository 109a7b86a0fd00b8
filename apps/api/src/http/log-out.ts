// Node waits for each line that it writes to a pipe. When whoever reads the log stops reading, the
// pipe fills and every request would wait with it; a server without a log is better than none.

import type { Writable } from 'node:stream'

/** What may wait to be read; beyond it lines are dropped. */
const mostBytes = 1024 * 1024
const everyMs = 20

type Pipe = Writable & { _handle?: { setBlocking?: (isBlocking: boolean) => void } | null }

export type LogOut = {
  write: (line: string) => void
  /** Resolves once all is written, or after that many ms. */
  drained: (limitMs: number) => Promise<void>
}

/** Lines to `out` that nobody waits for; `onDrop` is told of each one that found no room. */
export function logWithoutWaiting(out: Writable, onDrop: () => void): LogOut {
  // The stream has no public way to say so; on a file or a terminal there is nothing to say.
  const { _handle: handle } = out as Pipe
  handle?.setBlocking?.(false)
  return {
    write(line) {
      if (out.writableLength + line.length > mostBytes) onDrop()
      else out.write(line)
    },
    async drained(limitMs) {
      const end = performance.now() + limitMs
      while (out.writableLength > 0 && performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, everyMs))
      }
    },
  }
}
