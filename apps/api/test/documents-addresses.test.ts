// An address is good for one file, one act and a short time; the storage answers nobody else.

import type { PresignedUpload } from '@worksmart/types/documents'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aFile, createDocumentsApp, type DocumentsApp, put } from './documents-app.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

describe('the storage by itself', () => {
  const rawUrl = (key: string) => `${t.store.url}/${t.store.bucket}/${key}`

  test('answers nobody who has no address signed for exactly this', async () => {
    const { member } = t.people
    const { id } = await t.upload(member)
    const key = `documents/${member.workspaceId}/${id}`
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      expect((await fetch(rawUrl(key), { method })).status).toBe(403)
    }
    const bucket = `${t.store.url}/${t.store.bucket}`
    expect((await fetch(`${bucket}?list-type=2`)).status).toBe(403)
    expect(await t.keys()).toContain(key)
  })

  test('takes an address for one document for no other, for no other act and not for long', async () => {
    const { member, other } = t.people
    const mine = await t.upload(other)
    const theirs = await t.upload(member)
    const { url } = (await t.as(other, 'GET', `/documents/${mine.id}/download`)).json() as {
      url: string
    }
    const get = (address: string, method = 'GET') =>
      fetch(address, { method }).then((r) => r.status)
    expect(await get(url.replaceAll(mine.id, theirs.id))).toBe(403)
    expect(await get(url.replace(/documents\/[^?]+/, `documents/${member.workspaceId}/`))).toBe(403)
    expect(await get(url, 'DELETE')).toBe(403)
    expect(await get(url, 'PUT')).toBe(403)
    expect(await get(url.replace('attachment', 'inline'))).toBe(403)
    expect(await get(url.replace('text%2Fplain', 'text%2Fhtml'))).toBe(403)
    expect(await get(`${url}&response-content-type=text/html`)).toBe(403)
    expect(await get(url)).toBe(200)
    t.forward(61_000)
    expect(await get(url)).toBe(403)
    t.forward(0)
  })

  test('an address to upload to reads nothing and reaches no other key', async () => {
    const { member, other } = t.people
    const theirs = await t.upload(member)
    const file = aFile()
    const upload = await t.begin(other, file)
    expect((await fetch(upload.url)).status).toBe(403)
    const aim = (url: string): PresignedUpload => ({ ...upload, url })
    for (const url of [
      upload.url.replace(/pending\/[^?]+/, `documents/${member.workspaceId}/${theirs.id}`),
      upload.url.replace(upload.uploadId, `../documents/${theirs.id}`),
      upload.url.replace(upload.uploadId, theirs.id),
    ]) {
      expect((await put(aim(url), file.bytes)).status).toBe(403)
    }
    const { url } = (await t.as(member, 'GET', `/documents/${theirs.id}/download`)).json()
    const { sha256 } = aFile({ bytes: Buffer.from(await (await fetch(url)).arrayBuffer()) })
    expect(sha256).toBe(theirs.sha256)
  })
})
