// One request from its first byte to its answer.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, sendAnswer } from './answer.ts'
import { corsHeaders, preflightHeaders } from './cors.ts'
import { operationFor } from './operations.ts'
import { errorDocument, S3Error } from './s3-error.ts'
import { readRequest } from './s3-request.ts'
import { type Keyring, verifySignature } from './signature.ts'
import type { Store } from './store.ts'

export interface Handler {
  store: Store
  keyring: Keyring
  allowedOrigins: readonly string[]
}

/** Answers the request; settles when the answer is sent or nobody is left to take it. */
export async function handleRequest(
  options: Handler,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID()
  const headers = {
    ...corsHeaders(message, options.allowedOrigins),
    'x-amz-request-id': requestId,
    // What people upload must never run with the rights of this origin.
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
  }
  try {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const answer = await answerOf(options, message, response).catch((error: unknown) =>
      refusal(error, message, requestId),
    )
    await sendAnswer(message, response, answer)
  } catch {
    // The client left, or its connection broke: nobody is there to be told.
    response.destroy()
  }
}

async function answerOf(
  { store, keyring, allowedOrigins }: Handler,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<Answer> {
  const proceed = () => {
    if (message.headers.expect !== undefined) response.writeContinue()
  }
  if (message.method === 'OPTIONS') {
    return { status: 200, headers: preflightHeaders(message, allowedOrigins) }
  }
  const request = readRequest(message)
  const payload = verifySignature(request, keyring, store.now())
  return operationFor(request)(store, { request, payload, proceed })
}

function refusal(error: unknown, message: IncomingMessage, requestId: string): Answer {
  if (message.destroyed && !message.complete) throw error
  const known =
    error instanceof S3Error
      ? error
      : new S3Error(500, 'InternalError', error instanceof Error ? error.message : String(error))
  const path = (message.url ?? '').split('?', 1)[0] ?? ''
  return { status: known.status, document: errorDocument(known, path, requestId) }
}
