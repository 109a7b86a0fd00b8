// The text that a Signature Version 4 signs, as AWS documents it.
import { createHash, createHmac } from 'node:crypto'
import type { S3Request } from './s3-request.ts'

export interface Scope {
  /** YYYYMMDD. */
  day: string
  region: string
  service: string
}

/** Percent-encodes all but RFC 3986's unreserved characters; `encodeURIComponent` leaves five more. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The signature in hex that this request must carry. */
export function expectedSignature(
  request: S3Request,
  how: {
    secretAccessKey: string
    scope: Scope
    timestamp: string
    signedHeaders: readonly string[]
    payloadHash: string
  },
): string {
  const canonical = [
    request.method,
    request.path.split('/').map(encodeRfc3986).join('/'),
    canonicalQuery(request.query),
    ...how.signedHeaders.map(
      (name) => `${name}:${(request.headers.get(name) ?? '').replace(/ +/g, ' ')}`,
    ),
    '',
    how.signedHeaders.join(';'),
    how.payloadHash,
  ].join('\n')
  const { day, region, service } = how.scope
  const text = [
    'AWS4-HMAC-SHA256',
    how.timestamp,
    `${day}/${region}/${service}/aws4_request`,
    // Node.js reads header bytes as Latin-1, so this gives the bytes that were on the wire.
    createHash('sha256').update(canonical, 'latin1').digest('hex'),
  ].join('\n')
  const keyOfDay = hmac(`AWS4${how.secretAccessKey}`, day)
  const signingKey = hmac(hmac(hmac(keyOfDay, region), service), 'aws4_request')
  return hmac(signingKey, text).toString('hex')
}

function canonicalQuery(query: S3Request['query']): string {
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
