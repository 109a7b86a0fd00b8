// Stands between the api and the object store, so that a test can stop, refuse or watch one step of
// the handshake. It knows S3 only well enough to name the steps.

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Step =
  | 'find upload'
  | 'copy'
  | 'find document'
  | 'read start'
  | 'remove upload'
  | 'remove document'
  | 'other'

/** What to do with a step; nothing lets it pass. */
export type Answer = { status: number; body: string } | undefined
export type Watcher = {
  before?: (step: Step, url: string) => Promise<Answer> | Answer
  /** The store has done it, and its answer is held until this is over. */
  after?: (step: Step, url: string) => Promise<void> | void
}

export type StorageGate = {
  url: string
  /** The steps that reached the store, in order. */
  seen: Step[]
  watch: (watcher: Watcher) => void
  close: () => Promise<void>
}

export async function startStorageGate(storeUrl: () => string): Promise<StorageGate> {
  let watcher: Watcher = {}
  const seen: Step[] = []
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.keepAliveTimeout = 60_000

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const step = stepOf(incoming)
    const url = incoming.url ?? ''
    const now = watcher
    const answer = await now.before?.(step, url)
    if (answer) {
      incoming.resume()
      outgoing.writeHead(answer.status, { 'content-type': 'application/xml' }).end(answer.body)
      return
    }
    seen.push(step)
    const { port } = new URL(storeUrl())
    const { method, headers } = incoming
    const onward = request({ host: '127.0.0.1', port, path: url, method, headers })
    onward.on('error', () => outgoing.destroy())
    onward.on('response', (response) => {
      void Promise.resolve(now.after?.(step, url)).then(() => {
        outgoing.writeHead(response.statusCode ?? 500, response.headers)
        response.pipe(outgoing)
      })
    })
    incoming.pipe(onward)
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    watch: (next) => {
      watcher = next
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

function stepOf({ method, url = '', headers }: IncomingMessage): Step {
  const isPending = url.includes('/pending/')
  const isDocument = url.includes('/documents/')
  if (method === 'HEAD' && isPending) return 'find upload'
  if (method === 'HEAD' && isDocument) return 'find document'
  if (method === 'PUT' && headers['x-amz-copy-source']) return 'copy'
  if (method === 'GET' && isDocument) return 'read start'
  if (method === 'DELETE' && isPending) return 'remove upload'
  if (method === 'DELETE' && isDocument) return 'remove document'
  return 'other'
}
