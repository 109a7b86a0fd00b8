// Listens where clamd would, and answers as a test says: for what the real one never does by itself.

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

export type FakeClamd = {
  host: string
  port: number
  /** Files that were sent whole. */
  received: Buffer[]
  /** Connections that are open now. */
  open: () => number
  close: () => Promise<void>
}

/** `answer` is called when a whole file was received; `early` as soon as somebody connects. */
export async function startFakeClamd(does: {
  answer?: (socket: Socket, file: Buffer) => void
  early?: (socket: Socket) => void
}): Promise<FakeClamd> {
  const received: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    does.early?.(socket)
    let bytes = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const file = wholeFile(bytes)
      if (!file) return
      bytes = Buffer.alloc(0)
      received.push(file)
      does.answer?.(socket, file)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    received,
    open: () => sockets.size,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** What stands between the command and the empty piece; null while that has not come. */
function wholeFile(bytes: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  const pieces: Buffer[] = []
  let at = command.length
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
