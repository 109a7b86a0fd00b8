import type { Socket } from 'node:net'
import type { ErrorCode } from '@worksmart/types/error-codes'
import { AppError } from '../errors.ts'
import { problemOf } from './error-handler.ts'
import type { Refusal } from './refusal-log.ts'

const known: Record<string, [number, string, ErrorCode, string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'request.header_too_large',
    'The headers are too large.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'Request Timeout',
    'request.timeout',
    'The request took too long to arrive.',
  ],
}

/**
 * What is not even HTTP reaches no route; it is answered on the raw socket, in the same shape.
 * `onRefused` is told of each answer.
 */
export function clientErrorAnswer(newId: () => string, onRefused: (refusal: Refusal) => void) {
  return (error: { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const [status, phrase, code, detail] = known[error.code ?? ''] ?? [
      400,
      'Bad Request',
      'request.malformed',
      'The request could not be read.',
    ]
    const reqId = newId()
    const body = JSON.stringify(problemOf(new AppError(status, code, detail), reqId))
    const lines = [
      `HTTP/1.1 ${status} ${phrase}`,
      'connection: close',
      'cache-control: no-store',
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
    ]
    socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
    onRefused({ reqId, status, code, userId: null, address: socket.remoteAddress ?? '' })
  }
}
