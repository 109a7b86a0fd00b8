// The command's door to the running app: plain HTTP, as any client would speak it.
import { CheckinBatchResult } from '@worksmart/types/checkins'
import type { ImportBatch } from '@worksmart/types/import/import-plan'
import { retrying } from '@worksmart/types/import/import-retry'
import { Problem } from '@worksmart/types/problems'
import { LocalPeople, type LocalPerson } from '@worksmart/types/users'

/** The app did not answer, or not as it should. Ends with exit code 1. */
export class AppFailure extends Error {
  override readonly name = 'AppFailure'
  /** In ms; null when another try cannot help. */
  readonly retryAfterMs: number | null

  constructor(message: string, retryAfterMs: number | null, cause?: unknown) {
    super(message, { cause })
    this.retryAfterMs = retryAfterMs
  }
}

export type ImportAppOptions = {
  /** Without a slash at its end; `/api` is added here. */
  url: string
  signal: AbortSignal
  /** For one call, its answer included. */
  timeoutMs: number
  /** The first wait after an answer that never came; it doubles each time. */
  retryBaseMs: number
  onWait: (waitMs: number) => void
}

export type ImportApp = {
  people(): Promise<LocalPerson[]>
  send(batch: ImportBatch, dryRun: boolean): Promise<CheckinBatchResult>
}

const retries = 3

export function connectImportApp(options: ImportAppOptions): ImportApp {
  const { url, signal, onWait, retryBaseMs } = options
  const notOurs = `Something answers at ${url}, but it is not WorkSmart. Name its address with --url.`

  return {
    async people() {
      // Without a first answer the app is most likely not running, and waiting would not start it.
      const answer = await retrying(() => call(options, '/local/people', null), {
        retries,
        signal,
        onWait,
        waitAfter: (error) => (hasAnswered(error) ? waitOf(error) : null),
      })
      const people = LocalPeople.safeParse(answer)
      if (!people.success) throw new AppFailure(notOurs, null)
      return people.data.items
    },
    async send({ userId, items }, dryRun) {
      const body = { userId, json: JSON.stringify({ source: 'import', dryRun, items }) }
      const answer = await retrying(() => call(options, '/checkins/batch', body), {
        retries,
        signal,
        onWait,
        waitAfter: (error, failures) => waitOf(error, retryBaseMs * 2 ** (failures - 1)),
      })
      const result = CheckinBatchResult.safeParse(answer)
      if (!result.success) throw new AppFailure(notOurs, null)
      return result.data
    },
  }
}

function hasAnswered(error: unknown): boolean {
  return error instanceof AppFailure && error.cause === undefined
}

function waitOf(error: unknown, withoutAnswerMs = 0): number | null {
  if (!(error instanceof AppFailure) || error.retryAfterMs === null) return null
  return Math.max(error.retryAfterMs, hasAnswered(error) ? 0 : withoutAnswerMs)
}

type Body = { userId: string; json: string }

async function call(options: ImportAppOptions, path: string, body: Body | null): Promise<unknown> {
  const { url, signal, timeoutMs } = options
  try {
    const response = await fetch(`${url}/api${path}`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      redirect: 'manual',
      ...(body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-User-Id': body.userId },
        body: body.json,
      }),
    })
    const answer: unknown = await response.json().catch((error: unknown) => {
      // JSON that does not parse is an answer; a connection that breaks in the middle is none.
      if (error instanceof SyntaxError) return null
      throw error
    })
    if (response.ok) return answer
    throw failureOf(url, response, answer)
  } catch (error) {
    if (error instanceof AppFailure || signal.aborted) throw error
    throw new AppFailure(noAnswer(options, error), 0, error)
  }
}

function noAnswer({ url, timeoutMs }: ImportAppOptions, error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `${url} took longer than ${Math.round(timeoutMs / 1000)} s to answer.`
  }
  return `No answer at ${url}. Start the app with “npm start”, or name its address with --url.`
}

function failureOf(url: string, response: Response, answer: unknown): AppFailure {
  const problem = Problem.safeParse(answer)
  const { status } = response
  const isPassing = status === 429 || status === 503
  const waitMs = isPassing ? retryAfterOf(response.headers.get('retry-after')) : null
  if (!problem.success) return new AppFailure(`${url} answered with status ${status}.`, waitMs)
  const { code, detail, instance } = problem.data
  if (code === 'request.route_not_found') {
    return new AppFailure(
      `${url} has sign-in, so it takes no imports from the command line. ` +
        'Import the file in the app, under Settings, Data.',
      null,
    )
  }
  return new AppFailure(`The app says: ${detail} (${code}, request ${instance})`, waitMs)
}

/** Whole seconds or an HTTP date; one second when the app does not say. */
function retryAfterOf(header: string | null): number {
  const seconds = Number(header ?? '1')
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(header ?? '')
  return Number.isNaN(date) ? 1000 : Math.max(0, date - Date.now())
}
