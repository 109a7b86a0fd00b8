import assert from 'node:assert/strict'
import type { Check } from './check.ts'
import { exchange } from './exchange.ts'

const stranger = 'https://stranger.example'
const asked = {
  'access-control-request-method': 'PUT',
  'access-control-request-headers': 'content-type,if-none-match,x-amz-checksum-sha256',
}

export const corsChecks: readonly Check[] = [
  {
    name: 'a page of the allowed origin may upload: the preflight says so',
    feature: 'cors',
    steps: async (s3) => {
      const origin = s3.target.allowedOrigin ?? ''
      const { url } = await s3.signedUpload('upload', 'x')
      const received = await exchange(url, { method: 'OPTIONS', headers: { origin, ...asked } })
      assert.equal(received.status, 200)
      const { headers } = received
      assert.equal(headers['access-control-allow-origin'], origin)
      assert.match(headers['access-control-allow-methods'] ?? '', /\bPUT\b/)
      const allowed = (headers['access-control-allow-headers'] ?? '').toLowerCase()
      for (const name of asked['access-control-request-headers'].split(',')) {
        assert.ok(allowed.includes(name), `${name} is not allowed`)
      }
    },
  },
  {
    name: 'a page of another origin may not upload, and cannot read an answer',
    feature: 'cors',
    steps: async (s3) => {
      const { url } = await s3.signedUpload('upload', 'x')
      for (const origin of [stranger, `${s3.target.allowedOrigin}.example`, 'null']) {
        const received = await exchange(url, { method: 'OPTIONS', headers: { origin, ...asked } })
        assert.equal(received.headers['access-control-allow-origin'], undefined)
        await s3.put('object', 'x')
        const answer = await exchange(await s3.signedRead('object'), { headers: { origin } })
        assert.equal(answer.headers['access-control-allow-origin'], undefined)
      }
    },
  },
  {
    name: 'the page can read the ETag of its upload',
    feature: 'cors',
    steps: async (s3) => {
      const origin = s3.target.allowedOrigin ?? ''
      const { url, headers } = await s3.signedUpload('upload', 'x')
      const sent = { method: 'PUT', body: 'x', headers: { ...headers, origin } }
      const received = await exchange(url, sent)
      assert.equal(received.status, 200)
      assert.equal(received.headers['access-control-allow-origin'], origin)
      assert.match(received.headers['access-control-expose-headers'] ?? '', /etag/i)
    },
  },
  {
    name: 'the page can read the status of a refusal',
    feature: 'cors-on-refusal',
    steps: async (s3) => {
      const origin = s3.target.allowedOrigin ?? ''
      const { url, headers } = await s3.signedUpload('upload', 'x')
      const sent = { method: 'PUT', body: 'longer', headers: { ...headers, origin } }
      const received = await exchange(url, sent)
      assert.equal(received.status, 403)
      assert.equal(received.headers['access-control-allow-origin'], origin)
    },
  },
]
