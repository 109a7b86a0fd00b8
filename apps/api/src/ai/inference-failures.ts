// What a failure of the inference service means to the caller. Its own words never leave here.

import type { ErrorCode } from '@worksmart/types/error-codes'
import { InferenceProblem } from '@worksmart/types/inference'
import { AppError, unavailable } from '../errors.ts'
import type { NoAnswer } from './http-exchange.ts'

const away = 'AI help cannot be reached right now. Everything else works; try again shortly.'

export const aiOff = () =>
  unavailable('ai.off', 'AI help is switched off here. You can fill this in by hand.', 300)

/** `seconds` until it is worth asking again. */
export const aiUnavailable = (seconds = 5) =>
  unavailable('ai.unavailable', away, Math.min(300, Math.max(1, Math.ceil(seconds))))

const badResponse = () =>
  new AppError(502, 'ai.bad_response', 'AI help gave an answer that cannot be used. Try again.')

const timedOut = () => new AppError(504, 'ai.timeout', 'AI help took too long. Try again.')

/** An answer that breaks the contract; `cause` is for the log of a developer. */
export function badAnswer(cause: unknown): AppError {
  const error = badResponse()
  error.cause = cause
  return error
}

export function fromNoAnswer({ reason }: NoAnswer): AppError {
  if (reason === 'late') return timedOut()
  if (reason === 'slow' || reason === 'large') return badResponse()
  return aiUnavailable()
}

type Documented = Extract<ErrorCode, `document.${string}`>

const ofDocuments: Partial<Record<string, [number, Documented, string]>> = {
  document_unreadable: [422, 'document.unreadable', 'The text of this file cannot be read.'],
  unsupported_media: [422, 'document.unreadable', 'The text of this kind of file cannot be read.'],
  payload_too_large: [422, 'document.unreadable', 'This file is too large to be analysed.'],
  document_encrypted: [
    422,
    'document.encrypted',
    'This file is protected by a password. Upload it without one.',
  ],
  object_not_found: [409, 'document.object_missing', 'The file itself is not there any more.'],
  object_changed: [409, 'document.object_changed', 'The file changed meanwhile. Upload it again.'],
}

/** Any answer but a 200. A redirect is one of them: nobody follows it. */
export function fromStatus(status: number, body: unknown, retryAfterS: number | null): AppError {
  const { data: problem } = InferenceProblem.safeParse(body)
  const known = problem && ofDocuments[problem.code]
  if (known) return new AppError(...known)
  if (status === 401 || status === 403) {
    return unavailable('ai.misconfigured', 'AI help is not set up correctly. Tell an admin.', 60)
  }
  if (status === 429 || status === 503) return aiUnavailable(retryAfterS ?? undefined)
  if (status === 504) return timedOut()
  return badResponse()
}

/** Whether a failure says something about the service, and not about this one document. */
export function isOfService(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('ai.')
}
