// Browsers of the web app alone may call. The methods and headers are those of the production
// bucket's rule, so that a request which would fail there fails here.
import type { IncomingMessage } from 'node:http'
import { S3Error } from './s3-error.ts'

const methods = ['GET', 'PUT', 'HEAD']
const requestHeaders = ['content-type', 'if-none-match', 'x-amz-checksum-sha256']

/** Headers for every answer, refusals included: a page cannot read the status without them. */
export function corsHeaders(
  message: IncomingMessage,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const { origin } = message.headers
  if (origin === undefined || !allowedOrigins.includes(origin)) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'ETag',
  }
}

/** What a preflight is told besides; throws 403 when the request it asks for may not be made. */
export function preflightHeaders(
  message: IncomingMessage,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const { origin, 'access-control-request-method': method = '' } = message.headers
  const asked = (message.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  const isAllowed =
    origin !== undefined &&
    allowedOrigins.includes(origin) &&
    methods.includes(method) &&
    asked.every((name) => requestHeaders.includes(name))
  if (!isAllowed) {
    throw new S3Error(403, 'AccessForbidden', 'No rule of the bucket allows this request.')
  }
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': requestHeaders.join(', '),
    'access-control-max-age': '600',
  }
}
