// One HTTP exchange in which every header is the caller's, right or wrong. Fetch corrects some.
import { request } from 'node:http'
import { request as secureRequest } from 'node:https'

export interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: Buffer | string
  /** The length is not told in advance. */
  chunked?: boolean
  /** Cut the connection after the body, whatever length the headers named. */
  cut?: boolean
}

export interface Received {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** Rejects when the connection ends without an answer. */
export function exchange(url: string, sent: Sent = {}): Promise<Received> {
  const body = Buffer.from(sent.body ?? '')
  const framing: Record<string, string> = sent.chunked
    ? { 'transfer-encoding': 'chunked' }
    : sent.body === undefined
      ? {}
      : { 'content-length': String(body.length) }
  return new Promise((resolve, reject) => {
    const start = url.startsWith('https:') ? secureRequest : request
    const outgoing = start(
      url,
      // A connection of its own, so that one check cannot disturb another.
      {
        method: sent.method ?? 'GET',
        headers: { ...framing, ...sent.headers },
        agent: false,
        timeout: 30_000,
      },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (bytes: Buffer) => parts.push(bytes))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const headers = Object.entries(incoming.headers).map(([n, v]) => [n, String(v)])
          resolve({
            status: incoming.statusCode ?? 0,
            headers: Object.fromEntries(headers) as Record<string, string>,
            body: Buffer.concat(parts),
          })
          outgoing.destroy()
        })
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in 30 s')))
    outgoing.on('error', reject)
    if (!sent.cut) outgoing.end(body)
    else outgoing.write(body, () => setImmediate(() => outgoing.destroy()))
  })
}

/** The S3 error code of a refusal, or what came instead. */
export function codeOf(received: Received): string {
  const text = received.body.toString()
  return /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? `${received.status} ${text.slice(0, 80)}`
}
