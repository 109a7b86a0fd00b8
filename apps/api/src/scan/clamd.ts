// Asks clamd, the daemon of ClamAV, about one stream of bytes. The protocol is that of its manual page
// clamd(8), command INSTREAM: chunks with their length in four bytes before them, an empty one at the
// end, and one line as the answer.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type ClamdAddress = { host: string; port: number }

/** Why there is no verdict. None of these is one, so the file stays where nobody can open it. */
export type ScanFailureCode =
  /** Nobody listens there, or the connection broke. */
  | 'unreachable'
  | 'timeout'
  /** Larger than the scanner is set to look at. */
  | 'too_large'
  /** It answered something that is not one of its answers. */
  | 'garbled'
  /** The storage did not give the bytes that were uploaded. */
  | 'unreadable'
  /** This process is ending. */
  | 'stopped'

export class ScanFailure extends Error {
  readonly code: ScanFailureCode

  constructor(code: ScanFailureCode, cause?: unknown) {
    super(`No verdict: ${code}`, { cause })
    this.code = code
  }
}

/** The name of the signature that was found; null when none was. */
export type Found = string | null

/** The longest answer that is one: a name of a signature is far shorter. */
const mostReplyBytes = 1024

/**
 * Sends the bytes and waits for the verdict. Throws `ScanFailure`, or the reason of the signal when it
 * aborts; what the source throws is `unreadable`. `connectMs` is for the connection alone, and the
 * signal bounds the whole.
 */
export async function askClamd(
  { host, port }: ClamdAddress,
  bytes: AsyncIterable<Uint8Array>,
  { connectMs, signal }: { connectMs: number; signal: AbortSignal },
): Promise<Found> {
  signal.throwIfAborted()
  const socket = connect({ host, port, noDelay: true })
  const stop = () => socket.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await connected(socket, connectMs)
    const replied = readReply(socket)
    replied.catch(() => {})
    let isSent = false
    const sent = send(socket, bytes).then(() => {
      isSent = true
    })
    // It may answer while bytes are on their way, when they are too many.
    const text = await Promise.race([replied, sent.then(() => replied)])
    return verdictOf(text, isSent)
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ScanFailure ? error : new ScanFailure('unreachable', error)
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}

async function connected(socket: Socket, limitMs: number): Promise<void> {
  const timer = setTimeout(() => socket.destroy(new Error('Nobody answered.')), limitMs)
  try {
    // A socket that is destroyed without an error says only that it is closed.
    const closed = once(socket, 'close').then(() => {
      throw new Error('The connection was given up.')
    })
    closed.catch(() => {})
    await Promise.race([once(socket, 'connect'), closed])
  } finally {
    clearTimeout(timer)
  }
}

/** The first answer up to its zero byte; what comes without one in time is none. */
function readReply(socket: Socket): Promise<string> {
  return new Promise((settle, fail) => {
    let reply = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      reply = Buffer.concat([reply, chunk])
      const end = reply.indexOf(0)
      if (end >= 0 && end <= mostReplyBytes) settle(reply.toString('utf8', 0, end))
      else if (reply.length > mostReplyBytes) fail(new ScanFailure('garbled'))
    })
    socket.on('error', (error) => fail(new ScanFailure('unreachable', error)))
    socket.on('close', () => fail(new ScanFailure(reply.length > 0 ? 'garbled' : 'unreachable')))
  })
}

/** Writes as fast as the other side reads. A connection that breaks is told by the reply alone. */
async function send(socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const closed = once(socket, 'close').catch(() => {})
  const write = async (chunk: Uint8Array) => {
    if (!socket.destroyed && !socket.write(chunk)) {
      const drained = new AbortController()
      await Promise.race([once(socket, 'drain', drained).catch(() => {}), closed])
      drained.abort()
    }
  }
  await write(Buffer.from('zINSTREAM\0'))
  const source = bytes[Symbol.asyncIterator]()
  try {
    while (!socket.destroyed) {
      const next = await source.next().catch((error: unknown) => {
        throw new ScanFailure('unreadable', error)
      })
      if (next.done) break
      // An empty chunk would be the end.
      if (next.value.length === 0) continue
      await write(lengthOf(next.value))
      await write(next.value)
    }
  } finally {
    await source.return?.()
  }
  await write(Buffer.alloc(4))
}

function lengthOf(chunk: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunk.length)
  return length
}

/** A verdict about a part of the file is none. */
function verdictOf(text: string, isWhole: boolean): Found {
  if (text.startsWith('INSTREAM size limit exceeded')) throw new ScanFailure('too_large')
  const [, name] = /^stream: ([\x21-\x7e]{1,200}) FOUND$/.exec(text) ?? []
  // What clamd says, when it is set to, of a file that it did not look at whole.
  if (name?.startsWith('Heuristics.Limits.Exceeded')) throw new ScanFailure('too_large')
  if (isWhole && name) return name
  if (isWhole && text === 'stream: OK') return null
  throw new ScanFailure('garbled')
}
