import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

const single = new Set(['host', 'authorization', 'x-user-id'])

/**
 * Headers that decide who asks and where stand there once. Node would take the first of two, a proxy
 * before it perhaps the last, and then the two would not mean the same request.
 */
export function requireSingleHeaders(request: FastifyRequest): void {
  const { rawHeaders } = request.raw
  const seen = new Set<string>()
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? ''
    if (!single.has(name)) continue
    if (seen.has(name)) throw malformed(`The header ${name} stands there twice; send it once.`)
    seen.add(name)
  }
  if (!seen.has('host')) throw malformed('The header host is missing.')
}

function malformed(detail: string): AppError {
  return new AppError(400, 'request.malformed', detail)
}
