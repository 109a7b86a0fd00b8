// The object storage. The only file that holds an S3 client or builds a key: bytes go straight
// between browser and storage, and the api signs, looks and copies.

import { createHash } from 'node:crypto'
import { addAbortSignal, type Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { documentTypes, inlineTypes } from '@worksmart/types/document-types'
import { silenceSdkNotice } from '../env-storage.ts'
import { contentDisposition } from './content-disposition.ts'
import { callStorage, statusOf } from './storage-call.ts'

export type StorageSettings = {
  /** Null is the address of AWS for the region. */
  endpoint: string | null
  /** What a browser reaches, when that is another address; the host is part of the signature. */
  publicEndpoint: string | null
  region: string
  bucket: string
  /** Null takes what the machine offers, such as the role of an instance. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
  forcePathStyle: boolean
  /** For one call, in ms; a copy and a hash may take ten times as long. */
  timeoutMs: number
}

/** A file on its way: under `pending/` only the browser writes, under `documents/` only the api. */
export type UploadRef = { workspaceId: string; uploadId: string }
export type DocumentRef = { workspaceId: string; documentId: string }

export type Signed = { url: string; expiresAt: Date }
export type ObjectKind = 'pending' | 'documents'
export type ListedObject = {
  key: string
  /** Null when the key is not one that the api makes. */
  ref: { workspaceId: string; id: string } | null
  sizeBytes: number
  modifiedAt: Date
}

export type Storage = ReturnType<typeof makeStorage>

/** Where a document's bytes lie. It leaves the api only towards the database and the storage. */
export function documentKey({ workspaceId, documentId }: DocumentRef): string {
  return `documents/${workspaceId}/${documentId}`
}

export function pendingKey({ workspaceId, uploadId }: UploadRef): string {
  return `pending/${workspaceId}/${uploadId}`
}

// Exactly these are signed, so that the storage itself enforces size, type, content and write-once.
const signedOnPut = new Set([
  'host',
  'content-type',
  'content-length',
  'if-none-match',
  'x-amz-checksum-sha256',
])
const downloadS = 60
const accepted: readonly string[] = Object.values(documentTypes)

/** Throws `AppError` 503 with a code of `storage.*`; absent objects are null and no error. */
export function makeStorage(settings: StorageSettings, now: () => Date = () => new Date()) {
  const { bucket: Bucket, timeoutMs } = settings
  silenceSdkNotice()
  const clientFor = (endpoint: string | null) =>
    new S3Client({
      region: settings.region,
      forcePathStyle: settings.forcePathStyle,
      ...(endpoint ? { endpoint } : {}),
      ...(settings.credentials ? { credentials: settings.credentials } : {}),
      // Else the checksum of an empty body is signed, and download addresses carry a mode of their own.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 3,
    })
  const client = clientFor(settings.endpoint)
  const publicClient = settings.publicEndpoint ? clientFor(settings.publicEndpoint) : client

  const head = (Key: string) =>
    orNull(
      callStorage(timeoutMs, (abortSignal) =>
        client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }), {
          abortSignal,
        }),
      ),
    )
  const remove = (Key: string) =>
    callStorage(timeoutMs, (abortSignal) =>
      client.send(new DeleteObjectCommand({ Bucket, Key }), { abortSignal }),
    )
  const get = (ref: DocumentRef, limitMs: number, Range: string | undefined) =>
    callStorage(limitMs, async (abortSignal) => {
      const Key = documentKey(ref)
      const command = new GetObjectCommand({ Bucket, Key, ...(Range ? { Range } : {}) })
      const { Body } = await client.send(command, { abortSignal })
      const hash = createHash('sha256')
      const chunks: Buffer[] = []
      for await (const chunk of Body as Readable) {
        hash.update(chunk as Buffer)
        if (Range) chunks.push(chunk as Buffer)
      }
      return { sha256: hash.digest('hex'), bytes: Buffer.concat(chunks) }
    })

  return {
    /** The address that takes exactly this file, once, and the headers to send. */
    async signUpload(
      file: UploadRef & { mime: string; sizeBytes: number; sha256: string },
      lifeS: number,
    ): Promise<Signed & { headers: Record<string, string> }> {
      const checksum = Buffer.from(file.sha256, 'hex').toString('base64')
      const signingDate = now()
      const url = await getSignedUrl(
        publicClient,
        new PutObjectCommand({
          Bucket,
          Key: pendingKey(file),
          ContentType: file.mime,
          ContentLength: file.sizeBytes,
          ChecksumSHA256: checksum,
          IfNoneMatch: '*',
        }),
        {
          expiresIn: lifeS,
          signingDate,
          signableHeaders: signedOnPut,
          unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
        },
      )
      return {
        url,
        // The browser sets content-length by itself and lets no script do it.
        headers: {
          'content-type': file.mime,
          'if-none-match': '*',
          'x-amz-checksum-sha256': checksum,
        },
        expiresAt: endOf(signingDate, lifeS),
      }
    },

    /** An address of `lifeS` seconds. Storage cannot say `nosniff`, so the type has to be harmless. */
    async signDownload(
      file: DocumentRef & { name: string; mime: string },
      isInline: boolean,
      lifeS: number = downloadS,
    ): Promise<Signed> {
      const kind = isInline && inlineTypes.includes(file.mime) ? 'inline' : 'attachment'
      const signingDate = now()
      const url = await getSignedUrl(
        publicClient,
        new GetObjectCommand({
          Bucket,
          Key: documentKey(file),
          ResponseContentDisposition: contentDisposition(kind, file.name),
          ResponseContentType: servedType(file.mime),
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: lifeS, signingDate },
      )
      return { url, expiresAt: endOf(signingDate, lifeS) }
    },

    /** What the browser has uploaded so far; null when it is not there. */
    async findUpload(ref: UploadRef) {
      const found = await head(pendingKey(ref))
      if (!found?.ETag) return null
      return { sizeBytes: found.ContentLength ?? 0, mime: found.ContentType, etag: found.ETag }
    },

    /** Copies what was uploaded to where no client can write; only the object with this tag. */
    async keepUpload(
      ref: UploadRef & DocumentRef,
      etag: string,
      mime: string,
    ): Promise<'kept' | 'gone' | 'changed'> {
      const command = new CopyObjectCommand({
        Bucket,
        Key: documentKey(ref),
        CopySource: `${Bucket}/${pendingKey(ref)}`,
        CopySourceIfMatch: etag,
        MetadataDirective: 'REPLACE',
        ContentType: mime,
        ChecksumAlgorithm: 'SHA256',
      })
      try {
        await callStorage(timeoutMs * 10, (abortSignal) => client.send(command, { abortSignal }))
        return 'kept'
      } catch (error) {
        const status = statusOf(error)
        if (status === 404) return 'gone'
        if (status === 409 || status === 412) return 'changed'
        throw error
      }
    },

    /**
     * `sha256` (hex) and `etag` (as the header has it, quotes included) are null where the storage
     * keeps none; null when there is no object.
     */
    async findDocument(ref: DocumentRef) {
      const found = await head(documentKey(ref))
      if (!found) return null
      const sha256 = found.ChecksumSHA256
        ? Buffer.from(found.ChecksumSHA256, 'base64').toString('hex')
        : null
      return { sizeBytes: found.ContentLength ?? 0, sha256, etag: found.ETag ?? null }
    },

    /** SHA-256 in hex of the whole object, streamed: only for storage that does not say it. */
    async hashDocument(ref: DocumentRef): Promise<string> {
      return (await get(ref, timeoutMs * 10, undefined)).sha256
    },

    /** The first bytes of a document that has at least one byte. */
    async readStart(ref: DocumentRef, length: number): Promise<Buffer> {
      return (await get(ref, timeoutMs, `bytes=0-${length - 1}`)).bytes
    },

    /**
     * The whole object as it comes, for as long as the signal allows; only for its first byte there
     * is a limit here.
     */
    async openDocument(ref: DocumentRef, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
      const command = new GetObjectCommand({ Bucket, Key: documentKey(ref) })
      const { Body } = await callStorage(timeoutMs, (late) =>
        client.send(command, { abortSignal: AbortSignal.any([late, signal]) }),
      )
      return addAbortSignal(signal, Body as Readable)
    },

    /** Removing what is not there is no error. */
    async removeUpload(ref: UploadRef): Promise<void> {
      await remove(pendingKey(ref))
    },

    async removeDocument(ref: DocumentRef): Promise<void> {
      await remove(documentKey(ref))
    },

    /** The same by a key that `list` gave. */
    async removeListed({ key }: ListedObject): Promise<void> {
      await remove(key)
    },

    /** Objects in the order of their keys, at most `limit`, after this key. */
    async list(kind: ObjectKind, after: string | null, limit: number): Promise<ListedObject[]> {
      const command = new ListObjectsV2Command({
        Bucket,
        Prefix: `${kind}/`,
        MaxKeys: limit,
        ...(after === null ? {} : { StartAfter: after }),
      })
      const page = await callStorage(timeoutMs, (abortSignal) =>
        client.send(command, { abortSignal }),
      )
      return (page.Contents ?? []).map(({ Key = '', Size = 0, LastModified = now() }) => ({
        key: Key,
        ref: refOf(kind, Key),
        sizeBytes: Size,
        modifiedAt: LastModified,
      }))
    },

    /** Throws when the bucket does not answer in time. */
    async check(limitMs: number): Promise<void> {
      await callStorage(limitMs, (abortSignal) =>
        client.send(new HeadBucketCommand({ Bucket }), { abortSignal }),
      )
    },

    close(): void {
      client.destroy()
      publicClient.destroy()
    },
  }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}

function endOf(start: Date, lifeS: number): Date {
  return new Date(start.getTime() + lifeS * 1000)
}

// What is not on the list, however it came there, is bytes to be saved and nothing else.
function servedType(mime: string): string {
  if (!accepted.includes(mime)) return 'application/octet-stream'
  return mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ours = new RegExp(`^(pending|documents)/(${uuid})/(${uuid})$`)

function refOf(kind: ObjectKind, key: string): ListedObject['ref'] {
  const [, where, workspaceId, id] = ours.exec(key) ?? []
  return where === kind && workspaceId && id ? { workspaceId, id } : null
}
