import type { StoredObject } from './bucket.ts'
import { noSuchKey, notImplemented, preconditionFailed } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'

/** False when the client's copy is still good (304); throws 412 when a condition fails. */
export function isFetchNeeded(request: S3Request, object: StoredObject): boolean {
  const { headers } = request
  const match = headers.get('if-match')
  const unmodifiedSince = headers.get('if-unmodified-since')
  if (match !== undefined) {
    if (!names(match, object.etag)) throw preconditionFailed('If-Match')
  } else if (unmodifiedSince !== undefined && isNewer(object, unmodifiedSince)) {
    throw preconditionFailed('If-Unmodified-Since')
  }
  const noneMatch = headers.get('if-none-match')
  if (noneMatch !== undefined) return !names(noneMatch, object.etag)
  const modifiedSince = headers.get('if-modified-since')
  return modifiedSince === undefined || isNewer(object, modifiedSince)
}

/** The check that a conditional write makes of the object it would replace; throws 412 or 404. */
export function writeCondition(request: S3Request): (current: StoredObject | undefined) => void {
  const match = request.headers.get('if-match')
  const noneMatch = request.headers.get('if-none-match')
  if (noneMatch !== undefined && noneMatch !== '*') {
    throw notImplemented('If-None-Match with anything but * on a write')
  }
  return (current) => {
    if (noneMatch !== undefined && current !== undefined) throw preconditionFailed('If-None-Match')
    if (match === undefined) return
    if (current === undefined) throw noSuchKey()
    if (!names(match, current.etag)) throw preconditionFailed('If-Match')
  }
}

/** The conditions that a copy sets on its source; throws 412. */
export function checkCopySource(request: S3Request, source: StoredObject): void {
  const match = request.headers.get('x-amz-copy-source-if-match')
  const noneMatch = request.headers.get('x-amz-copy-source-if-none-match')
  if (match !== undefined && !names(match, source.etag)) {
    throw preconditionFailed('x-amz-copy-source-If-Match')
  }
  if (noneMatch !== undefined && names(noneMatch, source.etag)) {
    throw preconditionFailed('x-amz-copy-source-If-None-Match')
  }
}

function names(list: string, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '').replaceAll('"', '')
  return list.split(',').some((tag) => bare(tag) === '*' || bare(tag) === bare(etag))
}

/** An unreadable date sets no condition. HTTP dates have no fractions of a second. */
function isNewer(object: StoredObject, date: string): boolean {
  const since = Date.parse(date)
  return Number.isNaN(since) || Math.floor(Date.parse(object.lastModified) / 1000) * 1000 > since
}
