// The service analyses the very bytes that the api looked at: their tag goes with the question.

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { DocumentAnalysis } from '@worksmart/types/analysis'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeInference } from '../src/ai/inference-client.ts'
import { documentKey } from '../src/storage/storage.ts'
import { createDocumentsApp, type DocumentsApp } from './documents-app.ts'
import { type FakeInference, send, startFakeInference } from './fake-inference.ts'

let t: DocumentsApp
let fake: FakeInference
let client: S3Client
beforeAll(async () => {
  fake = await startFakeInference()
  const inference = makeInference({
    place: fake.place,
    clock: () => performance.now(),
    random: () => 0.5,
    checkRequests: true,
  })
  t = await createDocumentsApp({ adminUrl: inject('adminUrl'), override: () => ({ inference }) })
  const { endpoint, region, credentials, forcePathStyle } = t.settings
  client = new S3Client({
    endpoint: endpoint ?? '',
    region,
    forcePathStyle,
    ...(credentials ? { credentials } : {}),
  })
})
afterAll(async () => {
  client.destroy()
  await t.close()
  await fake.close()
})

const refOf = (id: string) => ({ workspaceId: t.people.member.workspaceId, documentId: id })

async function analysed(id: string): Promise<DocumentAnalysis> {
  const { member } = t.people
  expect((await t.as(member, 'POST', `/documents/${id}/analyze`)).statusCode).toBe(202)
  await t.dependencies.background.settle()
  return (await t.as(member, 'GET', `/documents/${id}/analysis`)).json()
}

const tagAsked = () => (fake.asked.at(-1)?.body as { etag?: string } | undefined)?.etag

test('the tag of the bytes goes with the question', async () => {
  const { id } = await t.upload(t.people.member)
  expect((await analysed(id)).status).toBe('ready')
  const found = await t.storage.findDocument(refOf(id))
  expect(found?.etag).toMatch(/^"[^"]+"$/)
  expect(tagAsked()).toBe(found?.etag)
})

test('bytes that change between the look and the reading are told, and nothing is kept', async () => {
  const { id } = await t.upload(t.people.member)
  const before = await t.storage.findDocument(refOf(id))
  fake.turn((res) => {
    const put = new PutObjectCommand({
      Bucket: t.settings.bucket,
      Key: documentKey(refOf(id)),
      Body: 'other bytes',
    })
    void client.send(put).then(async () => {
      // What the service does: it compares the tag that it was given with that of the object.
      const now = await t.storage.findDocument(refOf(id))
      send(res, now?.etag === tagAsked() ? 500 : 409, {
        type: 'about:blank',
        title: 'Changed',
        status: 409,
        detail: 'The object is not the one that was checked.',
        code: 'object_changed',
        requestId: 'r',
        retryable: false,
        retryAfterMs: null,
      })
    })
  })
  expect(await analysed(id)).toMatchObject({
    status: 'failed',
    code: 'document.object_changed',
    fields: [],
  })
  expect(tagAsked()).toBe(before?.etag)
  fake.reset()
})
