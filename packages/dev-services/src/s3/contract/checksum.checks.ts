import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import type { Check } from './check.ts'
import { assertRefused, type Tools } from './tools.ts'

const body = 'the bytes of a document'
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

function refusedWith(
  name: string,
  feature: Check['feature'],
  wrong: Partial<PutObjectCommandInput>,
): Check {
  return {
    name,
    feature,
    steps: async (s3) => {
      await s3.put('object', 'what was there')
      await assertRefused(s3.put('object', body, wrong), 400)
      assert.equal((await s3.read('object'))?.toString(), 'what was there')
    },
  }
}

/** An upload framed as aws-chunked with this trailer, as SDKs send streams. */
function sendFramed(s3: Tools, trailer: string) {
  const size = body.length.toString(16)
  const framed = `${size}\r\n${body}\r\n0\r\nx-amz-checksum-crc32:${trailer}\r\n\r\n`
  const client = s3.clientWith()
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { headers: Record<string, string> }
      Object.assign(request.headers, {
        'content-encoding': 'aws-chunked',
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': String(body.length),
        'x-amz-trailer': 'x-amz-checksum-crc32',
      })
      return next(args)
    },
    { step: 'build', priority: 'low' },
  )
  return client.send(new PutObjectCommand({ ...s3.at('object'), Body: framed }))
}

export const checksumChecks: readonly Check[] = [
  refusedWith('a body without the SHA-256 it was said to have is refused', 'sha256', {
    ChecksumSHA256: sha256('another body'),
  }),
  refusedWith('a body without the CRC32 it was said to have is refused', 'crc32', {
    ChecksumCRC32: 'AAAAAA==',
  }),
  refusedWith('a body without the MD5 it was said to have is refused', 'md5', {
    ContentMD5: createHash('md5').update('another body').digest('base64'),
  }),
  {
    name: 'the SHA-256 of an upload can be asked for later, and of its copy',
    feature: 'checksum-mode',
    steps: async (s3) => {
      await s3.put('object', body, { ChecksumSHA256: sha256(body) })
      const command = new HeadObjectCommand({ ...s3.at('object'), ChecksumMode: 'ENABLED' })
      assert.equal((await s3.client.send(command)).ChecksumSHA256, sha256(body))
      assert.equal((await s3.head('object')).ChecksumSHA256, undefined)
    },
  },
  {
    name: 'a stream with a trailing checksum is stored without its framing',
    feature: 'trailers',
    steps: async (s3) => {
      const client = s3.clientWith({
        requestChecksumCalculation: 'WHEN_SUPPORTED',
        responseChecksumValidation: 'WHEN_SUPPORTED',
      })
      const Body = Readable.from([Buffer.from(body.slice(0, 9)), Buffer.from(body.slice(9))])
      await client.send(
        new PutObjectCommand({ ...s3.at('object'), Body, ContentLength: body.length }),
      )
      const got = await client.send(new GetObjectCommand(s3.at('object')))
      assert.equal(await got.Body?.transformToString(), body)
      assert.equal(got.ContentEncoding, undefined)
    },
  },
  {
    name: 'a trailing checksum that does not fit is refused and nothing is stored',
    feature: 'trailers',
    steps: async (s3) => {
      await assertRefused(sendFramed(s3, 'AAAAAA=='), 400)
      assert.equal(await s3.read('object'), null)
    },
  },
]
