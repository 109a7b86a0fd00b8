import * as z from 'zod'
import { AnomaliesRequest, AnomaliesResult } from './inference/anomalies.ts'
import {
  CategorizeBatchRequest,
  CategorizeBatchResult,
  CategorizeRequest,
  CategorizeResult,
} from './inference/categorize.ts'
import { AnalyzeRequest, AnalyzeResult } from './inference/documents.ts'
import { EmbedRequest, EmbedResult } from './inference/embed.ts'
import { Count, inferenceLimits, wireText } from './inference/fields.ts'
import { NarrativeRequest, NarrativeResult, NarrativeSentence } from './inference/narrative.ts'

/**
 * The wire contract between the api and the inference service. JSON types only and no transforms:
 * `contract/inference.v1.schema.json` and the service's models are generated from it.
 * Requests are strict; answers are read tolerantly, so the service may add fields within v1.
 */
export const contractVersion = 1

export const inferenceErrorCodes = [
  'unauthorized',
  'invalid_request',
  'contract_unsupported',
  'payload_too_large',
  'unsupported_media',
  'object_not_found',
  'object_changed',
  'document_unreadable',
  'document_encrypted',
  'capability_unavailable',
  'provider_timeout',
  'provider_rate_limited',
  'provider_refused',
  'output_invalid',
  'budget_exceeded',
  'overloaded',
  'internal',
] as const

export const inferenceWarnings = [
  'hidden_text_removed',
  'text_truncated',
  'pages_truncated',
  'ocr_unavailable',
  'ocr_limited',
  'no_text',
  'provider_failed',
  'output_repaired',
  'claims_dropped',
  'semantic_unavailable',
] as const

export const inferenceStrategies = ['rules', 'local', 'llm'] as const

const Model = z.object({ id: wireText(200), revision: wireText(200) }).meta({ id: 'Model' })

/** Tokens are 0 for what a rule answered; the cost is null without a table of prices. */
const Usage = z
  .object({
    inputTokens: Count,
    outputTokens: Count,
    ms: z.number().min(0),
    costUsd: z.number().min(0).nullable(),
  })
  .meta({ id: 'Usage' })

/** What every answer tells of itself. `degraded`: a better way exists here and could not be used. */
const envelope = {
  contractVersion: z.literal(contractVersion),
  requestId: wireText(100),
  strategy: z.enum(inferenceStrategies),
  model: Model.nullable(),
  degraded: z.boolean(),
  warnings: z.array(z.enum(inferenceWarnings)).max(20),
  usage: Usage,
}

const answer = <Result extends z.ZodType>(id: string, result: Result) =>
  z.object({ ...envelope, result }).meta({ id })

export const CategorizeAnswer = answer('CategorizeAnswer', CategorizeResult)
export const CategorizeBatchAnswer = answer('CategorizeBatchAnswer', CategorizeBatchResult)
export const AnomaliesAnswer = answer('AnomaliesAnswer', AnomaliesResult)
export const EmbedAnswer = answer('EmbedAnswer', EmbedResult)
export const AnalyzeAnswer = answer('AnalyzeAnswer', AnalyzeResult)
export const NarrativeAnswer = answer('NarrativeAnswer', NarrativeResult)
export type CategorizeAnswer = z.infer<typeof CategorizeAnswer>
export type CategorizeBatchAnswer = z.infer<typeof CategorizeBatchAnswer>
export type AnomaliesAnswer = z.infer<typeof AnomaliesAnswer>
export type EmbedAnswer = z.infer<typeof EmbedAnswer>
export type AnalyzeAnswer = z.infer<typeof AnalyzeAnswer>
export type NarrativeAnswer = z.infer<typeof NarrativeAnswer>

/**
 * The events of a streamed narrative, one JSON object per `data:` line: sentences as they pass the
 * checks, then the answer as a whole, which is the truth when the two differ.
 */
export const NarrativeEvent = z
  .discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('sentence'), sentence: NarrativeSentence })
      .meta({ id: 'SentenceEvent' }),
    z.object({ kind: z.literal('answer'), answer: NarrativeAnswer }).meta({ id: 'AnswerEvent' }),
  ])
  .meta({ id: 'NarrativeEvent', discriminator: { propertyName: 'kind' } })
export type NarrativeEvent = z.infer<typeof NarrativeEvent>

const Ability = z
  .object({
    available: z.boolean(),
    strategy: z.enum(inferenceStrategies),
    /** Meaning is compared, not only words. False where that did not earn its place. */
    semantic: z.boolean(),
    /** The text of this task goes to a provider outside this host. */
    textLeavesHost: z.boolean(),
    model: Model.nullable(),
  })
  .meta({ id: 'Ability' })

/** Read at the start of a connection: another `contractVersion` means unavailable. */
export const Capabilities = z
  .object({
    contractVersion: z.int().min(1),
    serviceVersion: wireText(50),
    tasks: z
      .object({
        categorize: Ability,
        anomalies: Ability,
        embed: Ability,
        analyze: Ability,
        narrative: Ability,
      })
      .meta({ id: 'Abilities' }),
    textLeavesHost: z.boolean(),
    ocr: z.object({ available: z.boolean(), engine: wireText(50).nullable() }).meta({ id: 'Ocr' }),
    limits: z
      .object({
        candidates: Count,
        history: Count,
        batch: Count,
        embedTexts: Count,
        pages: Count,
        requestBytes: Count,
        answerBytes: Count,
      })
      .meta({ id: 'ServiceLimits' }),
  })
  .meta({ id: 'Capabilities' })
export type Capabilities = z.infer<typeof Capabilities>

export const InferenceProblem = z
  .object({
    type: wireText(200),
    title: wireText(200),
    status: z.int().min(400).max(599),
    detail: wireText(500),
    code: z.enum(inferenceErrorCodes),
    requestId: wireText(100),
    retryable: z.boolean(),
    retryAfterMs: Count.nullable(),
  })
  .meta({ id: 'InferenceProblem' })
export type InferenceProblem = z.infer<typeof InferenceProblem>

/**
 * Every operation: where it is, what goes in and comes out, and how long a caller waits (ms). All are
 * POST with `authorization: Bearer` and `x-deadline-ms`.
 */
export const inferenceOperations = {
  categorize: {
    path: '/v1/categorize',
    request: CategorizeRequest,
    answer: CategorizeAnswer,
    timeoutMs: 4000,
  },
  'categorize-batch': {
    path: '/v1/categorize/batch',
    request: CategorizeBatchRequest,
    answer: CategorizeBatchAnswer,
    timeoutMs: 4000,
  },
  anomalies: {
    path: '/v1/anomalies',
    request: AnomaliesRequest,
    answer: AnomaliesAnswer,
    timeoutMs: 5000,
  },
  embed: { path: '/v1/embed', request: EmbedRequest, answer: EmbedAnswer, timeoutMs: 2000 },
  analyze: {
    path: '/v1/documents/analyze',
    request: AnalyzeRequest,
    answer: AnalyzeAnswer,
    timeoutMs: 60_000,
  },
  narrative: {
    path: '/v1/projects/status-narrative',
    request: NarrativeRequest,
    answer: NarrativeAnswer,
    timeoutMs: 60_000,
  },
} as const
export type InferenceOperation = keyof typeof inferenceOperations

/** The service's own limits, for its capabilities and for whoever calls it. */
export const serviceLimits = {
  candidates: inferenceLimits.candidates,
  history: inferenceLimits.history,
  batch: inferenceLimits.batch,
  embedTexts: inferenceLimits.embedTexts,
  pages: inferenceLimits.pages,
  requestBytes: inferenceLimits.requestBytes,
  answerBytes: inferenceLimits.answerBytes,
} as const
