import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Target } from './check.ts'

/** A presigned address and the headers that its signature covers. */
export interface Signed {
  url: string
  headers: Record<string, string>
}

interface When {
  expiresInS?: number
  signedAt?: Date
}

export type Tools = ReturnType<typeof makeTools>

/** What the checks use: the official SDK set as the product sets it, on keys of their own. */
export function makeTools(target: Target) {
  const folder = `contract/${randomUUID()}/`
  const clients: S3Client[] = []
  const clientWith = (config: S3ClientConfig = {}) => {
    const client = new S3Client({
      endpoint: target.endpoint,
      region: target.region,
      credentials: target,
      forcePathStyle: target.forcePathStyle,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 1,
      ...config,
    })
    clients.push(client)
    return client
  }
  const client = clientWith()
  const isWriteOnce = !target.lacks.has('write-once')
  const at = (name: string) => ({ Bucket: target.bucket, Key: folder + name })

  return {
    target,
    folder,
    client,
    clientWith,
    at,

    put: (name: string, body: Buffer | string, more: Partial<PutObjectCommandInput> = {}) =>
      client.send(
        new PutObjectCommand({
          ...at(name),
          Body: body,
          ContentLength: Buffer.byteLength(body),
          ...more,
        }),
      ),

    /** The bytes, or null when there is no object. */
    read: async (name: string): Promise<Buffer | null> => {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(name)))
        return Buffer.from((await Body?.transformToByteArray()) ?? [])
      } catch (error) {
        if (statusOf(error) === 404) return null
        throw error
      }
    },

    head: (name: string) => client.send(new HeadObjectCommand(at(name))),

    /** The upload of the product: exact length, type, hash and write-once are signed. */
    signedUpload: async (
      name: string,
      body: Buffer | string,
      { expiresInS = 300, signedAt, using = client }: When & { using?: S3Client } = {},
    ): Promise<Signed> => {
      const checksum = createHash('sha256').update(body).digest('base64')
      const command = new PutObjectCommand({
        ...at(name),
        ContentType: 'text/plain',
        ContentLength: Buffer.byteLength(body),
        ChecksumSHA256: checksum,
        ...(isWriteOnce && { IfNoneMatch: '*' }),
      })
      const headers: Record<string, string> = {
        'content-type': 'text/plain',
        ...(isWriteOnce && { 'if-none-match': '*' }),
        'x-amz-checksum-sha256': checksum,
      }
      const url = await getSignedUrl(using, command, {
        expiresIn: expiresInS,
        ...(signedAt && { signingDate: signedAt }),
        signableHeaders: new Set(['host', 'content-length', ...Object.keys(headers)]),
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      })
      return { url, headers }
    },

    /** An address to read with. */
    signedRead: (
      name: string,
      more: Partial<GetObjectCommandInput> & When & { using?: S3Client } = {},
    ): Promise<string> => {
      const { expiresInS = 60, signedAt, using = client, ...input } = more
      return getSignedUrl(using, new GetObjectCommand({ ...at(name), ...input }), {
        expiresIn: expiresInS,
        ...(signedAt && { signingDate: signedAt }),
      })
    },

    /** Removes every object that the check left, and closes its connections. */
    clean: async () => {
      for (;;) {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: target.bucket, Prefix: folder }),
        )
        for (const { Key } of page.Contents ?? []) {
          await client.send(new DeleteObjectCommand({ Bucket: target.bucket, Key }))
        }
        if (!page.IsTruncated) break
      }
      for (const one of clients) one.destroy()
    },
  }
}

/** The HTTP status of an error of the SDK; errors that are none are thrown on. */
export function statusOf(error: unknown): number {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
  if (status === undefined) throw error
  return status
}

/** Asserts that the call is refused with this status, and with this code when one is given. */
export async function assertRefused(call: Promise<unknown>, status: number, code?: string) {
  const error = await call.then(
    () => assert.fail(`was accepted, not refused with ${status}`),
    (reason: unknown) => reason,
  )
  if (error instanceof assert.AssertionError) throw error
  assert.equal(statusOf(error), status)
  if (code !== undefined) assert.equal((error as Error).name, code)
}
