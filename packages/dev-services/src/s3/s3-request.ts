import type { IncomingMessage } from 'node:http'
import { S3Error } from './s3-error.ts'

export interface S3Request {
  method: string
  /** Decoded, with its leading slash. */
  path: string
  /** Empty when the request names no bucket. */
  bucket: string
  /** Empty when the request is about the bucket itself. */
  key: string
  /** Decoded, in the order sent. */
  query: readonly (readonly [name: string, value: string])[]
  /** Names in lower case; a repeated header is joined with commas, as it is when signed. */
  headers: ReadonlyMap<string, string>
  /** The first parameter of this name. */
  param(name: string): string | undefined
  message: IncomingMessage
}

/** Reads bucket, key, query and headers. Throws `InvalidURI` when the address cannot be decoded. */
export function readRequest(message: IncomingMessage): S3Request {
  const url = message.url ?? '/'
  const mark = url.indexOf('?')
  const rawPath = mark < 0 ? url : url.slice(0, mark)
  const path = decode(rawPath)
  if (!path.startsWith('/') || path.includes('\0')) throw invalidUri()
  const slash = path.indexOf('/', 1)
  const query = mark < 0 ? [] : readQuery(url.slice(mark + 1))
  return {
    method: message.method ?? 'GET',
    path,
    bucket: slash < 0 ? path.slice(1) : path.slice(1, slash),
    key: slash < 0 ? '' : path.slice(slash + 1),
    query,
    headers: readHeaders(message.rawHeaders),
    param: (name) => query.find((pair) => pair[0] === name)?.[1],
    message,
  }
}

function readQuery(text: string): [string, string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const name = equals < 0 ? pair : pair.slice(0, equals)
      return [decodePlus(name), equals < 0 ? '' : decodePlus(pair.slice(equals + 1))]
    })
}

// Node.js keeps only the first of a repeated Content-Type or Host. Then what was signed and what is
// used could differ, so the headers are read as they came.
function readHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>()
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase()
    const value = (raw[at + 1] ?? '').trim()
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before},${value}`)
  }
  return headers
}

function decodePlus(text: string): string {
  return decode(text.replaceAll('+', ' '))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUri()
  }
}

function invalidUri(): S3Error {
  return new S3Error(400, 'InvalidURI', 'The address is not well-formed.')
}
