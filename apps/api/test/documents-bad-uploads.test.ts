// Files that are not what they were announced to be, and confirms that have nothing to confirm. Each
// has one code, makes no document and leaves no object behind.

import type { PresignedUpload } from '@worksmart/types/documents'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { aFile, createDocumentsApp, type DocumentsApp, type File, put } from './documents-app.ts'
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

describe('before anything is uploaded', () => {
  const pdf = 'application/pdf'
  test.each<[string, File & { sha256?: string }, string, string]>([
    [
      'a program',
      { name: 'setup.exe', mime: 'application/x-msdownload' },
      'upload.type_not_allowed',
      '/name',
    ],
    ['a page', { name: 'page.html', mime: 'text/html' }, 'upload.type_not_allowed', '/name'],
    [
      'a drawing with scripts',
      { name: 'logo.svg', mime: 'image/svg+xml' },
      'upload.type_not_allowed',
      '/name',
    ],
    ['an XML file', { name: 'a.xml', mime: 'text/xml' }, 'upload.type_not_allowed', '/name'],
    [
      'an archive',
      { name: 'bomb.zip', mime: 'application/zip' },
      'upload.type_not_allowed',
      '/name',
    ],
    [
      'a page that claims to be a PDF',
      { name: 'a.html', mime: pdf },
      'upload.type_not_allowed',
      '/name',
    ],
    [
      'a PDF that claims to be a page',
      { name: 'a.pdf', mime: 'text/html' },
      'upload.type_not_allowed',
      '/mime',
    ],
    ['a second ending', { name: 'a.pdf.exe', mime: pdf }, 'upload.type_not_allowed', '/name'],
    ['no ending', { name: 'pdf', mime: pdf }, 'upload.type_not_allowed', '/name'],
    [
      'a name turned around',
      { name: 'invoice\u202efdp.exe', mime: pdf },
      'upload.type_not_allowed',
      '/name',
    ],
    ['a path', { name: '../../x', mime: pdf }, 'request.invalid', '/name'],
    ['a path with an ending', { name: '..\\..\\x.pdf', mime: pdf }, 'request.invalid', '/name'],
    [
      'a name of 500 characters',
      { name: `${'a'.repeat(496)}.pdf`, mime: pdf },
      'request.invalid',
      '/name',
    ],
    ['a NUL in the name', { name: 'a\u0000.pdf', mime: pdf }, 'request.invalid', '/name'],
    ['nothing in it', { name: 'a.pdf', sizeBytes: 0 }, 'upload.empty', '/sizeBytes'],
    ['a byte too many', { name: 'a.pdf', sizeBytes: 1_000_001 }, 'upload.too_large', '/sizeBytes'],
    ['a size of no number', { name: 'a.pdf', sizeBytes: 1.5 }, 'request.invalid', '/sizeBytes'],
  ])('%s is refused with its code and its field', async (_what, file, code, pointer) => {
    const problem = expectProblem(await t.presign(t.people.member, file), 422, code)
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer)
    expect(await t.sql('select from uploads where status = $1', ['pending'])).toEqual([])
  })

  test('the limit is named in the refusal', async () => {
    const answer = await t.presign(t.people.member, { name: 'a.pdf', sizeBytes: 2_000_000 })
    expect(answer.json().detail).toContain('976.5 KiB')
    const types = await t.presign(t.people.member, { name: 'a.exe', mime: 'x/y' })
    expect(types.json().detail).toContain('pdf, png, jpg')
  })

  test('hidden characters are gone from the name that is kept', async () => {
    const bytes = '%PDF-1.7 x'
    const made = await t.upload(t.people.member, { name: 'plan\u202e\u200f \u0007b.pdf', bytes })
    expect(made.name).toBe('plan b.pdf')
  })

  test('the largest file that is allowed is begun', async () => {
    const answer = await t.presign(t.people.member, { name: 'a.pdf', sizeBytes: 1_000_000 })
    expect(answer.statusCode).toBe(200)
  })
})

describe('the storage itself refuses', () => {
  let upload: PresignedUpload
  const file = aFile({ name: 'right.txt', bytes: 'the right bytes' })
  beforeEach(async () => {
    upload = await t.begin(t.people.member, file)
  })
  const stored = () => t.keys().then((keys) => keys.filter((key) => key.startsWith('pending/')))

  test.each<[string, () => Promise<Response>]>([
    ['one byte more', () => put(upload, `${file.bytes}!`)],
    ['one byte less', () => put(upload, file.bytes.subarray(1))],
    ['other bytes of the same length', () => put(upload, 'the wrong bytes')],
    ['another type', () => put(upload, file.bytes, { 'content-type': 'text/html' })],
    [
      'another checksum beside other bytes',
      () => {
        const { sha256 } = aFile({ bytes: 'the wrong bytes' })
        const checksum = Buffer.from(sha256, 'hex').toString('base64')
        return put(upload, 'the wrong bytes', { 'x-amz-checksum-sha256': checksum })
      },
    ],
    [
      'a key of one’s own choice',
      () => {
        const url = upload.url.replace('/pending/', '/documents/')
        return put({ ...upload, url }, file.bytes)
      },
    ],
    [
      'an address whose time was changed',
      () => {
        const url = upload.url.replace('X-Amz-Expires=300', 'X-Amz-Expires=30000')
        return put({ ...upload, url }, file.bytes)
      },
    ],
    [
      'a way around write-once',
      () => {
        const { 'if-none-match': _once, ...headers } = upload.headers
        return put({ ...upload, headers }, file.bytes)
      },
    ],
  ])('%s', async (_what, send) => {
    const answer = await send()
    expect([400, 403]).toContain(answer.status)
    expect(await stored()).toEqual([])
    const confirmed = await t.confirm(t.people.member, upload.uploadId)
    expectProblem(confirmed, 409, 'upload.incomplete')
    // A refused attempt takes nothing away: the right file still goes through.
    expect((await put(upload, file.bytes)).status).toBe(200)
    expect((await t.confirm(t.people.member, upload.uploadId)).statusCode).toBe(201)
  })

  test('an address after its five minutes', async () => {
    t.forward(301_000)
    expect((await put(upload, file.bytes)).status).toBe(403)
    expect(await stored()).toEqual([])
  })

  test('a second PUT on the same address, whatever it carries', async () => {
    expect((await put(upload, file.bytes)).status).toBe(200)
    expect((await put(upload, file.bytes)).status).toBe(412)
    const { 'if-none-match': _once, ...headers } = upload.headers
    expect((await put({ ...upload, headers }, file.bytes)).status).toBe(403)
    expect((await t.confirm(t.people.member, upload.uploadId)).statusCode).toBe(201)
  })

  test('a PUT after the confirm changes nothing of the document', async () => {
    await put(upload, file.bytes)
    const document = (await t.confirm(t.people.member, upload.uploadId)).json()
    // The place is free again, and the same signed bytes are all that fits there.
    expect((await put(upload, file.bytes)).status).toBe(200)
    const again = await t.confirm(t.people.member, upload.uploadId)
    expect([again.statusCode, again.json()]).toEqual([200, document])
  })
})
