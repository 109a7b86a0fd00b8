import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that a page of another site sends. Clients without these headers pass: there is
 * no ambient credential that a foreign page could use.
 */
export function refuseCrossOrigin(request: FastifyRequest): void {
  if (safe.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const fromElsewhere =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && origin.replace(/^https?:\/\//, '') !== request.headers.host)
  if (fromElsewhere) {
    throw new AppError(
      403,
      'request.cross_origin',
      'Only pages of this app may change things here.',
    )
  }
}
