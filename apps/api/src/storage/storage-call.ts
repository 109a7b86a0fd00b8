// One call to the object storage: it ends in time, and what goes wrong has one of three names.

import { type AppError, unavailable } from '../errors.ts'

const away = 'Files cannot be reached right now. Everything else works; try again shortly.'

/** What HEAD and the rest say in their metadata; the body of a failed HEAD is empty. */
export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode
}

/**
 * Runs `work` for at most `limitMs`, retries included. The signal ends the request; the race ends
 * the wait even while the client pauses between two attempts.
 */
export async function callStorage<T>(
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(unavailable('storage.timeout', away, 2))
      ending.abort()
    }, limitMs)
  })
  const answered = work(ending.signal).catch((error: unknown) => {
    throw toAppError(error)
  })
  // When it is late, nobody waits for it any more.
  answered.catch(() => {})
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}

// A 404, 409 or 412 is an answer that the caller understands; anything else is a storage that is not
// there for us: refused, overloaded, wrong keys.
function toAppError(error: unknown): unknown {
  const status = statusOf(error)
  if (status === 404 || status === 409 || status === 412) return error
  const failure: AppError = isSkewed(error)
    ? unavailable(
        'storage.clock_skew',
        'The clocks of the app and of its file storage differ. An admin has to look.',
        30,
      )
    : unavailable('storage.unavailable', away, 2)
  failure.cause = error
  return failure
}

type Refusal = {
  name?: string
  $response?: { headers?: Record<string, string> }
}

// A refused HEAD has no body that could say why, only the time over there.
function isSkewed(error: unknown): boolean {
  const { name, $response } = error as Refusal
  if (name === 'RequestTimeTooSkewed') return true
  const there = Date.parse($response?.headers?.date ?? '')
  return statusOf(error) === 403 && Math.abs(there - Date.now()) > 15 * 60_000
}
