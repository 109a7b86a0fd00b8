// The load generator, in a process of its own: ten connections that are kept, each with one request
// on its way at a time. It reads only what it needs of an answer, so that little of the shared
// cores goes to measuring.

import { connect, type Socket } from 'node:net'
import { serveParent } from './child.ts'
import type { LoadRequest } from './requests.ts'

const connections = 10

export type LoadMessage =
  | { do: 'prepare'; scenario: string; requests: LoadRequest[] }
  | { do: 'run'; scenario: string; port: number; seconds: number }

export type LoadResult = {
  requests: number
  /** Answers that were not 2xx. */
  refused: number
  seconds: number
  bytesPerAnswer: number
  p50Ms: number
  p99Ms: number
}

function rawRequest(request: LoadRequest): Buffer {
  const body = Buffer.from(request.body ?? '')
  const head = [
    `${request.method} ${request.path} HTTP/1.1`,
    'host: 127.0.0.1',
    `x-user-id: ${request.userId}`,
    ...(request.body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${body.length}`]),
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

/** Calls `onAnswer` with the status and length of each whole answer that arrives. */
function readAnswers(socket: Socket, onAnswer: (status: number, bytes: number) => void): void {
  let head: Buffer | null = null
  let missing = 0
  let status = 0
  let length = 0
  socket.on('data', (chunk: Buffer) => {
    if (missing > 0) {
      missing -= chunk.length
    } else {
      const seen: Buffer = head === null ? chunk : Buffer.concat([head, chunk])
      const end = seen.indexOf('\r\n\r\n')
      if (end === -1) {
        head = seen
        return
      }
      head = null
      const text = seen.toString('latin1', 0, end)
      status = Number(text.slice(9, 12))
      length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
      missing = length - (seen.length - end - 4)
    }
    if (missing === 0) onAnswer(status, length)
  })
}

function run(requests: Buffer[], port: number, seconds: number): Promise<LoadResult> {
  const started = performance.now()
  const until = started + seconds * 1000
  const latencies: number[] = []
  let next = 0
  let refused = 0
  let bytes = 0
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      let sent = 0
      const send = () => {
        sent = performance.now()
        socket.write(requests[next++ % requests.length] as Buffer)
      }
      socket.setNoDelay(true)
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('The server closed a connection.')))
      readAnswers(socket, (status, length) => {
        const now = performance.now()
        latencies.push(now - sent)
        bytes += length
        if (status < 200 || status > 299) refused++
        if (now < until) return send()
        socket.removeAllListeners('close')
        socket.destroy()
        resolve()
      })
    })
  return Promise.all(Array.from({ length: connections }, one)).then(() => {
    latencies.sort((a, b) => a - b)
    const at = (part: number) => latencies[Math.floor((latencies.length - 1) * part)] ?? 0
    return {
      requests: latencies.length,
      refused,
      seconds: (performance.now() - started) / 1000,
      bytesPerAnswer: Math.round(bytes / Math.max(1, latencies.length)),
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    }
  })
}

await serveParent<object, LoadMessage>(async () => {
  const scenarios = new Map<string, Buffer[]>()
  return {
    ready: null,
    answer: async (message) => {
      if (message.do === 'prepare') {
        scenarios.set(message.scenario, message.requests.map(rawRequest))
        return null
      }
      const requests = scenarios.get(message.scenario) ?? []
      return run(requests, message.port, message.seconds)
    },
  }
})
