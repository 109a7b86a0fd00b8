import type { ErrorCode } from '@worksmart/types/error-codes'
import type { Problem } from '@worksmart/types/problems'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { fromDatabase } from '../db/pg-errors.ts'
import { AppError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that this request was answered with; null when it was none. */
    problemCode: ErrorCode | null
  }
}

const titles: Record<number, string> = {
  400: 'Not understood',
  401: 'Who are you?',
  403: 'Not allowed',
  404: 'Not here',
  405: 'Wrong method',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  414: 'Address too long',
  415: 'Wrong media type',
  421: 'Wrong host',
  422: 'Needs another look',
  428: 'Version missing',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Something broke',
  503: 'Not available',
  504: 'Too slow',
}

/** Every non-2xx answer of the api is made here, as RFC 9457 problem+json. */
export function problemOf(error: AppError, instance: string): Problem {
  return {
    type: `/problems/${error.code}`,
    title: titles[error.status] ?? 'Problem',
    status: error.status,
    detail: error.message,
    instance,
    code: error.code,
    ...(error.extras.errors ? { errors: error.extras.errors } : {}),
    ...(error.extras.current === undefined ? {} : { current: error.extras.current }),
  }
}

/** Answers with the problem of `error`, and leaves its code on the request for the log. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  error: AppError,
): FastifyReply {
  request.problemCode = error.code
  return (
    reply
      .status(error.status)
      // A request that reached no route passed no hook either.
      .headers({ 'cache-control': 'no-store', 'x-request-id': request.id, ...error.extras.headers })
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send(problemOf(error, request.id))
  )
}

/** The one error handler: expected errors as they are, known ones translated, the rest is a bug. */
export function handleError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return sendProblem(request, reply, explain(error, request))
}

/** What the caller is told of any error; what is ours or a dependency's is logged. */
export function explain(error: Error, request: FastifyRequest): AppError {
  const known = toAppError(error as FastifyError)
  if (known) {
    if (known.status >= 500) request.log.warn({ err: error, code: known.code }, 'dependency failed')
    return known
  }
  request.log.error({ err: error }, 'unexpected error')
  return new AppError(
    500,
    'server.error',
    'This is our mistake. Nothing was changed; the request id helps us find it.',
  )
}

function toAppError(error: FastifyError): AppError | null {
  if (error instanceof AppError) return error
  return fromFastify(error) ?? fromDatabase(error)
}

const byCode: Record<string, [number, ErrorCode, string]> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'request.malformed', 'The body is not JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'request.malformed', 'The body is empty; send JSON.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'request.body_too_large', 'The body is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'request.media_type', 'Send application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'request.malformed',
    'The body does not have the length it says.',
  ],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'request.route_not_found', 'There is nothing at this address.'],
  FST_ERR_BAD_URL: [400, 'request.malformed', 'The address is not a valid URL.'],
}

function fromFastify(error: FastifyError): AppError | null {
  const known = byCode[error.code]
  if (known) return new AppError(...known)
  if (error instanceof SyntaxError || error.statusCode === 400) {
    return new AppError(400, 'request.malformed', 'The request could not be read.')
  }
  if (error.statusCode === 413)
    return new AppError(413, 'request.body_too_large', 'The body is too large.')
  if (error.statusCode === 415)
    return new AppError(415, 'request.media_type', 'Send application/json.')
  return null
}
