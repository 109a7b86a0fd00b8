import assert from 'node:assert/strict'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Check } from './check.ts'
import { exchange } from './exchange.ts'
import { assertRefused } from './tools.ts'

const quarterMs = 15 * 60_000
const ago = (ms: number) => new Date(Date.now() - ms)

/** Reads through a changed address, and asserts the refusal. */
function refusedRead(
  name: string,
  feature: Check['feature'],
  change: (url: string) => string,
  statuses: readonly number[],
): Check {
  return {
    name,
    feature,
    steps: async (s3) => {
      await s3.put('object', 'secret')
      const received = await exchange(change(await s3.signedRead('object')))
      assert.ok(statuses.includes(received.status), `status ${received.status}`)
      assert.ok(!received.body.includes('secret'))
    },
  }
}

function refusedAnonymous(name: string, method: string, isBucket = false): Check {
  return {
    name,
    feature: 'anonymous',
    steps: async (s3) => {
      await s3.put('object', 'secret')
      const base = new URL(await s3.signedRead('object'))
      if (isBucket) base.pathname = base.pathname.slice(0, base.pathname.indexOf('contract/'))
      base.search = isBucket ? '?list-type=2' : ''
      const body = method === 'PUT' ? { body: 'overwritten' } : {}
      const received = await exchange(base.href, { method, ...body })
      // A store with another side for anonymous requests may not even know the address.
      assert.ok([400, 401, 403, 404].includes(received.status), `status ${received.status}`)
      assert.ok(!received.body.includes('secret'))
      assert.equal((await s3.read('object'))?.toString(), 'secret')
    },
  }
}

export const signatureChecks: readonly Check[] = [
  {
    name: 'a request signed with another secret is refused',
    feature: 'signature',
    steps: async (s3) => {
      const { accessKeyId } = s3.target
      const client = s3.clientWith({ credentials: { accessKeyId, secretAccessKey: 'wrong' } })
      await assertRefused(
        client.send(new PutObjectCommand({ ...s3.at('object'), Body: 'x' })),
        403,
        'SignatureDoesNotMatch',
      )
      assert.equal(await s3.read('object'), null)
    },
  },
  {
    name: 'a request signed with an unknown key is refused',
    feature: 'signature',
    steps: async (s3) => {
      const { secretAccessKey } = s3.target
      const client = s3.clientWith({ credentials: { accessKeyId: 'NOBODY', secretAccessKey } })
      await assertRefused(client.send(new ListObjectsV2Command({ Bucket: s3.target.bucket })), 403)
    },
  },
  {
    name: 'a header changed after signing is refused',
    feature: 'signature',
    steps: async (s3) => {
      const client = s3.clientWith()
      client.middlewareStack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> }
          headers['x-amz-meta-role'] = 'admin'
          return next(args)
        },
        { step: 'finalizeRequest', priority: 'low' },
      )
      const Metadata = { role: 'member' }
      const command = new PutObjectCommand({ ...s3.at('object'), Body: 'x', Metadata })
      await assertRefused(client.send(command), 403)
      assert.equal(await s3.read('object'), null)
    },
  },
  {
    name: 'a body changed after signing is refused and not stored',
    feature: 'signature',
    steps: async (s3) => {
      const client = s3.clientWith()
      client.middlewareStack.add(
        (next) => (args) => {
          const request = args.request as { body: unknown }
          request.body = 'tampered'
          return next(args)
        },
        { step: 'finalizeRequest', priority: 'low' },
      )
      const command = new PutObjectCommand({ ...s3.at('object'), Body: 'original' })
      await assertRefused(client.send(command), 400)
      assert.equal(await s3.read('object'), null)
    },
  },
  {
    name: 'a credential of another region, service or day is refused',
    feature: 'scope',
    steps: async (s3) => {
      await s3.put('object', 'secret')
      const url = await s3.signedRead('object')
      const using = s3.clientWith({ region: 'mars-north-1' })
      for (const changed of [
        await s3.signedRead('object', { using }),
        url.replace('%2Fs3%2F', '%2Fsqs%2F'),
        url.replace(/%2F\d{8}%2F/, '%2F20010101%2F'),
      ]) {
        assert.notEqual(changed, url)
        const received = await exchange(changed)
        assert.ok([400, 403].includes(received.status), `status ${received.status}`)
        assert.ok(!received.body.includes('secret'))
      }
    },
  },
  refusedRead(
    'a parameter of the signature given twice is refused',
    'duplicate-parameters',
    (url) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=60&X-Amz-Expires=600'),
    [400, 403],
  ),
  {
    name: 'a life of no seconds, of more than a week, in words or longer than signed is refused',
    feature: 'expiry',
    steps: async (s3) => {
      const url = await s3.signedRead('object')
      for (const life of ['0', '-1', '604801', 'forever', '', '600']) {
        const changed = url.replace('X-Amz-Expires=60', `X-Amz-Expires=${life}`)
        const { status } = await exchange(changed)
        assert.ok(status === 400 || status === 403, `${life}: status ${status}`)
      }
    },
  },
  {
    name: 'an address is good until its life ends, and refused a second later',
    feature: 'expiry',
    steps: async (s3) => {
      await s3.put('object', 'read me')
      const good = await s3.signedRead('object', { expiresInS: 60, signedAt: ago(30_000) })
      assert.equal((await exchange(good)).body.toString(), 'read me')
      const over = await s3.signedRead('object', { expiresInS: 60, signedAt: ago(61_500) })
      assert.equal((await exchange(over)).status, 403)
    },
  },
  {
    name: 'an expired upload is refused and not stored',
    feature: 'expiry',
    steps: async (s3) => {
      const signedAt = ago(301_500)
      const { url, headers } = await s3.signedUpload('upload', 'late', { signedAt })
      const received = await exchange(url, { method: 'PUT', headers, body: 'late' })
      assert.equal(received.status, 403)
      assert.equal(await s3.read('upload'), null)
    },
  },
  {
    name: 'an address signed in the future is refused',
    feature: 'not-yet-valid',
    steps: async (s3) => {
      await s3.put('object', 'read me')
      const url = await s3.signedRead('object', { signedAt: ago(-4 * quarterMs) })
      assert.equal((await exchange(url)).status, 403)
    },
  },
  {
    name: 'a signed request from a clock 16 minutes off is refused',
    feature: 'expiry',
    steps: async (s3) => {
      for (const systemClockOffset of [-quarterMs - 60_000, quarterMs + 60_000]) {
        const client = s3.clientWith({ systemClockOffset })
        const call = client.send(new GetObjectCommand(s3.at('object')))
        await assertRefused(call, 403, 'RequestTimeTooSkewed')
      }
    },
  },
  refusedAnonymous('an anonymous read is refused', 'GET'),
  refusedAnonymous('an anonymous overwrite is refused', 'PUT'),
  refusedAnonymous('an anonymous delete is refused', 'DELETE'),
  refusedAnonymous('an anonymous listing is refused', 'GET', true),
]
