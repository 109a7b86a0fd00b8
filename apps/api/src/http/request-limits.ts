// How much one person may ask of one process. Each class of requests is a bucket that fills at a
// steady rate (the generic cell rate algorithm), so a pause earns what it should and no window has
// an edge to game. What costs more than a request, an upload or a question to the inference service,
// counts against a bucket of its own as well. Past one process, the proxy limits by address.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

export const limitClasses = [
  'read',
  'write',
  'export',
  'presign',
  'ai',
  'ai-day',
  'suggest',
  'stranger',
] as const
export type LimitClass = (typeof limitClasses)[number]

/** `count` requests in `windowMs`, of one person; of one address for `stranger`. */
export type RequestLimit = { count: number; windowMs: number }
/** A class that is not there is not limited. */
export type RequestLimits = Readonly<Partial<Record<LimitClass, RequestLimit>>>

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

/**
 * Refuses a person who asks too much with 429; every other answer tells what is left of the limit
 * that is nearest to its end.
 */
export function limitRequests(
  app: FastifyInstance,
  limits: RequestLimits,
  nowMs: () => number = () => performance.now(),
): void {
  const buckets = makeBuckets(nowMs)
  app.addHook('onRequest', async (request, reply) => {
    let least = Number.POSITIVE_INFINITY
    for (const name of classesOf(request)) {
      const limit = limits[name]
      if (!limit) continue
      const who = request.actor ? request.actor.userId : request.ip
      const spent = buckets.spend(`${name} ${who}`, limit)
      const seconds = Math.ceil(spent.waitMs / 1000)
      if (!spent.isAllowed || spent.remaining < least) {
        least = spent.remaining
        reply.headers({
          'ratelimit-policy': `"${name}";q=${limit.count};w=${Math.round(limit.windowMs / 1000)}`,
          ratelimit: `"${name}";r=${spent.remaining};t=${seconds}`,
        })
      }
      // What comes after a refusal is not spent: a refused request costs nothing of the day.
      if (!spent.isAllowed) throw limited(Math.max(1, seconds))
    }
  })
}

function limited(seconds: number): AppError {
  const wait =
    seconds === 1
      ? 'a second'
      : seconds < 120
        ? `${seconds} seconds`
        : `${Math.ceil(seconds / 60)} minutes`
  return new AppError(429, 'rate.limited', `Too many requests at once. Try again in ${wait}.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

function classesOf(request: FastifyRequest): readonly LimitClass[] {
  const { config } = request.routeOptions
  if (!request.actor) return config.auth === 'public' ? ['stranger'] : []
  return config.limits ?? [request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write']
}
