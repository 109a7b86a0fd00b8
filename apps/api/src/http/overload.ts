// Past its capacity a server that answers everything answers nobody in time. This one says so at
// once and stays fast for the rest. Health keeps answering, so nobody takes it for dead.

import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'

export type Overload = { isOverloaded: () => boolean; stop: () => void }

const everyMs = 100
/** The event loop came this late to a timer: requests wait as long. */
const lateMs = 500
/** Calm for this long means over. */
const calmMs = 1000

/** Watches how late timers come. */
export function watchEventLoop(nowMs: () => number = () => performance.now()): Overload {
  let lastMs = nowMs()
  let overloadedUntilMs = 0
  const timer = setInterval(() => {
    const now = nowMs()
    if (now - lastMs - everyMs > lateMs) overloadedUntilMs = now + calmMs
    lastMs = now
  }, everyMs)
  timer.unref()
  return {
    isOverloaded: () => nowMs() < overloadedUntilMs,
    stop: () => clearInterval(timer),
  }
}

/** Answers 503 `server.overloaded` while the process cannot keep up. */
export function shedLoad(app: FastifyInstance, overload: Overload): void {
  app.addHook('onRequest', async (request) => {
    if (!overload.isOverloaded() || request.routeOptions.url?.startsWith('/health')) return
    throw new AppError(503, 'server.overloaded', 'Too busy right now. Try again in a moment.', {
      headers: { 'retry-after': '5' },
    })
  })
  app.addHook('onClose', async () => overload.stop())
}
