// Files that lie about what they are, and confirms that have nothing to confirm. Each has one code,
// makes no document and leaves no object behind.

import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { aFile, createDocumentsApp, type DocumentsApp, day, put } from './documents-app.ts'
import { expectProblem } from './expect-problem.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    env: { UPLOAD_MAX_BYTES: '1000000' },
  })
})
beforeEach(() => t.forward(0))
// Whatever a test did: afterwards there is neither an object without a row nor the other way round.
afterEach(async () => {
  expect(await t.sweep()).toMatchObject({ failed: 0, parked: 0, missingObjects: 0 })
  const rows = await t.sql<{ key: string }>('select storage_key as key from documents order by 1')
  expect(await t.keys()).toEqual(rows.map((row) => row.key))
})
afterAll(() => t.close())

const documentCount = async () =>
  (await t.sql<{ n: number }>('select count(*)::int as n from documents'))[0]?.n
const statusOf = async (uploadId: string) =>
  (await t.sql('select status, reject_code from uploads where id = $1', [uploadId]))[0]

describe('a file that lies about itself', () => {
  /** A zip whose one entry unfolds to far more than it is; nobody here ever unpacks it. */
  const zip = (entry: string) => {
    const head = Buffer.alloc(30)
    head.write('PK\x03\x04\x14\x00\x00\x00\x08\x00', 'latin1')
    head.writeUInt32LE(1000, 18)
    head.writeUInt32LE(4_000_000_000, 22)
    head.writeUInt16LE(entry.length, 26)
    return Buffer.concat([head, Buffer.from(entry), Buffer.alloc(1000)])
  }
  test.each<[string, string, Buffer | string]>([
    ['a program renamed to PDF', 'a.pdf', 'MZ\u0000\u0001'],
    ['a program renamed to text', 'a.txt', Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1')],
    ['a page as PNG', 'a.png', '<!doctype html><script>alert(1)</script>'],
    ['a drawing with scripts as PNG', 'a.png', '<svg xmlns="x"><script>alert(1)</script></svg>'],
    ['a page before a PDF', 'a.pdf', '<script>alert(1)</script>%PDF-1.7'],
    ['a zip bomb as DOCX', 'a.docx', zip('bomb.bin')],
    ['a zip bomb as XLSX', 'a.xlsx', zip('0.zip')],
    ['a program for Java as DOCX', 'a.docx', zip('META-INF/MANIFEST.MF')],
    ['a PNG as GIF', 'a.gif', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['no text as CSV', 'a.csv', Buffer.from([0xff, 0xfe, 0x41, 0x00])],
  ])('%s is 422 upload.content_mismatch, for good', async (_what, name, bytes) => {
    const { member } = t.people
    const before = await documentCount()
    const upload = await t.begin(member, { name, bytes })
    expect((await put(upload, bytes)).status).toBe(200)
    const problem = expectProblem(
      await t.confirm(member, upload.uploadId),
      422,
      'upload.content_mismatch',
    )
    expect(problem.errors?.[0]?.pointer).toBe('/uploadId')
    expect(await statusOf(upload.uploadId)).toEqual({
      status: 'rejected',
      reject_code: 'upload.content_mismatch',
    })
    expectProblem(await t.confirm(member, upload.uploadId), 422, 'upload.content_mismatch')
    expect(await documentCount()).toBe(before)
    // Both objects are gone at once, not only after the sweep.
    expect((await t.keys()).filter((key) => key.includes(upload.uploadId))).toEqual([])
  })

  test('a zip bomb that is a real DOCX is kept as bytes, and nothing unpacks it', async () => {
    const before = process.memoryUsage().rss
    const bytes = zip('[Content_Types].xml')
    const made = await t.upload(t.people.member, { name: 'bomb.docx', bytes })
    expect(made.sizeBytes).toBe(bytes.length)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  test('a picture that is a script too is served as a picture and saved, never run', async () => {
    const bytes = 'GIF89a/*\u0001*/=1;alert(1)//'
    const { member } = t.people
    const made = await t.upload(member, { name: 'poly.gif', bytes })
    const { url } = (await t.as(member, 'GET', `/documents/${made.id}/download`)).json()
    const got = await fetch(url)
    expect(got.headers.get('content-type')).toBe('image/gif')
    expect(got.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('what arrived is not what was announced', () => {
  // The local store refuses such a PUT itself; another one may not, so it is put there past it.
  test.each([
    ['size', { size_bytes: 700 }, 'upload.size_mismatch'],
    ['type', { mime: 'text/csv' }, 'upload.type_mismatch'],
    ['hash', { sha256: 'b'.repeat(64) }, 'upload.checksum_mismatch'],
  ] as const)('another %s is found by the confirm', async (_what, change, code) => {
    const { member } = t.people
    const file = aFile()
    const upload = await t.begin(member, file)
    expect((await put(upload, file.bytes)).status).toBe(200)
    const [[column, value]] = Object.entries(change) as [[string, unknown]]
    await t.sql(`update uploads set ${column} = $2 where id = $1`, [upload.uploadId, value])
    expectProblem(await t.confirm(member, upload.uploadId), 422, code)
    expect(await statusOf(upload.uploadId)).toEqual({ status: 'rejected', reject_code: code })
    expectProblem(await t.confirm(member, upload.uploadId), 422, code)
    expect((await t.keys()).filter((key) => key.includes(upload.uploadId))).toEqual([])
  })
})

describe('a confirm', () => {
  test('before the PUT is 409 upload.incomplete, and works after it', async () => {
    const { member } = t.people
    const file = aFile()
    const upload = await t.begin(member, file)
    expectProblem(await t.confirm(member, upload.uploadId), 409, 'upload.incomplete')
    expect(await statusOf(upload.uploadId)).toMatchObject({ status: 'pending' })
    await put(upload, file.bytes)
    expect((await t.confirm(member, upload.uploadId)).statusCode).toBe(201)
  })

  test('twice answers 201 and then 200 with the same document', async () => {
    const { member } = t.people
    const file = aFile()
    const upload = await t.begin(member, file)
    await put(upload, file.bytes)
    const first = await t.confirm(member, upload.uploadId)
    const again = await t.confirm(member, upload.uploadId)
    expect([first.statusCode, again.statusCode]).toEqual([201, 200])
    expect(again.json()).toEqual(first.json())
    expect(again.headers.etag).toBe(first.headers.etag)
    const rows = await t.sql('select from documents where id = $1', [first.json().id])
    expect(rows).toHaveLength(1)
  })

  test('of another’s upload is 404, like a random one', async () => {
    const { member, other, manager, admin, stranger } = t.people
    const file = aFile()
    const upload = await t.begin(member, file)
    await put(upload, file.bytes)
    for (const who of [other, manager, admin, stranger]) {
      const theirs = await t.confirm(who, upload.uploadId)
      const random = await t.confirm(who, v7())
      const problem = expectProblem(theirs, 404, 'upload.not_found')
      expect(problem.errors?.[0]?.pointer).toBe('/uploadId')
      expect({ ...theirs.json(), instance: '' }).toEqual({ ...random.json(), instance: '' })
    }
    expect((await t.confirm(member, upload.uploadId)).statusCode).toBe(201)
  })

  test('after a quarter of an hour is 409 upload.expired, whether the file is there or not', async () => {
    const { member } = t.people
    const file = aFile()
    const there = await t.begin(member, file)
    const missing = await t.begin(member, aFile())
    await put(there, file.bytes)
    t.forward(15 * 60_000 + 1000)
    for (const upload of [there, missing]) {
      expectProblem(await t.confirm(member, upload.uploadId), 409, 'upload.expired')
    }
    t.forward(0)
    await t.sweep(2 * day + 1000)
    expectProblem(await t.confirm(member, there.uploadId), 409, 'upload.expired')
  })

  test('of a document that was deleted meanwhile is 404', async () => {
    const { member } = t.people
    const file = aFile()
    const upload = await t.begin(member, file)
    await put(upload, file.bytes)
    const first = await t.confirm(member, upload.uploadId, 'lost')
    const { id } = first.json()
    await t.as(member, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.1"` })
    expectProblem(await t.confirm(member, upload.uploadId), 404, 'document.not_found')
    expectProblem(await t.confirm(member, upload.uploadId, 'lost'), 404, 'document.not_found')
  })

  test.each([
    ['no id', 'x'],
    ['nothing', undefined],
    ['a list', []],
  ])('of %s is a 422 that names the field', async (_what, uploadId) => {
    const answer = await t.as(t.people.member, 'POST', '/documents', { body: { uploadId } })
    expect(expectProblem(answer, 422, 'request.invalid').errors?.[0]?.pointer).toBe('/uploadId')
  })
})
