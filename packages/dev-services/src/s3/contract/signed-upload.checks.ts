import assert from 'node:assert/strict'
import type { Check } from './check.ts'
import { exchange } from './exchange.ts'
import type { Signed, Tools } from './tools.ts'

const body = 'the bytes of a document'

/** Sends the signed upload with a change, and asserts the refusal and that nothing is stored. */
function refusedWhen(
  name: string,
  feature: Check['feature'],
  change: (signed: Signed, s3: Tools) => { signed?: Signed; body?: string; chunked?: boolean },
  statuses: readonly number[] = [403],
): Check {
  return {
    name,
    feature,
    steps: async (s3) => {
      const right = await s3.signedUpload('upload', body)
      const { signed = right, ...sent } = change(right, s3)
      const received = await exchange(signed.url, {
        method: 'PUT',
        headers: signed.headers,
        body,
        ...sent,
      })
      assert.ok(statuses.includes(received.status), `status ${received.status}`)
      assert.equal(await s3.read('upload'), null)
    },
  }
}

const withHeaders = (signed: Signed, headers: Record<string, string>) => ({
  signed: { ...signed, headers: { ...signed.headers, ...headers } },
})
const withUrl = (signed: Signed, url: string) => ({ signed: { ...signed, url } })

export const signedUploadChecks: readonly Check[] = [
  {
    name: 'a presigned upload with exactly its headers is stored and answers the ETag',
    feature: 'signature',
    steps: async (s3) => {
      const { url, headers } = await s3.signedUpload('upload', body)
      const received = await exchange(url, { method: 'PUT', headers, body })
      assert.equal(received.status, 200, received.body.toString())
      assert.match(received.headers.etag ?? '', /^"[0-9a-f]{32}"$/)
      assert.equal((await s3.read('upload'))?.toString(), body)
      assert.equal((await s3.head('upload')).ContentType, 'text/plain')
    },
  },
  refusedWhen('a body one byte longer than signed is refused', 'signed-length', () => ({
    body: `${body}!`,
  })),
  refusedWhen('a body one byte shorter than signed is refused', 'signed-length', () => ({
    body: body.slice(1),
  })),
  refusedWhen(
    'a 3 MB body in place of the signed one is refused with an answer',
    'signed-length',
    () => ({
      body: body.padEnd(3_000_000),
    }),
  ),
  refusedWhen(
    'a body whose length is not told is refused',
    'signed-length',
    () => ({ chunked: true }),
    [403, 411],
  ),
  refusedWhen('another content type than signed is refused', 'signature', (signed) =>
    withHeaders(signed, { 'content-type': 'text/html' }),
  ),
  refusedWhen('another checksum than signed is refused', 'signature', (signed) =>
    withHeaders(signed, { 'x-amz-checksum-sha256': `${'A'.repeat(43)}=` }),
  ),
  refusedWhen(
    'an upload without its signed write-once header is refused',
    'write-once',
    (signed) => {
      const { 'if-none-match': _, ...headers } = signed.headers
      return { signed: { ...signed, headers } }
    },
  ),
  refusedWhen('a header of S3 that was not signed is refused', 'signed-headers-only', (signed) =>
    withHeaders(signed, { 'x-amz-meta-owner': 'somebody else' }),
  ),
  refusedWhen('an added query parameter is refused', 'signature', (signed) =>
    withUrl(signed, `${signed.url}&response-content-type=text%2Fhtml`),
  ),
  refusedWhen('a presigned upload of another key is refused', 'signature', (signed) =>
    withUrl(signed, signed.url.replace('/upload?', '/upload2?')),
  ),
  refusedWhen('a changed signature is refused', 'signature', (signed) =>
    withUrl(
      signed,
      signed.url.replace(
        /(X-Amz-Signature=)(.)/,
        (_, name, digit) => name + (digit === '0' ? '1' : '0'),
      ),
    ),
  ),
  {
    name: 'an address to upload with cannot be used to read or to delete',
    feature: 'signature',
    steps: async (s3) => {
      const { url, headers } = await s3.signedUpload('upload', body)
      await s3.put('upload', 'what is there')
      for (const method of ['GET', 'DELETE']) {
        const received = await exchange(url, { method, headers })
        assert.equal(received.status, 403)
      }
      assert.equal((await s3.read('upload'))?.toString(), 'what is there')
    },
  },
]
