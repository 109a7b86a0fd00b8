import assert from 'node:assert/strict'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import type { Check } from './check.ts'
import { exchange } from './exchange.ts'
import { assertRefused } from './tools.ts'

const digits = '0123456789'

export const readChecks: readonly Check[] = [
  {
    name: 'an object comes back with its bytes, length, type, ETag and user metadata',
    feature: 'read',
    steps: async (s3) => {
      const more = { ContentType: 'image/png', Metadata: { colour: 'blue' } }
      const put = await s3.put('object', digits, more)
      const got = await s3.client.send(new GetObjectCommand(s3.at('object')))
      assert.equal(await got.Body?.transformToString(), digits)
      assert.equal(got.ContentLength, 10)
      assert.equal(got.ContentType, 'image/png')
      assert.equal(got.ETag, put.ETag)
      assert.deepEqual(got.Metadata, { colour: 'blue' })
      const head = await s3.head('object')
      assert.equal(head.ContentLength, 10)
      assert.equal(head.ETag, put.ETag)
    },
  },
  {
    name: 'an empty object is an object',
    feature: 'read',
    steps: async (s3) => {
      await s3.put('object', '')
      assert.equal((await s3.head('object')).ContentLength, 0)
      assert.equal((await s3.read('object'))?.length, 0)
    },
  },
  {
    name: 'what is not there is 404, with its code where there is a body',
    feature: 'read',
    steps: async (s3) => {
      await assertRefused(s3.head('absent'), 404)
      await assertRefused(s3.client.send(new GetObjectCommand(s3.at('absent'))), 404, 'NoSuchKey')
      const elsewhere = { Bucket: 'no-bucket-of-this-name-5b1c', Key: 'absent' }
      await assertRefused(s3.client.send(new GetObjectCommand(elsewhere)), 404, 'NoSuchBucket')
    },
  },
  {
    name: 'a range is answered with its part: from-to, from, the last bytes; past the end 416',
    feature: 'range',
    steps: async (s3) => {
      await s3.put('object', digits)
      const url = await s3.signedRead('object')
      for (const [range, part, place] of [
        ['bytes=2-4', '234', 'bytes 2-4/10'],
        ['bytes=7-', '789', 'bytes 7-9/10'],
        ['bytes=-2', '89', 'bytes 8-9/10'],
        ['bytes=5-999', '56789', 'bytes 5-9/10'],
        ['bytes=-999', digits, 'bytes 0-9/10'],
      ] as const) {
        const received = await exchange(url, { headers: { range } })
        assert.equal(received.status, 206, range)
        assert.equal(received.body.toString(), part, range)
        assert.equal(received.headers['content-range'], place)
      }
      assert.equal((await exchange(url, { headers: { range: 'bytes=10-' } })).status, 416)
    },
  },
  {
    name: 'a download has the name, type and caching that its address signs',
    feature: 'overrides',
    steps: async (s3) => {
      await s3.put('object', digits, { ContentType: 'text/html' })
      const disposition = `attachment; filename="R_sum_.txt"; filename*=UTF-8''R%C3%A9sum%C3%A9.txt`
      const url = await s3.signedRead('object', {
        ResponseContentDisposition: disposition,
        ResponseContentType: 'application/octet-stream',
        ResponseCacheControl: 'private, no-store',
      })
      const { headers, status } = await exchange(url)
      assert.equal(status, 200)
      assert.equal(headers['content-disposition'], disposition)
      assert.equal(headers['content-type'], 'application/octet-stream')
      assert.equal(headers['cache-control'], 'private, no-store')
    },
  },
  {
    name: 'a name or type that was put into the address later is refused',
    feature: 'overrides',
    steps: async (s3) => {
      await s3.put('object', digits)
      const plain = await s3.signedRead('object')
      assert.equal((await exchange(`${plain}&response-content-type=text%2Fhtml`)).status, 403)
      const named = await s3.signedRead('object', { ResponseContentType: 'text/plain' })
      const changed = named.replace('text%2Fplain', 'text%2Fhtml')
      assert.notEqual(changed, named)
      assert.equal((await exchange(changed)).status, 403)
    },
  },
  {
    name: 'a read with a condition answers 304 or 412 when it says so',
    feature: 'conditional-read',
    steps: async (s3) => {
      const { ETag: etag = '' } = await s3.put('object', digits)
      const url = await s3.signedRead('object')
      const statusWith = async (headers: Record<string, string>) =>
        (await exchange(url, { headers })).status
      assert.equal(await statusWith({ 'if-none-match': etag }), 304)
      assert.equal(await statusWith({ 'if-none-match': '"other"' }), 200)
      assert.equal(await statusWith({ 'if-match': '"other"' }), 412)
      assert.equal(await statusWith({ 'if-match': etag }), 200)
    },
  },
]
