// One request to the inference service and its whole answer. Node's own client follows no redirect,
// which is one of the reasons for it; the other is that the connect can have a limit of its own.

import { Agent, type ClientRequest, type IncomingMessage, request as plain } from 'node:http'
import { Agent as TlsAgent, request as tls } from 'node:https'

export type Exchange = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | null
  /** Milliseconds. The connect has its own, shorter one. */
  connectMs: number
  deadlineMs: number
  /** Bytes of an answer; one more ends it. */
  maxBytes: number
  /** Ends the exchange at once; the caller has left. */
  signal: AbortSignal
  /** Sees the bytes of a 200 as they arrive. What it throws ends the exchange. */
  onBytes?: ((bytes: Buffer, contentType: string) => void) | undefined
}

export type Answered = {
  status: number
  contentType: string
  retryAfter: string | null
  bytes: Buffer
}

/** Why there is no answer. `slow` is one whose beginning came, and whose end did not in time. */
export class NoAnswer extends Error {
  readonly reason: 'refused' | 'late' | 'slow' | 'large' | 'left'

  constructor(reason: NoAnswer['reason'], cause?: unknown) {
    super(`The inference service gave no answer: ${reason}.`)
    this.reason = reason
    this.cause = cause
  }
}

/** Makes the exchanges of one client; connections are kept and reused. */
export function makeExchanges(): {
  exchange: (wish: Exchange) => Promise<Answered>
  close: () => void
} {
  const options = { keepAlive: true, maxSockets: 32, timeout: 60_000 }
  const agents = { http: new Agent(options), https: new TlsAgent(options) }

  return {
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },

    exchange: (wish) =>
      new Promise((settle, fail) => {
        if (wish.signal.aborted) return fail(new NoAnswer('left'))
        const isTls = wish.url.startsWith('https:')
        let hasBegun = false
        let sent: ClientRequest | null = null
        const timers: NodeJS.Timeout[] = []
        const end = () => {
          for (const timer of timers) clearTimeout(timer)
          wish.signal.removeEventListener('abort', leave)
        }
        const giveUpWith = (error: unknown) => {
          end()
          fail(error)
          sent?.destroy()
        }
        const giveUp = (reason: NoAnswer['reason'], cause?: unknown) =>
          giveUpWith(new NoAnswer(reason, cause))
        const leave = () => giveUp('left')
        wish.signal.addEventListener('abort', leave, { once: true })
        timers.push(setTimeout(() => giveUp(hasBegun ? 'slow' : 'late'), wish.deadlineMs))

        const receive = (answer: IncomingMessage) => {
          hasBegun = true
          const chunks: Buffer[] = []
          let size = 0
          const contentType = answer.headers['content-type'] ?? ''
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size > wish.maxBytes) return giveUp('large')
            chunks.push(chunk)
            if (answer.statusCode !== 200 || sent?.destroyed) return
            try {
              wish.onBytes?.(chunk, contentType)
            } catch (error) {
              giveUpWith(error)
            }
          })
          answer.on('error', (error) => giveUp('slow', error))
          answer.on('aborted', () => giveUp('slow'))
          answer.on('end', () => {
            end()
            settle({
              status: answer.statusCode ?? 0,
              contentType,
              retryAfter: answer.headers['retry-after'] ?? null,
              bytes: Buffer.concat(chunks),
            })
          })
        }

        sent = (isTls ? tls : plain)(wish.url, {
          method: wish.method,
          agent: isTls ? agents.https : agents.http,
          headers: {
            accept: 'application/json',
            ...wish.headers,
            ...(wish.body === null ? {} : { 'content-length': Buffer.byteLength(wish.body) }),
          },
        })
        sent.on('response', receive)
        sent.on('error', (error) => giveUp(hasBegun ? 'slow' : 'refused', error))
        sent.on('socket', (socket) => {
          if (!socket.connecting) return
          const timer = setTimeout(() => giveUp('refused'), wish.connectMs)
          timers.push(timer)
          socket.once(isTls ? 'secureConnect' : 'connect', () => clearTimeout(timer))
        })
        sent.end(wish.body ?? undefined)
      }),
  }
}
