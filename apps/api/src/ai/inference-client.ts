// The only file that talks to the inference service: where it is, how long it may take, how often it
// is asked, and whether its answer can be believed.

import type { AiHealth } from '@worksmart/types/ai'
import {
  type AnalyzeAnswer,
  type AnomaliesAnswer,
  type CategorizeAnswer,
  type CategorizeBatchAnswer,
  type EmbedAnswer,
  type InferenceOperation,
  inferenceOperations,
  type NarrativeAnswer,
  serviceLimits,
} from '@worksmart/types/inference'
import type { NarrativeLine } from '@worksmart/types/narrative'
import type * as z from 'zod'
import { checkAnswer } from './answer-checks.ts'
import { type Breaker, type CallResult, makeBreaker } from './breaker.ts'
import { type Bulkhead, makeBulkhead } from './bulkhead.ts'
import { makeExchanges, NoAnswer } from './http-exchange.ts'
import { aiOff, aiUnavailable, isOfService } from './inference-failures.ts'
import { makeHealth } from './inference-health.ts'
import type { InferencePlace } from './inference-place.ts'
import { type NarrativeEvents, readNarrativeEvents } from './narrative-events.ts'
import { believe, readJson } from './read-json.ts'
import { refusalOf, retryWaitMs, toFailure } from './refusal.ts'

type Answers = {
  categorize: CategorizeAnswer
  'categorize-batch': CategorizeBatchAnswer
  anomalies: AnomaliesAnswer
  embed: EmbedAnswer
  analyze: AnalyzeAnswer
  narrative: NarrativeAnswer
}
export type AnswerOf<Op extends InferenceOperation> = Answers[Op]
export type RequestOf<Op extends InferenceOperation> = z.input<
  (typeof inferenceOperations)[Op]['request']
>

export type Call = {
  signal?: AbortSignal
  requestId?: string
  /**
   * Of a narrative alone: told of each sentence as it arrives and was checked. The answer may still
   * be refused as a whole afterwards, and is the truth when the two differ.
   */
  onSentence?: ((line: NarrativeLine) => void) | undefined
}

/** What is sent, and who reads the answer while it comes. */
type Sent = { body: string; events: NarrativeEvents | null }
type CallInside = { signal: AbortSignal; requestId: string }

export type Inference = {
  /**
   * Asks the service once, or twice when that may help. Every failure is an `AppError` with an
   * `ai.*` or, about one file, a `document.*` code. The answer is checked against the request.
   */
  ask: <Op extends InferenceOperation>(
    operation: Op,
    request: RequestOf<Op>,
    call?: Call,
  ) => Promise<AnswerOf<Op>>
  /** Throws what `ask` would throw without trying: nothing is there, or it is left alone. */
  demandThere: (operation: InferenceOperation) => void
  /** What an answer would most likely say of `ai`, without asking. */
  state: () => 'off' | 'unavailable' | 'ready'
  /** Asked of the service at most every ten seconds. */
  health: () => Promise<AiHealth>
  /** Every operation, and whether it is left alone for now. */
  breakers: () => { operation: InferenceOperation; isOpen: boolean }[]
  close: () => void
}

export type InferenceOptions = {
  place: () => InferencePlace
  /** Milliseconds that never go back. */
  clock: () => number
  random: () => number
  /** Every time limit is multiplied by this; tests take a quarter. */
  timeScale?: number
  /** Parses requests with the contract as well; for tests and development. */
  checkRequests?: boolean
  /** Told of each failure that is the service's: a code and an operation, never text. */
  onFailure?: (operation: string, code: string) => void
  /** Told what every question came to; `resting` was not asked because the breaker is open. */
  onCall?: (operation: InferenceOperation, result: CallResult | 'resting') => void
}

const operations = Object.keys(inferenceOperations) as InferenceOperation[]
const connectMs = 2000
const eventStream = 'text/event-stream'
// What is left to a second try has to be worth it.
const leastRetryMs = 100

export function makeInference(options: InferenceOptions): Inference {
  const { clock, place, random, timeScale = 1 } = options
  const { exchange, close } = makeExchanges()
  const guards = new Map<string, { breaker: Breaker; bulkhead: Bulkhead }>()
  const health = makeHealth({
    clock,
    place,
    exchange,
    timeScale,
    resting: () => [...guards].flatMap(([name, { breaker }]) => (breaker.isClosed() ? [] : [name])),
  })

  function guardOf(operation: string) {
    const known = guards.get(operation)
    if (known) return known
    const made = { breaker: makeBreaker(clock), bulkhead: makeBulkhead(4, 8) }
    guards.set(operation, made)
    return made
  }

  function placeOrThrow() {
    const at = place()
    if (at.state === 'off') throw aiOff()
    if (at.state !== 'there') throw aiUnavailable(30)
    return at
  }

  async function once(
    operation: InferenceOperation,
    { body, events }: Sent,
    call: CallInside,
    deadlineMs: number,
  ): Promise<unknown> {
    const at = placeOrThrow()
    const answered = await exchange({
      url: `${at.url}${inferenceOperations[operation].path}`,
      method: 'POST',
      headers: {
        authorization: `Bearer ${at.token}`,
        ...(events ? { accept: eventStream } : {}),
        'content-type': 'application/json',
        'x-deadline-ms': String(Math.max(1, Math.floor(deadlineMs))),
        'x-request-id': call.requestId,
      },
      body,
      connectMs: connectMs * timeScale,
      deadlineMs,
      maxBytes: serviceLimits.answerBytes,
      signal: call.signal,
      onBytes: (bytes, type) => {
        if (events && type.startsWith(eventStream)) believe(() => events.add(bytes))
      },
    })
    if (answered.status === 200) {
      const isStream = answered.contentType.startsWith(eventStream)
      return believe(() => (events && isStream ? events.answer() : readJson(answered)))
    }
    throw refusalOf(answered)
  }

  /** One try, and a second one after a refused connection, a 429 or a 503, inside the deadline. */
  async function withRetry(
    operation: InferenceOperation,
    sent: Sent,
    call: CallInside,
    endsAt: number,
  ): Promise<unknown> {
    try {
      return await once(operation, sent, call, endsAt - clock())
    } catch (error) {
      const waitMs = retryWaitMs(error, random)
      if (waitMs === null || endsAt - clock() - waitMs < leastRetryMs) throw error
      await pause(waitMs, call.signal)
      return once(operation, sent, call, endsAt - clock())
    }
  }

  async function ask<Op extends InferenceOperation>(
    operation: Op,
    request: RequestOf<Op>,
    { signal = new AbortController().signal, requestId = 'none', onSentence }: Call = {},
  ): Promise<AnswerOf<Op>> {
    placeOrThrow()
    const contract = inferenceOperations[operation]
    if (options.checkRequests) contract.request.parse(request)
    const { breaker, bulkhead } = guardOf(operation)
    const waitMs = breaker.waitMs()
    if (waitMs > 0) {
      options.onCall?.(operation, 'resting')
      throw aiUnavailable(waitMs / 1000)
    }
    const sent: Sent = {
      body: JSON.stringify(request),
      events:
        operation === 'narrative' && onSentence
          ? readNarrativeEvents(request as RequestOf<'narrative'>, onSentence)
          : null,
    }
    const endsAt = clock() + contract.timeoutMs * timeScale
    let result: CallResult = 'neutral'
    try {
      // Waiting for a place is part of the time that this may take.
      const patience = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(endsAt - clock()))])
      const running = bulkhead(patience, () =>
        withRetry(operation, sent, { signal, requestId }, endsAt),
      )
      // That so many are asking says nothing about the service.
      if (running === null) throw new Crowded()
      const json = await running
      const answer = believe(() => checkAnswer(operation, request, json))
      result = 'ok'
      return answer
    } catch (error) {
      if (error instanceof Crowded) throw aiUnavailable(1)
      const failure = toFailure(error)
      if (signal.aborted) throw failure
      result = isOfService(failure) ? 'failed' : 'ok'
      if (result === 'failed') options.onFailure?.(operation, failure.code)
      throw failure
    } finally {
      breaker.report(result)
      options.onCall?.(operation, result)
    }
  }

  const states = { off: 'off', preparing: 'unavailable', failed: 'unavailable', there: 'ready' }

  return {
    ask,
    demandThere(operation) {
      placeOrThrow()
      const restMs = guardOf(operation).breaker.restMs()
      if (restMs > 0) throw aiUnavailable(restMs / 1000)
    },
    state: () => states[place().state] as 'off' | 'unavailable' | 'ready',
    breakers: () =>
      operations.map((operation) => ({
        operation,
        isOpen: guards.get(operation)?.breaker.isClosed() === false,
      })),
    close,
    health,
  }
}

class Crowded extends Error {}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((go, leave) => {
    const stop = () => {
      clearTimeout(timer)
      leave(new NoAnswer('left'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      go()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
