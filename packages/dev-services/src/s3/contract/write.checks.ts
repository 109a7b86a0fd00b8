import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { Check } from './check.ts'
import { exchange } from './exchange.ts'
import { assertRefused, statusOf } from './tools.ts'

export const conditionalWriteChecks: readonly Check[] = [
  {
    name: 'an address to upload with works once: the second use is 412 and changes nothing',
    feature: 'write-once',
    steps: async (s3) => {
      const { url, headers } = await s3.signedUpload('upload', 'first')
      assert.equal((await exchange(url, { method: 'PUT', headers, body: 'first' })).status, 200)
      assert.equal((await exchange(url, { method: 'PUT', headers, body: 'first' })).status, 412)
      await assertRefused(s3.put('upload', 'other', { IfNoneMatch: '*' }), 412)
      assert.equal((await s3.read('upload'))?.toString(), 'first')
    },
  },
  {
    name: 'of 20 write-once uploads at the same time exactly one is stored',
    feature: 'write-once',
    steps: async (s3) => {
      const bodies = Array.from({ length: 20 }, (_, n) => `writer ${n}`)
      const statuses = await Promise.all(
        bodies.map((body) =>
          s3.put('object', body, { IfNoneMatch: '*' }).then(() => 200, statusOf),
        ),
      )
      assert.equal(statuses.filter((status) => status === 200).length, 1)
      assert.ok(statuses.every((status) => [200, 409, 412].includes(status)))
      const winner = bodies[statuses.indexOf(200)]
      assert.equal((await s3.read('object'))?.toString(), winner)
    },
  },
  {
    name: 'a write that names the ETag it replaces replaces nothing else',
    feature: 'if-match-write',
    steps: async (s3) => {
      const { ETag: first } = await s3.put('object', 'first')
      await s3.put('object', 'second', { IfMatch: first })
      await assertRefused(s3.put('object', 'third', { IfMatch: first }), 412)
      assert.equal((await s3.read('object'))?.toString(), 'second')
    },
  },
]

export const keyChecks: readonly Check[] = [
  {
    name: 'keys in any script, with spaces, dots and signs stay apart and come back',
    feature: 'keys',
    steps: async (s3) => {
      const names = [
        'Ärger & Öl (1).pdf',
        "it's 100% <new>+plus=equals?&#.txt",
        'отчёт/годовой.docx',
        '報告書 😀.xlsx',
        'case',
        'CASE',
        'caf\u00e9',
        'cafe\u0301',
        'dots/a..b/...c',
        'double//slash',
        'tilde~star*bang!',
      ]
      for (const name of names) await s3.put(name, name)
      for (const name of names) {
        assert.equal((await s3.read(name))?.toString(), name)
        assert.equal((await exchange(await s3.signedRead(name))).body.toString(), name)
      }
      const scope = { Bucket: s3.target.bucket, Prefix: s3.folder }
      const { Contents = [] } = await s3.client.send(new ListObjectsV2Command(scope))
      const listed = Contents.map(({ Key = '' }) => Key.slice(s3.folder.length))
      assert.deepEqual(new Set(listed), new Set(names))
    },
  },
  {
    name: 'keys of 270 bytes and more that differ in the last are two objects',
    feature: 'keys',
    steps: async (s3) => {
      for (const length of [270, 900]) {
        const name = 'k'.repeat(length - s3.folder.length - 1)
        await s3.put(`${name}1`, 'one')
        await s3.put(`${name}2`, 'two')
        assert.equal((await s3.read(`${name}1`))?.toString(), 'one')
        assert.equal((await s3.read(`${name}2`))?.toString(), 'two')
      }
    },
  },
]

export const concurrencyChecks: readonly Check[] = [
  {
    name: 'a reader never sees parts of two writes: 20 writers, one reader',
    feature: 'concurrency',
    steps: async (s3) => {
      const bodies = Array.from({ length: 20 }, (_, n) => Buffer.alloc(300_000, `${n % 10}`))
      await s3.put('object', bodies[0] ?? '')
      let isWriting = true
      let reads = 0
      const reading = (async () => {
        while (isWriting || reads < 5) {
          const body = await s3.read('object')
          assert.ok(body?.equals(Buffer.alloc(300_000, body.subarray(0, 1))), 'a torn body')
          reads++
        }
      })()
      const writing = Promise.all(bodies.map((body) => s3.put('object', body))).finally(() => {
        isWriting = false
      })
      await Promise.all([reading, writing])
    },
  },
  {
    name: 'of 200 uploads at the same time each is stored',
    feature: 'concurrency',
    steps: async (s3) => {
      const names = Array.from({ length: 200 }, (_, n) => `parallel-${n}`)
      await Promise.all(names.map((name) => s3.put(name, name)))
      for (const name of names) assert.equal((await s3.read(name))?.toString(), name)
    },
  },
  {
    name: 'an upload that breaks off leaves what was there, and nothing where nothing was',
    feature: 'aborted-upload',
    steps: async (s3) => {
      await s3.put('object', 'what was there')
      const body = randomBytes(500_000)
      for (const name of ['object', 'absent']) {
        const { url, headers } = await s3.signedUpload(name, body)
        const { 'if-none-match': _, ...rest } = headers
        const sent = { method: 'PUT', body: body.subarray(0, 400_000), cut: true }
        const length = { 'content-length': String(body.length) }
        const signed = name === 'object' ? rest : headers
        const end = exchange(url, { ...sent, headers: { ...signed, ...length } })
        await assert.rejects(end)
      }
      assert.equal(await s3.read('absent'), null)
      assert.equal((await s3.read('object'))?.toString(), 'what was there')
    },
  },
]
