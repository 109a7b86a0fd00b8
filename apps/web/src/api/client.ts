import type { ErrorCode } from '@worksmart/types/error-codes'
import type { FieldError } from '@worksmart/types/problems'

/** The api answered with a problem. Branch on `code`, never on words. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: ErrorCode
  readonly errors: FieldError[]
  readonly requestId: string | null
  /** The api's own words, for a report of health alone: everything else is worded by its code. */
  readonly detail: unknown
  /** The row as it is now; only a 412 carries it. */
  readonly current?: unknown
  /** How long the api asks to wait, or null when it did not say. */
  readonly retryAfterMs: number | null

  constructor(answer: {
    status: number
    code: ErrorCode
    errors?: FieldError[]
    requestId?: string | null
    detail?: unknown
    current?: unknown
    retryAfterMs?: number | null
  }) {
    super(answer.code)
    this.status = answer.status
    this.code = answer.code
    this.errors = answer.errors ?? []
    this.requestId = answer.requestId ?? null
    this.detail = answer.detail
    this.current = answer.current
    this.retryAfterMs = answer.retryAfterMs ?? null
  }
}

/** No answer came: offline, refused, cut off, or later than the timeout. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export type RequestOptions = {
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  ifMatch?: string
  idempotencyKey?: string
  /** Another media type than JSON. */
  accept?: string
  signal?: AbortSignal
  timeoutMs?: number
}

export type Client = {
  userId: string | null
  /** Throws `ApiProblem`, `Unreachable`, or the abort reason of `signal`. 204 answers undefined. */
  request<T>(method: Method, path: string, options?: RequestOptions): Promise<T>
  /**
   * The same door for what is no JSON, such as a file: a plain link could not carry the identity.
   * `read` takes the answer, inside the time limit.
   */
  answerTo<T>(
    method: Method,
    path: string,
    options: RequestOptions,
    read: (response: Response) => Promise<T>,
  ): Promise<T>
}

/** Who speaks: a person of local mode, or whoever the session token names. */
export type ClientIdentity = {
  userId: string | null
  /** A fresh session token for each request; null when the session has ended. */
  token?: () => Promise<string | null>
}

export type MakeClient = (identity: ClientIdentity) => Client

export type ClientOptions = ClientIdentity & {
  fetch?: typeof fetch
  /** Above the proxy's own limits, so that its problem arrives before we give up. */
  timeoutMs?: number
  baseUrl?: string
  /** Sees every JSON answer; development and tests compare it with the contract there. */
  inspect?: (method: Method, path: string, answer: unknown) => void | Promise<void>
}

/** The only door to the network, apart from file bytes, which go straight to the object store. */
export function createClient(options: ClientOptions): Client {
  const { userId, token, timeoutMs = 35_000, baseUrl = '/api', inspect } = options
  const send = options.fetch ?? ((input, init) => fetch(input, init))

  async function answerTo<T>(
    method: Method,
    path: string,
    request: RequestOptions,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const limit = new AbortController()
    const cancel = () => limit.abort(request.signal?.reason)
    // AbortSignal.any is missing from Firefox before 124, which we still serve.
    request.signal?.addEventListener('abort', cancel, { once: true })
    if (request.signal?.aborted) cancel()
    const timer = setTimeout(() => limit.abort(), request.timeoutMs ?? timeoutMs)
    try {
      const response = await send(`${baseUrl}${path}${queryOf(request.query)}`, {
        method,
        headers: { ...(await identityOf(userId, token)), ...headersOf(request) },
        signal: limit.signal,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      })
      if (!response.ok) throw await problemOf(response)
      return await read(response)
    } catch (error) {
      if (error instanceof ApiProblem) throw error
      if (request.signal?.aborted) throw request.signal.reason
      throw new Unreachable(`${method} ${path}`, { cause: error })
    } finally {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', cancel)
    }
  }

  return {
    userId,
    async request<T>(method: Method, path: string, request: RequestOptions = {}) {
      const answer = await answerTo(method, path, request, async (response) =>
        response.status === 204 ? undefined : await response.json(),
      )
      if (inspect && answer !== undefined) await inspect(method, path, answer)
      return answer as T
    },
    answerTo,
  }
}

/** The strong ETag of a row, quotes included: what `If-Match` must carry. */
export function etagOf(row: { id: string; version: number }): string {
  return `"${row.id}.${row.version}"`
}

function queryOf(query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))
  return pairs.length > 0 ? `?${search}` : ''
}

async function identityOf(
  userId: string | null,
  token: ClientIdentity['token'],
): Promise<Record<string, string>> {
  if (!token) return userId === null ? {} : { 'X-User-Id': userId }
  const current = await token()
  return current === null ? {} : { Authorization: `Bearer ${current}` }
}

function headersOf(request: RequestOptions): Record<string, string> {
  return {
    ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(request.accept === undefined ? {} : { Accept: request.accept }),
    ...(request.ifMatch === undefined ? {} : { 'If-Match': request.ifMatch }),
    ...(request.idempotencyKey === undefined ? {} : { 'Idempotency-Key': request.idempotencyKey }),
  }
}

/** A proxy may answer without a problem body; the status then chooses the nearest code. */
async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  // A code that this build does not know still has a status, and words are found by that.
  const code = typeof problem.code === 'string' ? (problem.code as ErrorCode) : null
  return new ApiProblem({
    status: response.status,
    code: code ?? codeOfStatus(response.status),
    errors: Array.isArray(problem.errors) ? problem.errors : [],
    requestId:
      typeof problem.instance === 'string'
        ? problem.instance
        : response.headers.get('x-request-id'),
    detail: problem.detail,
    current: problem.current,
    retryAfterMs: retryAfter(response.headers.get('retry-after')),
  })
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'identity.required'
  if (status === 403) return 'permission.denied'
  if (status === 404) return 'request.route_not_found'
  if (status === 413) return 'request.body_too_large'
  if (status === 429) return 'rate.limited'
  if (status === 502 || status === 503 || status === 504) return 'server.stopping'
  return status < 500 ? 'request.invalid' : 'server.error'
}

/** `Retry-After` is seconds or an HTTP date; anything else counts as absent. */
function retryAfter(header: string | null): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}
