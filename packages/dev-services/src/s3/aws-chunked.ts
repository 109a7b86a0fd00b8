// Takes aws-chunked framing off a body: `size[;extension]\r\n data \r\n`, a chunk of size 0, then
// trailing headers and an empty line.
import { S3Error } from './s3-error.ts'

const maxLineBytes = 4096

export interface Trailers {
  /** Names in lower case; complete once the body has been read to its end. */
  readonly values: ReadonlyMap<string, string>
  body: AsyncIterable<Buffer>
}

export function decodeAwsChunked(framed: AsyncIterable<Buffer>): Trailers {
  const values = new Map<string, string>()
  return { values, body: decode(framed, values) }
}

async function* decode(
  framed: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  let state: 'size' | 'data' | 'after data' | 'trailer' | 'end' = 'size'
  let line = ''
  let left = 0
  for await (const bytes of framed) {
    let at = 0
    while (at < bytes.length) {
      if (state === 'data') {
        const part = bytes.subarray(at, at + left)
        at += part.length
        left -= part.length
        if (left === 0) state = 'after data'
        yield part
        continue
      }
      const newline = bytes.indexOf(0x0a, at)
      line += bytes.toString('latin1', at, newline < 0 ? bytes.length : newline + 1)
      if (line.length > maxLineBytes) throw malformed()
      if (newline < 0) break
      at = newline + 1
      if (!line.endsWith('\r\n')) throw malformed()
      const text = line.slice(0, -2)
      line = ''
      if (state === 'size') {
        left = sizeOf(text)
        state = left === 0 ? 'trailer' : 'data'
      } else if (state === 'after data') {
        if (text !== '') throw malformed()
        state = 'size'
      } else if (state === 'trailer') {
        if (text === '') state = 'end'
        else addTrailer(text, trailers)
      } else {
        throw malformed()
      }
    }
  }
  // Some clients leave out the last empty line; the trailer itself must be whole.
  if ((state !== 'end' && state !== 'trailer') || line !== '') throw malformed()
}

function sizeOf(text: string): number {
  const digits = /^([0-9a-fA-F]{1,8})(?:;.*)?$/.exec(text)?.[1]
  if (digits === undefined) throw malformed()
  return Number.parseInt(digits, 16)
}

function addTrailer(text: string, trailers: Map<string, string>): void {
  const colon = text.indexOf(':')
  if (colon < 1 || trailers.size >= 16) throw malformed()
  trailers.set(text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim())
}

function malformed(): S3Error {
  return new S3Error(400, 'InvalidRequest', 'The aws-chunked framing of the body is damaged.')
}
