// A door before the app that can hold the api's answers back, as a slow network does. The page and its
// files pass at once.

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type HeldDoor = {
  url: string
  /** How long each request to the api waits before it goes on, in ms. */
  hold: (ms: number) => void
  close: () => Promise<void>
}

/** Opens the door on a free port of the loopback address. */
export async function openHeldDoor(appUrl: string): Promise<HeldDoor> {
  const { port } = new URL(appUrl)
  let heldMs = 0
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const { method, url: path, headers } = from
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    // A page that is left behind lets go of what it waits for.
    onward.on('error', () => to.destroy())
    to.on('close', () => onward.destroy())
    from.pipe(onward)
  }
  const server = createServer((from, to) => {
    if (heldMs > 0 && from.url?.startsWith('/api/')) setTimeout(() => pass(from, to), heldMs)
    else pass(from, to)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    hold: (ms) => {
      heldMs = ms
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
