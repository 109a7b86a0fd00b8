import { createServer, type Server } from 'node:http'

export type BootOptions = {
  host: string
  port: number
  /** Resolves once the database can be used; tried again until `giveUpMs` are over. */
  connect: () => Promise<unknown>
  giveUpMs: number
  retryMs: number
  log: (line: string) => void
}

/**
 * Waits for the database while the port says so: `/health/live` is 200, everything else 503. A host
 * that restarts brings its containers up in any order. Throws the last failure when it gives up.
 */
export async function waitForDatabase(options: BootOptions): Promise<void> {
  const endMs = Date.now() + options.giveUpMs
  let door: Server | null = null
  try {
    for (let retryMs = options.retryMs; ; retryMs = Math.min(retryMs * 2, 5000)) {
      try {
        await options.connect()
        return
      } catch (error) {
        if (Date.now() + retryMs > endMs) throw error
        options.log(`The database is not there yet: ${(error as Error).message}`)
        door ??= await listenWhileWaiting(options)
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  } finally {
    if (door) await closeAtOnce(door)
  }
}

function listenWhileWaiting({ host, port }: BootOptions): Promise<Server> {
  const server = createServer((request, response) => {
    const isLive = request.url === '/health/live'
    response.writeHead(isLive ? 200 : 503, {
      'content-type': isLive ? 'application/json' : 'application/problem+json',
      'cache-control': 'no-store',
      connection: 'close',
      ...(isLive ? {} : { 'retry-after': '2' }),
    })
    response.end(
      JSON.stringify(
        isLive
          ? { status: 'ok' }
          : {
              type: '/problems/database.unavailable',
              title: 'Not available',
              status: 503,
              detail: 'The server is starting and waits for its database.',
              instance: 'starting',
              code: 'database.unavailable',
            },
      ),
    )
  })
  return new Promise((settle, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => settle(server))
  })
}

function closeAtOnce(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle())
    server.closeAllConnections()
  })
}
