// The problems that the front door itself answers with, in the shape of the api's.
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

const titles: Record<number, string> = {
  400: 'Bad request',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timed out',
  431: 'Request headers too large',
  503: 'Unavailable',
}

function problemBody(status: number, code: string, detail: string): string {
  const title = titles[status] ?? 'Error'
  const type = `/problems/${code}`
  return JSON.stringify({ type, title, status, detail, instance: randomUUID(), code })
}

/** Answers with a problem of RFC 9457. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  code: string,
  detail: string,
): void {
  response.setHeader('content-type', 'application/problem+json')
  response.setHeader('cache-control', 'no-store')
  if (status === 503) response.setHeader('retry-after', '5')
  response.writeHead(status).end(problemBody(status, code, detail))
}

/** What cannot be parsed as HTTP never reaches a handler; the raw socket gets a problem too. */
export function answerBadRequest(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, detail] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'The request headers are too large.']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'The request took too long to arrive.']
        : [400, 'The request is not well-formed.']
  const body = problemBody(status, 'request.malformed', detail)
  const lines = [
    `HTTP/1.1 ${status} ${titles[status]}`,
    'connection: close',
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
}
