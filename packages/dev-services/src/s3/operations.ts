// Which operation a request asks for.
import { deleteObjects } from './bulk-delete.ts'
import { copyObject } from './copy.ts'
import { listObjects } from './listing.ts'
import * as multipart from './multipart.ts'
import { completeUpload } from './multipart-complete.ts'
import { deleteObject, getObject, putObject } from './objects.ts'
import { notImplemented, S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { Operation } from './store.ts'

const maxKeyBytes = 1024

const createBucket: Operation = async (store, { request }) => {
  store.makeBucket(request.bucket)
  return { status: 200, headers: { location: `/${request.bucket}` } }
}

const headBucket: Operation = async (store, { request }) => {
  store.bucket(request.bucket)
  return { status: 200 }
}

/** Throws 501 for an operation that this store lacks, rather than doing something else. */
export function operationFor(request: S3Request): Operation {
  const has = (name: string) => request.param(name) !== undefined
  for (const [name] of request.query) {
    if (!isKnown(name)) throw notImplemented(`the parameter ${name}`)
  }
  if (Buffer.byteLength(request.key) > maxKeyBytes) {
    throw new S3Error(400, 'KeyTooLongError', 'The key is longer than 1024 bytes.')
  }
  const { method, bucket, key, headers } = request
  if (bucket === '') throw notImplemented('a request without a bucket')
  if (key === '') {
    if (method === 'PUT') return createBucket
    if (method === 'HEAD') return headBucket
    if (method === 'GET') return has('uploads') ? multipart.listUploads : listObjects
    if (method === 'POST' && has('delete')) return deleteObjects
  } else if (has('uploads') || has('uploadId')) {
    if (method === 'POST') return has('uploads') ? multipart.createUpload : completeUpload
    if (method === 'PUT') return multipart.uploadPart
    if (method === 'DELETE') return multipart.abortUpload
    if (method === 'GET') return multipart.listParts
  } else {
    if (method === 'PUT') return headers.has('x-amz-copy-source') ? copyObject : putObject
    if (method === 'GET' || method === 'HEAD') return getObject
    if (method === 'DELETE') return deleteObject
  }
  throw new S3Error(405, 'MethodNotAllowed', `${method} is not possible here.`)
}

const known = new Set(
  (
    'list-type prefix delimiter max-keys start-after continuation-token encoding-type fetch-owner ' +
    'delete uploads uploadId partNumber part-number-marker max-parts key-marker ' +
    'upload-id-marker max-uploads x-id'
  ).split(' '),
)

function isKnown(name: string): boolean {
  return known.has(name) || name.startsWith('response-') || name.toLowerCase().startsWith('x-amz-')
}
