import type { ErrorCode } from '@worksmart/types/error-codes'
import type { FieldError } from '@worksmart/types/problems'

type Extras = {
  errors?: FieldError[]
  current?: unknown
  headers?: Record<string, string>
}

/** An expected failure: what the caller is told, and nothing more. */
export class AppError extends Error {
  readonly status: number
  readonly code: ErrorCode
  readonly extras: Extras

  constructor(status: number, code: ErrorCode, detail: string, extras: Extras = {}) {
    super(detail)
    this.status = status
    this.code = code
    this.extras = extras
  }
}

type Resource =
  | 'checkin'
  | 'project'
  | 'task'
  | 'document'
  | 'upload'
  | 'user'
  | 'workspace'
  | 'link'

/** Absent and not visible are one answer. `pointer` names the field when the id came in a body. */
export function notFound(resource: Resource, pointer?: string): AppError {
  const detail = `This ${resource === 'checkin' ? 'check-in' : resource} is not here, or not visible to you.`
  const code = `${resource}.not_found` as ErrorCode
  return new AppError(
    404,
    code,
    detail,
    pointer ? { errors: [{ pointer, code, message: detail }] } : {},
  )
}

export function unauthorized(detail = 'Say who you are.'): AppError {
  return new AppError(401, 'identity.required', detail, {
    headers: { 'www-authenticate': 'Bearer' },
  })
}

/** Signed out of, here or in another tab: the tokens that are left of it are nobody's. */
export function sessionEnded(): AppError {
  return new AppError(401, 'session.ended', 'This session was signed out. Sign in again.', {
    headers: { 'www-authenticate': 'Bearer' },
  })
}

export function forbidden(
  code: ErrorCode = 'permission.denied',
  detail = 'Your role does not allow this. A manager or an admin can help.',
): AppError {
  return new AppError(403, code, detail)
}

export function conflict(code: ErrorCode, detail: string, pointer?: string): AppError {
  return new AppError(
    409,
    code,
    detail,
    pointer ? { errors: [{ pointer, code, message: detail }] } : {},
  )
}

/** `current` is the row as it is now, so that the person can decide. */
export function stale(current: unknown): AppError {
  return new AppError(412, 'version.stale', 'Someone changed this since you opened it.', {
    current,
  })
}

export function invalid(errors: FieldError[], detail = 'Some fields need another look.'): AppError {
  return new AppError(422, 'request.invalid', detail, { errors })
}

export function invalidField(pointer: string, code: string, message: string): AppError {
  return invalid([{ pointer, code, message }], message)
}

export function unavailable(code: ErrorCode, detail: string, retryAfterS = 1): AppError {
  return new AppError(503, code, detail, { headers: { 'retry-after': String(retryAfterS) } })
}
