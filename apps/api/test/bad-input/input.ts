// What a wrong input is, and the shapes that most of them share.

export type BadInput = {
  /** What is wrong, in the words of the failing test. */
  what: string
  /** A member when nobody is named. */
  as?: 'manager' | 'admin'
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'
  url: string
  /** Sent as it is when text, else as JSON. */
  body?: unknown
  headers?: Record<string, string>
  status: number
  code: string
  pointer?: string | undefined
}

export const anId = '0192f0c4-7f7d-7c64-9a5b-111111111111'
/** A project and a task that are there, both the member’s own. */
export const projectId = '0192f0c4-7f7d-7c64-9a5b-222222222222'
export const taskId = '0192f0c4-7f7d-7c64-9a5b-333333333333'
/** A document that is there, the member’s own. */
export const documentId = '0192f0c4-7f7d-7c64-9a5b-444444444444'
export const fields = { activity: 'x', minutes: 60, tags: ['dev'], workDate: '2026-11-24' }
export const json = { 'content-type': 'application/json' }

/** What a case says beside the usual answer of its kind. */
export type Rest = Partial<BadInput>

/** A body of fields or a line that breaks the contract. */
export const posted = (
  what: string,
  body: unknown,
  pointer: string,
  rest: Rest = {},
): BadInput => ({
  what,
  method: 'POST',
  url: '/checkins',
  body,
  status: 422,
  code: 'request.invalid',
  pointer,
  ...rest,
})

/** A body sent as it is, byte for byte. */
export const raw = (what: string, body: string, rest: Rest = {}): BadInput => ({
  what,
  method: 'POST',
  url: '/checkins',
  body,
  headers: json,
  status: 400,
  code: 'request.malformed',
  ...rest,
})

/** An address that breaks the contract. */
export const asked = (what: string, url: string, pointer: string, rest: Rest = {}): BadInput => ({
  what,
  url,
  status: 422,
  code: 'request.invalid',
  pointer,
  ...rest,
})

/** A good body with headers that are not. */
export const headed = (what: string, headers: Record<string, string>, rest: Rest): BadInput => ({
  what,
  method: 'POST',
  url: '/checkins',
  body: fields,
  headers,
  status: 400,
  code: 'request.malformed',
  ...rest,
})

export const unsupported = { status: 415, code: 'request.media_type' }
export const tooLarge = { status: 413, code: 'request.body_too_large' }
export const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
