// How much one person may ask of one process. Each class of requests is a bucket that fills at a
// steady rate (the generic cell rate algorithm), so a pause earns what it should and no window has
// an edge to game. Past one process, the proxy limits by address. What costs more than a request,
// an upload or a look of the inference service, has a limit of its own; see rate-limit.ts.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

export const limitClasses = ['read', 'write', 'export', 'stranger'] as const
export type LimitClass = (typeof limitClasses)[number]

/** `count` requests in `windowMs`, of one person; of one address for `stranger`. */
export type RequestLimit = { count: number; windowMs: number }
export type RequestLimits = Readonly<Record<LimitClass, RequestLimit>>

export type Spent = {
  isAllowed: boolean
  remaining: number
  /** Until the next one is allowed when refused, else until the bucket is full again. */
  waitMs: number
}

export type Buckets = {
  spend: (key: string, limit: RequestLimit) => Spent
  readonly size: number
}

const mostKeys = 50_000

/** The state of all buckets; a key is kept only while its bucket is not full. */
export function makeBuckets(nowMs: () => number): Buckets {
  /** When each bucket will be full again. */
  const fullAt = new Map<string, number>()

  function forgetFull(): void {
    const now = nowMs()
    for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key)
    // Everyone at once is a flood: the ones that wait longest are forgotten, not the process.
    if (fullAt.size > mostKeys) fullAt.clear()
  }

  return {
    get size() {
      return fullAt.size
    },
    spend(key, { count, windowMs }) {
      const now = nowMs()
      const costMs = windowMs / count
      const before = Math.max(fullAt.get(key) ?? now, now)
      const after = before + costMs
      if (after - now > windowMs + 1e-6) {
        return { isAllowed: false, remaining: 0, waitMs: after - now - windowMs }
      }
      fullAt.set(key, after)
      if (fullAt.size > mostKeys) forgetFull()
      const remaining = Math.floor((windowMs - (after - now)) / costMs + 1e-6)
      return { isAllowed: true, remaining, waitMs: after - now }
    },
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which limits a route counts against; reading or writing when it does not say. */
    limits?: readonly LimitClass[]
  }
}

/** Refuses a person who asks too much with 429; every answer says what is left. */
export function limitRequests(
  app: FastifyInstance,
  limits: RequestLimits,
  nowMs: () => number = () => performance.now(),
): void {
  const buckets = makeBuckets(nowMs)
  app.addHook('onRequest', async (request, reply) => {
    for (const name of classesOf(request)) {
      const who = request.actor ? request.actor.userId : request.ip
      const limit = limits[name]
      const spent = buckets.spend(`${name} ${who}`, limit)
      const seconds = Math.ceil(spent.waitMs / 1000)
      reply.headers({
        'ratelimit-policy': `"${name}";q=${limit.count};w=${Math.round(limit.windowMs / 1000)}`,
        ratelimit: `"${name}";r=${spent.remaining};t=${seconds}`,
      })
      if (!spent.isAllowed) {
        throw new AppError(
          429,
          'rate.limited',
          `Too many requests at once. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
          { headers: { 'retry-after': String(Math.max(1, seconds)) } },
        )
      }
    }
  })
}

function classesOf(request: FastifyRequest): readonly LimitClass[] {
  const { config } = request.routeOptions
  if (!request.actor) return config.auth === 'public' ? ['stranger'] : []
  return config.limits ?? [request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write']
}
