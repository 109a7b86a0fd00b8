import { receiveBody } from './body.ts'
import { checksumHeaders } from './digests.ts'
import { removeFile } from './durable-files.ts'
import { headersToKeep } from './object-headers.ts'
import { invalidArgument, notImplemented } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { Operation } from './store.ts'
import {
  allUploads,
  keepPart,
  makeUpload,
  partsOf,
  removeUpload,
  type Upload,
  uploadOf,
} from './uploads.ts'
import { document } from './xml.ts'

const maxPartNumber = 10_000
const maxPage = 1000

export const createUpload: Operation = async (store, { request }) => {
  const { bucket, key } = request
  store.bucket(bucket)
  const headers = headersToKeep(request)
  const initiated = store.now().toISOString()
  const { id } = await makeUpload(store, { bucket, key, headers, initiated })
  const fields = { Bucket: bucket, Key: key, UploadId: id }
  return { status: 200, document: document('InitiateMultipartUploadResult', fields) }
}

export const uploadPart: Operation = async (store, incoming) => {
  const { request } = incoming
  if (request.headers.has('x-amz-copy-source')) throw notImplemented('UploadPartCopy')
  const partNumber = numberOf(request, 'partNumber', 0)
  if (partNumber < 1 || partNumber > maxPartNumber) {
    throw invalidArgument(`partNumber must be between 1 and ${maxPartNumber}.`)
  }
  await uploadOf(store, request)
  const { file, sizeBytes, md5Hex, checksums } = await receiveBody(incoming, store.folder.scratch)
  try {
    await store.lock.run(lockName(request), async () => {
      // It may have been completed or aborted while the body came in.
      const upload = await uploadOf(store, request)
      const lastModified = store.now().toISOString()
      await keepPart(store, upload, file, { partNumber, sizeBytes, md5Hex, lastModified })
    })
  } finally {
    await removeFile(file)
  }
  return { status: 200, headers: { etag: `"${md5Hex}"`, ...checksumHeaders(checksums) } }
}

export const abortUpload: Operation = async (store, { request }) => {
  await store.lock.run(lockName(request), async () => {
    await removeUpload(store, await uploadOf(store, request))
  })
  return { status: 204 }
}

export const listParts: Operation = async (store, { request }) => {
  const upload = await uploadOf(store, request)
  const marker = numberOf(request, 'part-number-marker', 0)
  const maxParts = Math.min(numberOf(request, 'max-parts', maxPage), maxPage)
  const after = (await partsOf(store, upload)).filter((part) => part.partNumber > marker)
  const parts = after.slice(0, maxParts)
  const fields = {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.id,
    PartNumberMarker: marker,
    NextPartNumberMarker: parts.at(-1)?.partNumber,
    MaxParts: maxParts,
    IsTruncated: after.length > parts.length,
    Part: parts.map((part) => ({
      PartNumber: part.partNumber,
      LastModified: part.lastModified,
      ETag: `"${part.md5Hex}"`,
      Size: part.sizeBytes,
    })),
  }
  return { status: 200, document: document('ListPartsResult', fields) }
}

export const listUploads: Operation = async (store, { request }) => {
  store.bucket(request.bucket)
  if (request.param('delimiter')) throw notImplemented('a delimiter for multipart uploads')
  const prefix = request.param('prefix') ?? ''
  const keyMarker = request.param('key-marker') ?? ''
  const idMarker = request.param('upload-id-marker') ?? ''
  const maxUploads = Math.min(numberOf(request, 'max-uploads', maxPage), maxPage)
  const place = (key: string, id: string) => `${key}\0${id}`
  const from = keyMarker === '' ? '' : place(keyMarker, idMarker === '' ? '\uffff' : idMarker)
  const after = (await allUploads(store, request.bucket))
    .filter((one) => one.key.startsWith(prefix) && place(one.key, one.id) > from)
    .sort((a, b) => (place(a.key, a.id) < place(b.key, b.id) ? -1 : 1))
  const uploads = after.slice(0, maxUploads)
  const isTruncated = after.length > uploads.length
  const fields = {
    Bucket: request.bucket,
    Prefix: prefix,
    KeyMarker: keyMarker,
    UploadIdMarker: idMarker,
    NextKeyMarker: isTruncated ? uploads.at(-1)?.key : undefined,
    NextUploadIdMarker: isTruncated ? uploads.at(-1)?.id : undefined,
    MaxUploads: maxUploads,
    IsTruncated: isTruncated,
    Upload: uploads.map((one: Upload) => ({
      Key: one.key,
      UploadId: one.id,
      Initiated: one.initiated,
      StorageClass: 'STANDARD',
    })),
  }
  return { status: 200, document: document('ListMultipartUploadsResult', fields) }
}

/** Parts, completion and abortion of one upload go one after the other. */
export function lockName(request: S3Request): string {
  return `upload ${request.param('uploadId')}`
}

function numberOf(request: S3Request, name: string, whenAbsent: number): number {
  const text = request.param(name)
  if (text === undefined) return whenAbsent
  if (!/^\d{1,9}$/.test(text)) throw invalidArgument(`${name} is not a number.`)
  return Number(text)
}
