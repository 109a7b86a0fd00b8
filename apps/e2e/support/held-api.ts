import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

export type HeldApi = {
  listener: RequestListener
  /** While true, every request answers 503, as when the database is away. */
  setBroken: (broken: boolean) => void
  /** Holds every answer back for this long. */
  setDelay: (ms: number) => void
}

/** The api with a hand on it: a test may break it or slow it down from outside. */
export function holdApi(api: RequestListener): HeldApi {
  let broken = false
  let delayMs = 0
  return {
    listener(request: IncomingMessage, response: ServerResponse) {
      if (!broken) {
        setTimeout(() => api(request, response), delayMs)
        return
      }
      response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '60' })
      response.end(
        JSON.stringify({
          type: '/problems/database.unavailable',
          title: 'Not available',
          status: 503,
          detail: 'The database cannot be reached right now.',
          instance: 'held-by-the-test',
          code: 'database.unavailable',
        }),
      )
    },
    setBroken: (value) => {
      broken = value
    },
    setDelay: (ms) => {
      delayMs = ms
    },
  }
}
