import { describe, expect, test } from 'vitest'
import { cleanFileName, documentTypeOf, documentTypes, inlineTypes } from './document-types.ts'
import { DocumentPatch, NewDocumentLink, NewUpload } from './documents.ts'

const upload = { name: 'a.pdf', mime: 'application/pdf', sizeBytes: 1, sha256: 'a'.repeat(64) }
const pointersOf = (body: object) =>
  NewUpload.safeParse({ ...upload, ...body }).error?.issues.map((issue) => issue.path.join('/'))

describe('the type of a file', () => {
  test.each([
    ['report.pdf', documentTypes.pdf],
    ['Photo.JPG', documentTypes.jpg],
    ['a.b.csv', documentTypes.csv],
    ['no ending', null],
    ['.pdf', null],
    ['a.', null],
    ['a.exe', null],
    ['page.html', null],
    ['drawing.svg', null],
    ['a.pdf.exe', null],
    ['a.constructor', null],
    ['a.__proto__', null],
  ])('%s is %s', (name, type) => {
    expect(documentTypeOf(name)).toBe(type)
  })

  test('that a browser could run is neither accepted nor shown in place', () => {
    for (const type of [...Object.values(documentTypes), ...inlineTypes]) {
      expect(type).not.toMatch(/html|svg|xml$|javascript|x-sh|octet/)
    }
  })
})

describe('the name of a file', () => {
  test('loses the characters that hide what it is', () => {
    expect(cleanFileName('invoice\u202efdp.exe')).toBe('invoicefdp.exe')
    expect(cleanFileName(' a\u0007b\u200f\u2066.pdf\r\n')).toBe('ab.pdf')
    expect(cleanFileName('Cafe\u0301.pdf')).toBe('Café.pdf')
    expect(cleanFileName('👩‍👩‍👧.png')).toBe('👩‍👩‍👧.png')
  })

  test.each(['../../x.pdf', 'a/b.pdf', 'a\\b.pdf', '\u202e', '', 'a'.repeat(256)])(
    '%j is refused by its pointer, on upload and on renaming',
    (name) => {
      expect(pointersOf({ name })).toEqual(['name'])
      expect(DocumentPatch.safeParse({ name }).success).toBe(false)
    },
  )

  test('of 255 code points is kept whole', () => {
    const name = `${'🙂'.repeat(251)}.pdf`
    expect(NewUpload.parse({ ...upload, name }).name).toBe(name)
  })
})

test.each([
  [{ sizeBytes: -1 }, 'sizeBytes'],
  [{ sizeBytes: 1.5 }, 'sizeBytes'],
  [{ sizeBytes: '7' }, 'sizeBytes'],
  [{ sha256: 'A'.repeat(64) }, 'sha256'],
  [{ sha256: 'a'.repeat(63) }, 'sha256'],
  [{ mime: '' }, 'mime'],
  [{ mime: 'a'.repeat(256) }, 'mime'],
])('an upload with %j is refused by its pointer', (body, pointer) => {
  expect(pointersOf(body)).toEqual([pointer])
})

test('an upload names no key and no owner', () => {
  for (const key of ['key', 'storageKey', 'uploaderId', 'documentId', 'url']) {
    expect(NewUpload.safeParse({ ...upload, [key]: 'x' }).success).toBe(false)
  }
})

test('a link names exactly one target', () => {
  const id = '0192f0c4-7f7d-7c64-9a5b-111111111111'
  expect(NewDocumentLink.safeParse({ taskId: id }).success).toBe(true)
  expect(NewDocumentLink.safeParse({}).success).toBe(false)
  expect(NewDocumentLink.safeParse({ taskId: id, projectId: id }).success).toBe(false)
})
