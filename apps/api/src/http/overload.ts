// Past its capacity a server that answers everything answers nobody in time. This one says so at
// once and stays fast for the rest. Health keeps answering, so nobody takes it for dead.

import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'

export type Overload = {
  start: () => void
  isOverloaded: () => boolean
  stop: () => void
}

const everyMs = 100
/** Calm for this long means over. */
const calmMs = 1000

/** Watches how late timers come; `lateMs` late is too late, because requests wait as long. */
export function watchEventLoop(
  lateMs: number,
  nowMs: () => number = () => performance.now(),
): Overload {
  let overloadedUntilMs = 0
  let timer: NodeJS.Timeout | undefined
  return {
    start() {
      let lastMs = nowMs()
      timer = setInterval(() => {
        const now = nowMs()
        if (now - lastMs - everyMs > lateMs) overloadedUntilMs = now + calmMs
        lastMs = now
      }, everyMs)
      timer.unref()
    },
    isOverloaded: () => nowMs() < overloadedUntilMs,
    stop: () => clearInterval(timer),
  }
}

/** Answers 503 `server.overloaded` while the process cannot keep up. */
export function shedLoad(app: FastifyInstance, overload: Overload): void {
  // Not before it listens: loading the program keeps the event loop busy, and nobody waits yet.
  app.addHook('onListen', async () => overload.start())
  app.addHook('onRequest', async (request) => {
    if (!overload.isOverloaded() || request.routeOptions.url?.startsWith('/health')) return
    throw new AppError(503, 'server.overloaded', 'Too busy right now. Try again in a moment.', {
      headers: { 'retry-after': '5' },
    })
  })
  app.addHook('onClose', async () => overload.stop())
}
