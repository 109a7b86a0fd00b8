import assert from 'node:assert/strict'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Check } from './check.ts'
import { assertRefused, type Tools } from './tools.ts'

const fiveMiB = Buffer.alloc(5 * 1024 ** 2, '5')

async function begin(s3: Tools) {
  const target = s3.at('joined')
  const command = new CreateMultipartUploadCommand({ ...target, ContentType: 'image/png' })
  const { UploadId } = await s3.client.send(command)
  const upload = { ...target, UploadId }
  return {
    upload,
    part: async (PartNumber: number, Body: Buffer) => {
      const { ETag } = await s3.client.send(new UploadPartCommand({ ...upload, PartNumber, Body }))
      return { PartNumber, ETag }
    },
    complete: (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
      s3.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
    abort: () => s3.client.send(new AbortMultipartUploadCommand(upload)),
  }
}

export const multipartChecks: readonly Check[] = [
  {
    name: 'parts sent in any order and sent again become one object in their own order',
    feature: 'multipart',
    steps: async (s3) => {
      const { part, complete } = await begin(s3)
      const last = await part(2, Buffer.from('the end'))
      await part(1, Buffer.from('replaced'))
      const first = await part(1, fiveMiB)
      assert.equal(await s3.read('joined'), null)
      const { ETag } = await complete([first, last])
      assert.match(ETag ?? '', /^"[0-9a-f]{32}-2"$/)
      const joined = Buffer.concat([fiveMiB, Buffer.from('the end')])
      assert.ok((await s3.read('joined'))?.equals(joined))
      assert.equal((await s3.head('joined')).ContentType, 'image/png')
    },
  },
  {
    name: 'an upload is not completed with a part that was never sent, or out of order',
    feature: 'multipart',
    steps: async (s3) => {
      const { part, complete, abort } = await begin(s3)
      const first = await part(1, fiveMiB)
      const second = await part(2, Buffer.from('2'))
      const wrong = { PartNumber: 1, ETag: second.ETag }
      await assertRefused(complete([wrong]), 400, 'InvalidPart')
      await assertRefused(complete([first, { ...second, PartNumber: 3 }]), 400, 'InvalidPart')
      await assertRefused(complete([second, first]), 400, 'InvalidPartOrder')
      assert.equal(await s3.read('joined'), null)
      await abort()
    },
  },
  {
    name: 'a part under 5 MiB that is not the last is refused at completion',
    feature: 'multipart-size',
    steps: async (s3) => {
      const { part, complete, abort } = await begin(s3)
      const parts = [await part(1, Buffer.from('small')), await part(2, Buffer.from('last'))]
      await assertRefused(complete(parts), 400, 'EntityTooSmall')
      await abort()
    },
  },
  {
    name: 'an aborted upload takes no more parts and becomes no object',
    feature: 'multipart',
    steps: async (s3) => {
      const { part, complete, abort } = await begin(s3)
      const first = await part(1, Buffer.from('x'))
      await abort()
      await assertRefused(part(2, Buffer.from('y')), 404, 'NoSuchUpload')
      await assertRefused(complete([first]), 404, 'NoSuchUpload')
      assert.equal(await s3.read('joined'), null)
    },
  },
  {
    name: 'uploads under way and their parts are listed',
    feature: 'multipart',
    steps: async (s3) => {
      const { upload, part, abort } = await begin(s3)
      const sent = [await part(1, Buffer.from('one')), await part(3, Buffer.from('three'))]
      const { Parts = [] } = await s3.client.send(new ListPartsCommand(upload))
      const listed = Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }))
      assert.deepEqual(listed, sent)
      assert.deepEqual(
        Parts.map((one) => one.Size),
        [3, 5],
      )
      const scope = { Bucket: upload.Bucket, Prefix: s3.folder }
      const ids = async () => {
        const { Uploads } = await s3.client.send(new ListMultipartUploadsCommand(scope))
        return (Uploads ?? []).map((one) => one.UploadId)
      }
      assert.deepEqual(await ids(), [upload.UploadId])
      await abort()
      assert.deepEqual(await ids(), [])
    },
  },
]
