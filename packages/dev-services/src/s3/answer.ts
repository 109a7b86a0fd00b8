import { once } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** What an operation answers; either a document or a slice of a file, which `sendAnswer` closes. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  document?: string
  slice?: { handle: FileHandle; start: number; lengthBytes: number }
}

const drainBytes = 1024 * 1024
const drainMs = 1_500

export async function sendAnswer(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  const { slice, document } = answer
  try {
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
      response.setHeader(name, value)
    }
    if (document !== undefined) {
      response.setHeader('content-type', 'application/xml')
      response.setHeader('content-length', Buffer.byteLength(document))
    } else if (answer.status === 200 && !response.hasHeader('content-length')) {
      response.setHeader('content-length', 0)
    }
    const isBodyRead = message.complete || !hasBody(message)
    if (!isBodyRead) response.setHeader('connection', 'close')
    response.writeHead(answer.status)
    if (slice && message.method !== 'HEAD' && slice.lengthBytes > 0) {
      const { handle, start, lengthBytes } = slice
      const end = start + lengthBytes - 1
      // `pipeline` ends the reading when the client leaves.
      await pipeline(handle.createReadStream({ start, end, autoClose: false }), response)
      return
    }
    if (document !== undefined && message.method !== 'HEAD') response.write(document)
    else response.flushHeaders()
    if (!isBodyRead) await drain(message)
    response.end()
  } finally {
    await slice?.handle.close()
  }
}

function hasBody(message: IncomingMessage): boolean {
  const { headers } = message
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

/**
 * A client that is still sending sees a closed connection as a network error, not as the refusal.
 * So it gets time to read the answer, while little of what it sends is taken.
 */
async function drain(message: IncomingMessage): Promise<void> {
  const over = AbortSignal.timeout(drainMs)
  let taken = 0
  message.on('data', (bytes: Buffer) => {
    taken += bytes.length
    if (taken > drainBytes) message.pause()
  })
  message.on('error', () => {})
  message.resume()
  await Promise.race([
    once(message, 'end', { signal: over }),
    once(message, 'close', { signal: over }),
  ]).catch(() => {})
}
