import type { IncomingHttpHeaders } from 'node:http'
import { type RequestOptions as HttpOptions, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:tls'
import type { Nginx } from './nginx.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

export type Question = {
  path: string
  /** GET when absent. */
  method?: string
  headers?: Record<string, string>
  body?: string
  overHttp?: boolean
}

/** One request over a connection of its own, with nothing added but the Host. */
export function askNginx(
  { httpPort, httpsPort }: Nginx,
  { path, method = 'GET', headers = {}, body, overHttp }: Question,
): Promise<Answer> {
  const port = overHttp ? httpPort : httpsPort
  const options: HttpOptions = {
    ...{ host: '127.0.0.1', port, path, method, agent: false },
    headers: { host: `localhost:${port}`, ...headers },
  }
  return new Promise((settle, fail) => {
    const send = overHttp ? httpRequest : httpsRequest
    const asked = send({ ...options, ...(overHttp ? {} : { rejectUnauthorized: false }) })
    asked.on('error', fail)
    asked.on('response', (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        settle({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    asked.end(body)
  })
}

/** The answer to bytes that no client would send. */
export function sendBytes({ httpsPort }: Nginx, bytes: string): Promise<Answer> {
  return new Promise((settle, fail) => {
    const socket = connect({ host: '127.0.0.1', port: httpsPort, rejectUnauthorized: false })
    let text = ''
    socket.on('secureConnect', () => socket.write(bytes))
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('error', fail)
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n')
      const [first = '', ...lines] = head.split('\r\n')
      const headers = Object.fromEntries(
        lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line.replace(/^[^:]+:\s*/, '')]),
      )
      settle({ status: Number(first.split(' ')[1]), headers, body })
    })
  })
}
