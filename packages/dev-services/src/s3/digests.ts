// What the headers promise about a body, and whether it is kept.
import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { invalidRequest, notImplemented, S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { Payload } from './signature.ts'

export type Algorithm = 'sha256' | 'sha1' | 'crc32'
/** Base64 by algorithm, as sent and given back in `x-amz-checksum-*`. */
export type Checksums = Partial<Record<Algorithm, string>>

const sizesBytes: Record<Algorithm, number> = { sha256: 32, sha1: 20, crc32: 4 }
const prefix = 'x-amz-checksum-'

export interface Promised {
  md5: string | null
  /** From `x-amz-content-sha256`. */
  sha256Hex: string | null
  checksum: { algorithm: Algorithm; value: string } | null
  /** The checksum that follows an aws-chunked body. */
  trailer: Algorithm | null
}

/** Throws 400 for a digest that is none, and 501 for an algorithm that is not known here. */
export function promisedDigests(request: S3Request, payload: Payload): Promised {
  const found = [...request.headers]
    .filter(([name]) => name.startsWith(prefix) && !/-(mode|type|algorithm)$/.test(name))
    .map(([name, value]) => {
      const algorithm = algorithmOf(name)
      return { algorithm, value: validated(algorithm, value) }
    })
  const trailerName = payload.kind === 'chunked' ? request.headers.get('x-amz-trailer') : undefined
  const trailer = trailerName === undefined ? null : algorithmOf(trailerName.toLowerCase())
  if (found.length + (trailer === null ? 0 : 1) > 1) {
    throw invalidRequest('Only one x-amz-checksum- may be given.')
  }
  const md5 = request.headers.get('content-md5') ?? null
  if (md5 !== null && !isBase64Of(md5, 16)) {
    throw new S3Error(400, 'InvalidDigest', 'Content-MD5 is not a base64 MD5.')
  }
  const sha256Hex = payload.kind === 'sha256' ? payload.hex : null
  return { md5, sha256Hex, checksum: found[0] ?? null, trailer }
}

export interface Digested {
  md5Hex: string
  /** What the client gave and the body kept; nothing else, as with S3. */
  checksums: Checksums
}

export interface Meter {
  update(bytes: Buffer): void
  /** Throws 400 when a promise was not kept. Can be called once. */
  finish(trailers: ReadonlyMap<string, string>): Digested
}

export function meterFor(promised: Promised): Meter {
  const wanted = promised.checksum?.algorithm ?? promised.trailer
  const md5 = createHash('md5')
  const hashes = new Map<string, Hash>()
  if (promised.sha256Hex !== null || wanted === 'sha256') {
    hashes.set('sha256', createHash('sha256'))
  }
  if (wanted === 'sha1') hashes.set('sha1', createHash('sha1'))
  let crc = 0
  return {
    update: (bytes) => {
      md5.update(bytes)
      for (const hash of hashes.values()) hash.update(bytes)
      if (wanted === 'crc32') crc = crc32(bytes, crc)
    },
    finish: (trailers) => {
      const md5Bytes = md5.digest()
      const sums = new Map([...hashes].map(([name, hash]) => [name, hash.digest()]))
      const crcBytes = Buffer.alloc(4)
      crcBytes.writeUInt32BE(crc)
      sums.set('crc32', crcBytes)
      if (
        promised.sha256Hex !== null &&
        sums.get('sha256')?.toString('hex') !== promised.sha256Hex
      ) {
        const why = 'The body does not have the SHA-256 of x-amz-content-sha256.'
        throw new S3Error(400, 'XAmzContentSHA256Mismatch', why)
      }
      if (promised.md5 !== null && md5Bytes.toString('base64') !== promised.md5) {
        throw badDigest('Content-MD5')
      }
      const checksums: Checksums = {}
      if (wanted !== null) {
        const given = promised.checksum?.value ?? trailers.get(prefix + wanted)
        if (given === undefined) throw invalidRequest('The trailing checksum is missing.')
        if (sums.get(wanted)?.toString('base64') !== validated(wanted, given)) {
          throw badDigest(prefix + wanted)
        }
        checksums[wanted] = given
      }
      return { md5Hex: md5Bytes.toString('hex'), checksums }
    },
  }
}

/** The answer headers that carry these checksums. */
export function checksumHeaders(checksums: Checksums): Record<string, string> {
  const headers = Object.entries(checksums).map(([name, value]) => [prefix + name, value])
  return Object.fromEntries(headers) as Record<string, string>
}

function algorithmOf(name: string): Algorithm {
  const algorithm = name.startsWith(prefix) ? name.slice(prefix.length) : ''
  if (Object.hasOwn(sizesBytes, algorithm)) return algorithm as Algorithm
  throw notImplemented(`the checksum ${name}`)
}

function validated(algorithm: Algorithm, value: string): string {
  if (isBase64Of(value, sizesBytes[algorithm])) return value
  throw invalidRequest(`The value of ${prefix}${algorithm} is not valid.`)
}

function isBase64Of(value: string, sizeBytes: number): boolean {
  const bytes = Buffer.from(value, 'base64')
  return bytes.length === sizeBytes && bytes.toString('base64') === value
}

function badDigest(name: string): S3Error {
  return new S3Error(400, 'BadDigest', `The body does not have the ${name} of the request.`)
}
