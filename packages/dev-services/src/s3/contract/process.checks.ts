import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Check } from './check.ts'

const block = Buffer.alloc(1_000_000, 'worksmart')
const blocks = 200
const maxMemoryBytes = 160 * 1024 ** 2

/** Checks that look at the store's process where it is at hand. */
export const processChecks: readonly Check[] = [
  {
    name: 'what was stored is there after the store was killed and started again',
    feature: 'restart',
    steps: async (s3) => {
      const { ETag } = await s3.put('kept é', 'kept', { Metadata: { by: 'ada' } })
      await s3.put('replaced', 'before')
      await s3.put('replaced', 'after')
      const url = await s3.signedRead('kept é')
      await s3.target.killAndRestart?.()
      const head = await s3.head('kept é')
      assert.deepEqual([head.ETag, head.Metadata], [ETag, { by: 'ada' }])
      assert.equal((await s3.read('replaced'))?.toString(), 'after')
      // Addresses given out before the restart stay good: same port, same keys.
      assert.equal(await (await fetch(url)).text(), 'kept')
    },
  },
  {
    name: 'an object of 200 MB goes in and out, and the store stays under 160 MiB of memory',
    feature: 'large-object',
    steps: async (s3) => {
      const client = s3.clientWith()
      await client.send(
        new PutObjectCommand({
          ...s3.at('large'),
          Body: Readable.from(Array.from({ length: blocks }, () => block)),
          ContentLength: blocks * block.length,
        }),
      )
      const { Body } = await client.send(new GetObjectCommand(s3.at('large')))
      const expected = createHash('md5')
      for (let n = 0; n < blocks; n++) expected.update(block)
      const actual = createHash('md5')
      for await (const bytes of Body as Readable) actual.update(bytes as Buffer)
      assert.equal(actual.digest('hex'), expected.digest('hex'))
      const peakBytes = s3.target.peakMemoryBytes?.() ?? 0
      assert.ok(peakBytes < maxMemoryBytes, `${Math.round(peakBytes / 1e6)} MB at the peak`)
    },
  },
]
