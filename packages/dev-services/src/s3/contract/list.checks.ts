import assert from 'node:assert/strict'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3'
import type { Check } from './check.ts'
import { assertRefused, type Tools } from './tools.ts'

/** Every key and common prefix, page by page, without the folder of the check. */
async function walk(s3: Tools, more: Partial<ListObjectsV2CommandInput>) {
  const { Bucket } = s3.at('')
  const found: string[] = []
  let token: string | undefined
  do {
    const page = await s3.client.send(
      new ListObjectsV2Command({ Bucket, Prefix: s3.folder, ...more, ContinuationToken: token }),
    )
    assert.ok((page.KeyCount ?? 0) <= (more.MaxKeys ?? 1000))
    for (const { Key = '' } of page.Contents ?? []) found.push(Key.slice(s3.folder.length))
    for (const { Prefix = '' } of page.CommonPrefixes ?? []) {
      found.push(Prefix.slice(s3.folder.length))
    }
    token = page.NextContinuationToken
    assert.equal(page.IsTruncated, token !== undefined)
  } while (token !== undefined)
  return found
}

const copyOf = (s3: Tools, from: string, to: string) => {
  const { Bucket, Key } = s3.at(from)
  return {
    ...s3.at(to),
    CopySource: `${Bucket}/${Key.split('/').map(encodeURIComponent).join('/')}`,
  }
}

export const listChecks: readonly Check[] = [
  {
    name: 'a listing is in the order of the UTF-8 bytes, and of its prefix alone',
    feature: 'list',
    steps: async (s3) => {
      const names = ['A', 'B', 'a', 'a/1', 'b', 'é', '中', '\uff5e', '😀']
      for (const name of [...names].reverse()) await s3.put(name, name)
      assert.deepEqual(await walk(s3, {}), names)
      assert.deepEqual(await walk(s3, { Prefix: `${s3.folder}a` }), ['a', 'a/1'])
    },
  },
  {
    name: 'paging visits every key exactly once, whatever the page',
    feature: 'list',
    steps: async (s3) => {
      const names = Array.from({ length: 7 }, (_, n) => `key-${n}`)
      for (const name of names) await s3.put(name, name)
      for (const MaxKeys of [1, 2, 3, 7, 8]) assert.deepEqual(await walk(s3, { MaxKeys }), names)
      const after = { StartAfter: `${s3.folder}key-4` }
      assert.deepEqual(await walk(s3, after), ['key-5', 'key-6'])
    },
  },
  {
    name: 'a delimiter gathers keys into common prefixes, over pages too',
    feature: 'list',
    steps: async (s3) => {
      for (const name of ['a', 'b/1', 'b/2', 'b/c/3', 'd/4', 'e']) await s3.put(name, name)
      for (const MaxKeys of [1, 2, 1000]) {
        const found = await walk(s3, { Delimiter: '/', MaxKeys })
        assert.deepEqual([...found].sort(), ['a', 'b/', 'd/', 'e'])
      }
    },
  },
  {
    name: 'a delete is done once and fine twice',
    feature: 'list',
    steps: async (s3) => {
      await s3.put('object', 'x')
      for (let time = 0; time < 2; time++) {
        const { $metadata } = await s3.client.send(new DeleteObjectCommand(s3.at('object')))
        assert.equal($metadata.httpStatusCode, 204)
      }
      assert.equal(await s3.read('object'), null)
    },
  },
  {
    name: 'a bulk delete removes what it names, absent keys included, and nothing else',
    feature: 'bulk-delete',
    steps: async (s3) => {
      const names = ['one', 'two & <three>', 'vier é']
      for (const name of [...names, 'stays']) await s3.put(name, name)
      const { Bucket } = s3.at('')
      const Objects = [...names, 'absent'].map((name) => ({ Key: s3.at(name).Key }))
      const done = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
      assert.equal(done.Deleted?.length, 4)
      assert.equal(done.Errors?.length ?? 0, 0)
      assert.deepEqual(await walk(s3, {}), ['stays'])
    },
  },
]

export const copyChecks: readonly Check[] = [
  {
    name: 'a copy has the bytes and the facts of its source, or new facts when asked',
    feature: 'copy',
    steps: async (s3) => {
      const facts = { ContentType: 'text/plain', Metadata: { by: 'ada' } }
      const { ETag } = await s3.put('a source é', 'bytes', facts)
      const copied = await s3.client.send(new CopyObjectCommand(copyOf(s3, 'a source é', 'copy')))
      assert.equal(copied.CopyObjectResult?.ETag, ETag)
      const same = await s3.client.send(new GetObjectCommand(s3.at('copy')))
      assert.equal(await same.Body?.transformToString(), 'bytes')
      assert.deepEqual([same.ContentType, same.Metadata], ['text/plain', { by: 'ada' }])
      await s3.client.send(
        new CopyObjectCommand({
          ...copyOf(s3, 'a source é', 'other'),
          MetadataDirective: 'REPLACE',
          ContentType: 'image/gif',
        }),
      )
      const other = await s3.head('other')
      assert.deepEqual([other.ContentType, other.Metadata ?? {}], ['image/gif', {}])
    },
  },
  {
    name: 'a copy outlives its source',
    feature: 'copy',
    steps: async (s3) => {
      await s3.put('source', 'first')
      await s3.client.send(new CopyObjectCommand(copyOf(s3, 'source', 'copy')))
      await s3.put('source', 'second')
      await s3.client.send(new DeleteObjectCommand(s3.at('source')))
      assert.equal((await s3.read('copy'))?.toString(), 'first')
    },
  },
  {
    name: 'a copy is made only of the source that was checked',
    feature: 'copy',
    steps: async (s3) => {
      const { ETag } = await s3.put('source', 'checked')
      await s3.put('source', 'replaced meanwhile')
      const command = { ...copyOf(s3, 'source', 'copy'), CopySourceIfMatch: ETag }
      await assertRefused(s3.client.send(new CopyObjectCommand(command)), 412, 'PreconditionFailed')
      assert.equal(await s3.read('copy'), null)
      const absent = new CopyObjectCommand(copyOf(s3, 'absent', 'copy'))
      await assertRefused(s3.client.send(absent), 404, 'NoSuchKey')
    },
  },
]
