import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

// From a cached page to the limit of a statement.
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

/** Counts every answer by method, route and status, and how long it took. Paths never become labels. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  const count = metrics.counter('worksmart_requests_total', 'Requests by method, route and status.')
  const observe = metrics.histogram(
    'worksmart_request_seconds',
    'Seconds from the first byte in to the last byte out, by method and route.',
    seconds,
  )
  let inFlight = 0
  metrics.gauge('worksmart_requests_in_flight', 'Requests being answered now.', () => inFlight)
  app.addHook('onRequest', async (_request, reply) => {
    inFlight += 1
    // However it ends: answered, cut off or given up.
    reply.raw.once('close', () => {
      inFlight -= 1
    })
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'none'
    count({ method, route, status: reply.statusCode })
    observe({ method, route }, reply.elapsedTime / 1000)
  })
}
