// The headers that an object keeps and gives back.
import type { StoredObject } from './bucket.ts'
import { checksumHeaders } from './digests.ts'
import { invalidArgument, S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'

const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]
const overrides = kept.map((name) => [`response-${name}`, name] as const)
const maxUserMetadataBytes = 2048

/** What the client wants kept. Throws 400 when the user metadata is over S3's 2 KB. */
export function headersToKeep(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'binary/octet-stream' }
  let userBytes = 0
  for (const [name, value] of request.headers) {
    if (name.startsWith('x-amz-meta-')) userBytes += name.length - 11 + value.length
    else if (!kept.includes(name)) continue
    const plain = name === 'content-encoding' ? withoutFraming(value) : value
    if (plain !== '' || name.startsWith('x-amz-meta-')) headers[name] = plain
  }
  if (userBytes > maxUserMetadataBytes) {
    throw new S3Error(400, 'MetadataTooLarge', 'The user metadata is over 2 KB.')
  }
  return headers
}

/** aws-chunked is how the body travelled, not what the object is. */
function withoutFraming(encoding: string): string {
  const parts = encoding.split(',').map((part) => part.trim())
  return parts.filter((part) => part !== '' && part !== 'aws-chunked').join(',')
}

/** All headers of an answer about this object, with the `response-*` overrides of the request. */
export function answerHeaders(request: S3Request, object: StoredObject): Record<string, string> {
  const headers: Record<string, string> = {
    ...object.headers,
    etag: object.etag,
    'last-modified': new Date(object.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
  }
  for (const [parameter, name] of overrides) {
    const value = request.param(parameter)
    if (value === undefined) continue
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw invalidArgument(`${parameter} cannot be sent as a header.`)
    }
    headers[name] = value
  }
  const mode = request.headers.get('x-amz-checksum-mode') ?? request.param('x-amz-checksum-mode')
  if (mode?.toUpperCase() === 'ENABLED' && Object.keys(object.checksums).length > 0) {
    Object.assign(headers, checksumHeaders(object.checksums))
    headers['x-amz-checksum-type'] = object.etag.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT'
  }
  return headers
}
