// What was refused is one line of the log each, whatever LOG_LEVEL says: that is how an attack is
// seen afterwards. The lines are limited, because whoever can have a line written for each request
// can fill the disk; how many were left out stands in the next one.

import type { ErrorCode } from '@worksmart/types/error-codes'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../db/with-actor.ts'
import type { IdentityProvider } from '../dependencies.ts'
import { makeBuckets } from './request-limits.ts'

export type Refusal = {
  reqId: string
  /** Absent, with the route, where the request could not be read. */
  method?: string
  route?: string
  status: number
  code: ErrorCode | null
  /** Null when nobody is known yet. */
  userId: string | null
  /** Whom a stranger's lines count against; it is not written, the proxy's line has it. */
  address: string
}

const minuteMs = 60_000
/** Lines of one person, of one address that nobody signed in at, and of all such addresses. */
const perPerson = { count: 10, windowMs: minuteMs }
const perAddress = { count: 10, windowMs: minuteMs }
const perStrangers = { count: 120, windowMs: minuteMs }

// A stale version (412) is two people at work, and what the server cannot do (5xx) is no refusal.
const refusing = new Set([400, 401, 403, 405, 408, 409, 413, 414, 415, 421, 422, 428, 429, 431])

/** An address that leads nowhere is nobody's row; a row that is not there may be somebody else's. */
function isRefusal({ status, code }: Refusal): boolean {
  return refusing.has(status) || (status === 404 && code?.endsWith('.not_found') === true)
}

/** How many were left out before this one; null when this one is left out as well. */
export type RefusalSample = (refusal: Pick<Refusal, 'userId' | 'address'>) => number | null

export function makeRefusalSample(nowMs: () => number = () => performance.now()): RefusalSample {
  // Apart, so that a flood of addresses makes nobody forget a person.
  const people = makeBuckets(nowMs)
  const addresses = makeBuckets(nowMs)
  const strangers = makeBuckets(nowMs)
  let leftOut = 0
  return ({ userId, address }) => {
    const isTold =
      userId === null
        ? addresses.spend(address, perAddress).isAllowed &&
          strangers.spend('all', perStrangers).isAllowed
        : people.spend(userId, perPerson).isAllowed
    if (!isTold) {
      leftOut += 1
      return null
    }
    const before = leftOut
    leftOut = 0
    return before
  }
}

/**
 * A log that LOG_LEVEL does not quieten. Where people say who they are by a header there is nothing
 * to guard, and a person's terminal is no place for it: there it keeps the level of the rest.
 */
export function securityLog(
  log: FastifyBaseLogger,
  mode: IdentityProvider['mode'],
): FastifyBaseLogger {
  return mode === 'clerk'
    ? log.child({ kind: 'security' }, { level: 'info' })
    : log.child({ kind: 'security' })
}

/** Writes a line about this refusal if its sender has not had too many already. */
export function refusalWriter(
  log: FastifyBaseLogger,
  mode: IdentityProvider['mode'],
  sample: RefusalSample,
): (refusal: Refusal) => void {
  const security = securityLog(log, mode)
  return (refusal) => {
    if (!isRefusal(refusal)) return
    const leftOut = sample(refusal)
    if (leftOut === null) return
    const { address: _address, ...facts } = refusal
    const line = { ...facts, ...(leftOut > 0 ? { leftOut } : {}) }
    if (mode === 'clerk') security.warn(line, 'refused')
    else security.info(line, 'refused')
  }
}

/** The facts of a request that was answered: its route as it is registered, never its address. */
export function refusalOf(request: FastifyRequest, status: number): Refusal {
  // A request that was refused before identity has no actor, whatever the type says.
  const actor = request.actor as Actor | null | undefined
  return {
    reqId: request.id,
    method: request.method,
    ...(request.routeOptions.url ? { route: request.routeOptions.url } : {}),
    status,
    code: request.problemCode,
    userId: actor?.userId ?? null,
    address: request.ip,
  }
}

/** Tells of each refused request once its answer is out, so that nobody waits for a line. */
export function watchRefusals(
  app: FastifyInstance,
  onAnswered: (request: FastifyRequest, refusal: Refusal) => void,
): void {
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode >= 400) onAnswered(request, refusalOf(request, reply.statusCode))
  })
}
