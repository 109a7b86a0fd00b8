import { receiveBody } from './body.ts'
import type { StoredObject } from './bucket.ts'
import { isFetchNeeded, writeCondition } from './conditions.ts'
import { checksumHeaders } from './digests.ts'
import { removeFile } from './durable-files.ts'
import { answerHeaders, headersToKeep } from './object-headers.ts'
import { sliceOf } from './range.ts'
import { noSuchKey } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import { commitObject, type Operation, removeObject, type Store } from './store.ts'

export const putObject: Operation = async (store, incoming) => {
  const { request } = incoming
  const bucket = store.bucket(request.bucket)
  const mayReplace = writeCondition(request)
  // Refused before the body travels when it can be; the commit asks again, under the lock.
  mayReplace(bucket.get(request.key))
  const headers = headersToKeep(request)
  const { file, sizeBytes, md5Hex, checksums } = await receiveBody(incoming, store.folder.scratch)
  try {
    const facts = { sizeBytes, etag: `"${md5Hex}"`, headers, checksums }
    const object = await commitObject(store, request, facts, mayReplace, () =>
      store.blobs.adopt(file),
    )
    return { status: 200, headers: { etag: object.etag, ...checksumHeaders(checksums) } }
  } finally {
    await removeFile(file)
  }
}

export const getObject: Operation = async (store, { request }) => {
  const object = objectOf(store, request)
  const headers = answerHeaders(request, object)
  if (!isFetchNeeded(request, object)) return { status: 304, headers: validators(headers) }
  const slice = sliceOf(request.headers.get('range'), object.sizeBytes)
  const { start, lengthBytes } = slice ?? { start: 0, lengthBytes: object.sizeBytes }
  headers['content-length'] = String(lengthBytes)
  if (slice !== null) {
    headers['content-range'] = `bytes ${start}-${start + lengthBytes - 1}/${object.sizeBytes}`
    // A checksum of the whole would be taken for one of the part.
    for (const name of Object.keys(headers)) {
      if (name.startsWith('x-amz-checksum-')) delete headers[name]
    }
  }
  const status = slice === null ? 200 : 206
  if (request.method === 'HEAD') return { status, headers }
  const handle = await store.blobs.open(object.blob)
  return { status, headers, slice: { handle, start, lengthBytes } }
}

/** Answers 204 also when there was nothing to delete, as S3 does. */
export const deleteObject: Operation = async (store, { request }) => {
  await removeObject(store, request.bucket, request.key)
  return { status: 204 }
}

function objectOf(store: Store, request: S3Request): StoredObject {
  const object = store.bucket(request.bucket).get(request.key)
  if (object === undefined) throw noSuchKey()
  return object
}

function validators(headers: Record<string, string>): Record<string, string> {
  const { etag = '', 'last-modified': lastModified = '' } = headers
  return { etag, 'last-modified': lastModified }
}
