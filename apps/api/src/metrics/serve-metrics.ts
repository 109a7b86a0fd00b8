import { createServer, type Server } from 'node:http'
import type { Metrics } from './metrics.ts'

/**
 * Serves `/metrics` on a port of its own, which no proxy passes on and which only the monitoring of
 * the same network reaches. Anything else is 404.
 */
export function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    const isKnown = request.url === '/metrics' && request.method === 'GET'
    response.writeHead(isKnown ? 200 : 404, {
      'content-type': isKnown ? 'text/plain; version=0.0.4; charset=utf-8' : 'text/plain',
      'cache-control': 'no-store',
    })
    response.end(isKnown ? metrics.render() : 'Only /metrics is here.\n')
  })
  return new Promise((settle, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => settle(server))
  })
}

/** Ends it whoever is still connected. */
export function closeMetrics(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle())
    server.closeAllConnections()
  })
}
