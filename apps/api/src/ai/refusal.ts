import { AppError } from '../errors.ts'
import { type Answered, NoAnswer } from './http-exchange.ts'
import { aiUnavailable, fromNoAnswer, fromStatus } from './inference-failures.ts'
import { readJson } from './read-json.ts'

const jitterMs = 200

/** An answer that is not a 200: what the caller is told, and when a second try makes sense. */
class Refusal extends Error {
  readonly failure: AppError
  readonly isBusy: boolean
  readonly retryAfterS: number | null

  constructor(failure: AppError, isBusy: boolean, retryAfterS: number | null) {
    super(failure.message)
    this.failure = failure
    this.isBusy = isBusy
    this.retryAfterS = retryAfterS
  }
}

export function refusalOf(answered: Answered): Refusal {
  const { status } = answered
  const body = bodyOf(answered)
  const retryAfterS = retryAfterOf(answered, body)
  const isBusy = status === 429 || status === 503
  return new Refusal(fromStatus(status, body, retryAfterS), isBusy, retryAfterS)
}

/** What went wrong, as what the caller is told. A mistake of ours is thrown on as it is. */
export function toFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof Refusal) return error.failure
  if (error instanceof NoAnswer) return fromNoAnswer(error)
  const name = (error as { name?: unknown } | null)?.name
  if (name === 'TimeoutError' || name === 'AbortError') return aiUnavailable(1)
  throw error
}

/** Milliseconds before a second try; null when none makes sense. */
export function retryWaitMs(error: unknown, random: () => number): number | null {
  const jitter = random() * jitterMs
  if (error instanceof NoAnswer) return error.reason === 'refused' ? jitter : null
  if (!(error instanceof Refusal) || !error.isBusy) return null
  return Math.max(jitter, (error.retryAfterS ?? 0) * 1000)
}

function retryAfterOf({ retryAfter }: Answered, body: unknown): number | null {
  const named = Number(retryAfter)
  if (retryAfter !== null && Number.isFinite(named) && named >= 0) return named
  const { retryAfterMs } = (body ?? {}) as { retryAfterMs?: unknown }
  return typeof retryAfterMs === 'number' ? retryAfterMs / 1000 : null
}

/** The body of a failure, when it is one that can be read. */
function bodyOf(answered: Answered): unknown {
  try {
    return readJson(answered)
  } catch {
    return null
  }
}
