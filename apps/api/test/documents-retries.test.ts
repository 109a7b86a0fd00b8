// A retried act on a document happens once, and what happened is in the log once.

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Person } from './app.ts'
import { aFile, createDocumentsApp, type DocumentsApp, put } from './documents-app.ts'
import { aDocument, aProject } from './factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

let keys = 0
const aKey = () => `R${++keys}X`
const link = (who: Person, id: string, target: object, key?: string) =>
  t.as(who, 'POST', `/documents/${id}/links`, { body: target, ...(key ? { key } : {}) })

describe('an Idempotency-Key', () => {
  test('on presign signs the same upload again and keeps no address', async () => {
    const { member } = t.people
    const file = aFile()
    const first = await t.presign(member, file, 'begin-1')
    const again = await t.presign(member, file, 'begin-1')
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.json().uploadId).toBe(first.json().uploadId)
    const [stored] = await t.sql("select body from idempotency_keys where key = 'begin-1'")
    expect(stored?.body).toBe(JSON.stringify({ uploadId: first.json().uploadId }))
    expect((await put(again.json(), file.bytes)).status).toBe(200)
    const other = await t.presign(member, { ...file, name: 'other.txt' }, 'begin-1')
    expect(other.json()).toMatchObject({ status: 422, code: 'idempotency.key_reused' })
    expect((await t.presign(t.people.other, file, 'begin-1')).json().uploadId).not.toBe(
      first.json().uploadId,
    )
  })

  test('on a presign whose upload came to its end says which end', async () => {
    const { member } = t.people
    const file = aFile({ name: 'a.png', bytes: 'no picture' })
    const upload = (await t.presign(member, file, 'begin-2')).json()
    await put(upload, file.bytes)
    await t.confirm(member, upload.uploadId)
    const again = await t.presign(member, file, 'begin-2')
    expect(again.json()).toMatchObject({ status: 422, code: 'upload.content_mismatch' })
    const late = aFile()
    await t.presign(member, late, 'begin-3')
    t.forward(16 * 60_000)
    const over = await t.presign(member, late, 'begin-3')
    expect(over.json()).toMatchObject({ status: 409, code: 'upload.expired' })
    t.forward(0)
  })

  test('on confirm answers 201 again, word for word', async () => {
    const { member } = t.people
    const file = aFile()
    const upload = await t.begin(member, file)
    await put(upload, file.bytes)
    const first = await t.confirm(member, upload.uploadId, 'confirm-1')
    const again = await t.confirm(member, upload.uploadId, 'confirm-1')
    expect([again.statusCode, again.body]).toEqual([201, first.body])
    expect(again.headers['idempotency-replayed']).toBe('true')
    const reused = await t.confirm(member, (await t.begin(member)).uploadId, 'confirm-1')
    expect(reused.json().code).toBe('idempotency.key_reused')
  })

  test('on a link answers the same', async () => {
    const { member, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const id = await aDocument(t, member)
    const first = await link(member, id, { projectId: project }, 'link-1')
    const again = await link(member, id, { projectId: project }, 'link-1')
    expect([again.statusCode, again.body]).toEqual([201, first.body])
    expect(again.headers['idempotency-replayed']).toBe('true')
  })
})

test('every act on a document leaves exactly one line of the log', async () => {
  const { member, admin } = t.people
  const project = await aProject(t, admin, { key: aKey() })
  await t.sql('truncate audit_log cascade')
  const actions = async () =>
    (await t.sql<{ action: string }>('select action from audit_log order by id')).map(
      (row) => row.action,
    )
  const file = aFile()
  const upload = await t.begin(member, file)
  await put(upload, file.bytes)
  const { id } = (await t.confirm(member, upload.uploadId)).json()
  await t.confirm(member, upload.uploadId)
  const linked = (await link(member, id, { projectId: project })).json()
  await link(member, id, { projectId: project })
  await t.as(member, 'GET', `/documents/${id}`)
  await t.as(member, 'GET', `/documents/${id}/download`)
  await t.as(member, 'PATCH', `/documents/${id}`, {
    body: { name: 'new.txt' },
    ifMatch: `"${id}.1"`,
  })
  const unlinkUrl = `/documents/${id}/links/${linked.id}`
  await t.as(member, 'DELETE', unlinkUrl, { ifMatch: `"${linked.id}.1"` })
  await t.as(member, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.2"` })
  await t.as(member, 'POST', `/documents/${id}/restore`)
  await t.as(member, 'POST', `/documents/${id}/restore`)
  expect(await actions()).toEqual([
    'upload.begun',
    'document.created',
    'document.linked',
    'document.downloaded',
    'document.updated',
    'document.unlinked',
    'document.deleted',
    'document.restored',
  ])
  const rows = await t.sql(`select a.action, a.fields, a.object_type, a.object_id, v.after
    from audit_log a join audit_values v on v.audit_id = a.id order by a.id`)
  expect(rows.find((row) => row.action === 'document.updated')?.fields).toEqual(['name'])
  expect(rows.find((row) => row.action === 'document.linked')?.after).toMatchObject({
    projectId: project,
    linkId: linked.id,
  })
  expect(JSON.stringify(rows)).not.toMatch(/storage|X-Amz|http/i)
  expect(new Set(rows.slice(1).map((row) => row.object_id))).toEqual(new Set([id]))
})
