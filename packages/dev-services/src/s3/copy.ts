import type { StoredObject } from './bucket.ts'
import { checkCopySource, writeCondition } from './conditions.ts'
import { headersToKeep } from './object-headers.ts'
import { invalidArgument, invalidRequest, noSuchKey, notImplemented } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import { commitObject, type Operation, type Store } from './store.ts'
import { document } from './xml.ts'

/** Copies inside the store: a second name for the same bytes, so any size takes the same time. */
export const copyObject: Operation = async (store, { request }) => {
  const mayReplace = writeCondition(request)
  const { source, path } = sourceOf(store, request)
  checkCopySource(request, source)
  const directive = request.headers.get('x-amz-metadata-directive') ?? 'COPY'
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw invalidArgument('x-amz-metadata-directive must be COPY or REPLACE.')
  }
  if (path === request.path && directive === 'COPY') {
    throw invalidRequest('A copy onto itself must replace the metadata.')
  }
  const algorithm = request.headers.get('x-amz-checksum-algorithm')?.toLowerCase()
  if (algorithm !== undefined && !Object.hasOwn(source.checksums, algorithm)) {
    throw notImplemented('a new checksum at a copy')
  }
  const { sizeBytes, etag, checksums } = source
  const headers = directive === 'COPY' ? source.headers : headersToKeep(request)
  const facts = { sizeBytes, etag, checksums, headers }
  const object = await commitObject(store, request, facts, mayReplace, () =>
    store.blobs.duplicate(source.blob),
  )
  const { lastModified } = object
  return {
    status: 200,
    document: document('CopyObjectResult', { ETag: etag, LastModified: lastModified }),
  }
}

function sourceOf(store: Store, request: S3Request): { source: StoredObject; path: string } {
  for (const name of request.headers.keys()) {
    if (/^x-amz-copy-source-(if-(un)?modified-since|range)$/.test(name)) throw notImplemented(name)
  }
  const [encoded = '', version] = (request.headers.get('x-amz-copy-source') ?? '').split('?')
  if (version !== undefined) throw notImplemented('versions')
  let path: string
  try {
    path = decodeURIComponent(encoded).replace(/^\/?/, '/')
  } catch {
    throw invalidArgument('x-amz-copy-source is not well-formed.')
  }
  const slash = path.indexOf('/', 1)
  if (slash < 0) throw invalidArgument('x-amz-copy-source must name a bucket and a key.')
  const source = store.bucket(path.slice(1, slash)).get(path.slice(slash + 1))
  if (source === undefined) throw noSuchKey()
  return { source, path }
}
