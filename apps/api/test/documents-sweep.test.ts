// The sweep brings rows and objects together again, both ways, and takes nothing that is in use.

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connectJobs } from '../src/jobs/connect-jobs.ts'
import { runJob } from '../src/jobs/jobs.ts'
import { databaseHash } from './database-hash.ts'
import { aFile, createDocumentsApp, type DocumentsApp, day, put } from './documents-app.ts'
import { aDocument } from './factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const nothing = {
  abandonedUploads: 0,
  endedUploads: 0,
  purgedDocuments: 0,
  strayUploads: 0,
  strayObjects: 0,
  missingObjects: 0,
  failed: 0,
  parked: 0,
}
const hour = day / 24

/** An object as a broken confirm or a slow PUT leaves it: `key` and nothing in the database. */
async function aStray(kind: 'pending' | 'documents'): Promise<string> {
  const { member } = t.people
  const file = aFile()
  const upload = await t.begin(member, file)
  await put(upload, file.bytes)
  const ref = { workspaceId: member.workspaceId, uploadId: upload.uploadId, documentId: v7() }
  if (kind === 'documents') {
    const found = await t.storage.findUpload(ref)
    await t.storage.keepUpload(ref, found?.etag ?? '', file.mime)
    await t.storage.removeUpload(ref)
  }
  await t.sql('delete from uploads where id = $1', [upload.uploadId])
  return kind === 'documents'
    ? `documents/${ref.workspaceId}/${ref.documentId}`
    : `pending/${ref.workspaceId}/${ref.uploadId}`
}

test('what is in use stays, whatever its age', async () => {
  const { member } = t.people
  const { id } = await t.upload(member)
  const binned = await t.upload(member)
  await t.as(member, 'DELETE', `/documents/${binned.id}`, { ifMatch: `"${binned.id}.1"` })
  const before = await databaseHash(t)
  expect(await t.sweep(20 * day)).toEqual(nothing)
  expect(await databaseHash(t)).toEqual(before)
  expect((await t.keys()).map((key) => key.split('/')[2]).sort()).toEqual([id, binned.id].sort())
})

test('an upload that nobody finished goes a day after its time, with its file', async () => {
  const { member } = t.people
  const file = aFile()
  const there = await t.begin(member, file)
  await t.begin(member)
  await put(there, file.bytes)
  const statuses = async () =>
    (await t.sql("select status from uploads where status <> 'confirmed'")).map((row) => row.status)
  expect(await t.sweep(day)).toEqual(nothing)
  expect(await statuses()).toEqual(['pending', 'pending'])
  expect(await t.sweep(day + hour)).toEqual({ ...nothing, abandonedUploads: 2 })
  expect(await statuses()).toEqual(['expired', 'expired'])
  expect((await t.keys()).filter((key) => key.startsWith('pending/'))).toEqual([])
  expect((await t.confirm(member, there.uploadId)).json().code).toBe('upload.expired')
})

test('a confirm that is at work is left alone', async () => {
  const { member } = t.people
  const upload = await t.begin(member)
  await t.sql(
    `update uploads set status = 'confirming', claimed_until = now() + interval '5 days' where id = $1`,
    [upload.uploadId],
  )
  expect(await t.sweep(2 * day)).toEqual(nothing)
  await t.sql(`update uploads set claimed_until = now() where id = $1`, [upload.uploadId])
  expect(await t.sweep(2 * day)).toEqual({ ...nothing, abandonedUploads: 1 })
})

test.each([
  ['pending', 'strayUploads'],
  ['documents', 'strayObjects'],
] as const)('an object under %s/ that no row knows goes after 48 hours', async (kind, counter) => {
  const key = await aStray(kind)
  expect(await t.keys()).toContain(key)
  expect(await t.sweep(47 * hour)).toEqual(nothing)
  expect(await t.keys()).toContain(key)
  const lines: string[] = []
  const report = await t.sweep(49 * hour, { log: (line) => lines.push(line) })
  expect(report).toEqual({ ...nothing, [counter]: 1 })
  expect(await t.keys()).not.toContain(key)
  expect(lines.join()).toContain(key)
})

test('a dry run counts the same and changes nothing', async () => {
  const { member } = t.people
  const begun = await t.begin(member)
  const due = await t.upload(member)
  await t.sql("update documents set deleted_at = now() - interval '31 days' where id = $1", [
    due.id,
  ])
  const ended = await t.begin(member)
  await t.sql(
    `update uploads set status = 'expired', updated_at = now() - interval '8 days' where id = $1`,
    [ended.uploadId],
  )
  await aStray('pending')
  await aStray('documents')
  await aDocument(t, member)
  const rows = await databaseHash(t)
  const keys = await t.keys()
  const dry = await t.sweep(3 * day, { isDryRun: true })
  expect(dry).toEqual({
    ...nothing,
    abandonedUploads: 1,
    endedUploads: 1,
    purgedDocuments: 1,
    strayUploads: 1,
    strayObjects: 1,
    missingObjects: 1,
  })
  expect(await databaseHash(t)).toEqual(rows)
  expect(await t.keys()).toEqual(keys)
  expect(await t.sweep(3 * day)).toEqual(dry)
  expect(await t.sweep(3 * day)).toEqual({ ...nothing, missingObjects: 1 })
  expect(await t.sql('select from uploads where id = $1', [ended.uploadId])).toEqual([])
  expect((await t.confirm(member, begun.uploadId)).json().code).toBe('upload.expired')
  await t.sql("delete from documents where sha256 = repeat('a', 64)")
})

test('a deleted document keeps its file for thirty days, then both go with the links', async () => {
  const { member } = t.people
  const { id } = await t.upload(member)
  await t.as(member, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.1"` })
  await t.sql("update documents set deleted_at = now() - interval '29 days' where id = $1", [id])
  expect(await t.sweep(0)).toEqual(nothing)
  expect((await t.as(member, 'POST', `/documents/${id}/restore`)).statusCode).toBe(200)
  await t.sql("update documents set deleted_at = now() - interval '31 days' where id = $1", [id])
  expect(await t.sweep(0)).toEqual({ ...nothing, purgedDocuments: 1 })
  expect((await t.as(member, 'POST', `/documents/${id}/restore`)).statusCode).toBe(404)
  expect((await t.keys()).filter((key) => key.endsWith(id))).toEqual([])
})

describe('more than one batch', () => {
  test('of objects and of rows is walked to its end', async () => {
    const { other } = t.people
    const strays: string[] = []
    for (let i = 0; i < 12; i++) strays.push(await aStray('pending'))
    await t.sql(
      `insert into documents (workspace_id, id, uploader_id, name, mime, size_bytes, sha256, storage_key)
       select $1, gen_random_uuid(), $2, 'a.pdf', 'application/pdf', 1, repeat('b', 64), n::text
         from generate_series(1, 450) n`,
      [other.workspaceId, other.id],
    )
    const report = await t.sweep(3 * day)
    expect(report).toEqual({ ...nothing, strayUploads: 12, missingObjects: 450 })
    await t.sql("delete from documents where sha256 = repeat('b', 64)")
  })
})

test('two sweeps at once are one', async () => {
  const pool = connectJobs(t.urlFor('postgres'))
  const client = await pool.connect()
  const lock = "(hashtext('worksmart job'), hashtext('sweep-uploads'))"
  await client.query(`select pg_advisory_lock${lock}`)
  await expect(t.sweep(0)).rejects.toThrow('Another sweep is running.')
  await client.query(`select pg_advisory_unlock${lock}`)
  client.release()
  expect(await t.sweep(0)).toEqual(nothing)
  await pool.end()
})

test('the job is there by its name, and does nothing where there is no storage', async () => {
  const pool = connectJobs(t.urlFor('postgres'))
  const deps = { pool, newId: v7, storage: null, now: () => new Date(), isDryRun: false }
  expect(await runJob({ ...deps, log: () => {} }, 'sweep-uploads')).toEqual({})
  await pool.end()
})
