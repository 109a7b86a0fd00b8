// The failures of the fake service, worded as the contract has them.

import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  contractVersion,
  type InferenceOperation,
  type InferenceProblem,
  inferenceOperations,
  serviceLimits,
} from '@worksmart/types/inference'
import { limits } from '@worksmart/types/limits'
import { jsonDepth } from '@worksmart/types/text'
import type * as z from 'zod'

type Code = z.infer<typeof InferenceProblem>['code']

const statuses: Partial<Record<Code, number>> = {
  unauthorized: 401,
  invalid_request: 422,
  contract_unsupported: 400,
  payload_too_large: 413,
  object_not_found: 404,
  object_changed: 409,
  overloaded: 503,
}

/** Sends the problem of this code; what is busy says when to come back. */
export function sendFailure(res: ServerResponse, code: Code, status = statuses[code] ?? 500): void {
  const isBusy = code === 'overloaded'
  res.writeHead(status, {
    'content-type': 'application/problem+json',
    ...(isBusy ? { 'retry-after': '1' } : {}),
  })
  res.end(
    JSON.stringify({
      type: 'about:blank',
      title: 'The fake refuses',
      status,
      detail: 'The fake refuses.',
      code,
      requestId: 'fake',
      retryable: isBusy,
      retryAfterMs: isBusy ? 1000 : null,
    }),
  )
}

/** Why the fake takes no such request: it is as strict as the service. Null when it does. */
export function requestFailure(
  operation: InferenceOperation,
  headers: IncomingMessage['headers'],
  text: string,
): Code | null {
  const version = headers['x-contract-version'] ?? String(contractVersion)
  if (version !== String(contractVersion)) return 'contract_unsupported'
  if (Buffer.byteLength(text) > serviceLimits.requestBytes) return 'payload_too_large'
  const body = parsed(text)
  if (jsonDepth(body, limits.jsonDepth) > limits.jsonDepth) return 'invalid_request'
  if (!inferenceOperations[operation].request.safeParse(body).success) return 'invalid_request'
  return headers['x-deadline-ms'] === '0' ? 'overloaded' : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
