import { documentTypes } from '@worksmart/types/document-types'
import { expect, test } from 'vitest'
import { checkFile, pastedFiles } from './upload-rules.ts'

const limits = { maxBytes: 50 * 1024 * 1024, types: Object.values(documentTypes) }

test('a file within the limits is sent with the type that belongs to its name', () => {
  expect(checkFile({ name: 'Plan.PDF', size: 12 }, limits)).toEqual({
    name: 'Plan.PDF',
    mime: 'application/pdf',
    sizeBytes: 12,
  })
})

test('a file that is too large is refused with its size and the limit', () => {
  expect(checkFile({ name: 'a.pdf', size: 60 * 1024 * 1024 }, limits)).toEqual({
    refusal: 'It has 60 MB. The limit is 50 MB a file.',
  })
  expect(checkFile({ name: 'a.pdf', size: limits.maxBytes + 1 }, limits)).toEqual({
    refusal: 'It is just over the limit of 50 MB a file.',
  })
  expect(checkFile({ name: 'a.pdf', size: limits.maxBytes }, limits)).toHaveProperty('mime')
})

test('a type that is not taken is refused, and those that are taken are named', () => {
  expect(checkFile({ name: 'page.html', size: 12 }, limits)).toEqual({
    refusal:
      'This type is not taken. Allowed: PDF, Word, Excel, CSV, Markdown, Text, PNG, JPEG, WebP and GIF.',
  })
  expect(checkFile({ name: 'a.png', size: 12 }, { ...limits, types: ['application/pdf'] })).toEqual(
    { refusal: 'This type is not taken. Allowed: PDF.' },
  )
})

test('an empty file and a name beyond the limit are refused', () => {
  expect(checkFile({ name: 'a.txt', size: 0 }, limits)).toEqual({ refusal: 'The file is empty.' })
  expect(checkFile({ name: `${'é'.repeat(252)}.txt`, size: 1 }, limits)).toEqual({
    refusal: 'The name is longer than 255 characters.',
  })
  expect(checkFile({ name: `${'é'.repeat(251)}.txt`, size: 1 }, limits)).toHaveProperty('mime')
})

const clipboard = (files: File[], types: string[]) => ({
  files: files as unknown as FileList,
  types,
})

test('a pasted picture is called after the moment, a pasted file keeps its name', () => {
  const now = new Date(2026, 10, 24, 9, 5, 7)
  const files = [new File(['x'], 'image.png', { type: 'image/png' }), new File(['x'], 'plan.pdf')]
  expect(pastedFiles(clipboard(files, ['Files']), now).map(({ name }) => name)).toEqual([
    'Screenshot 2026-11-24 09.05.07.png',
    'plan.pdf',
  ])
})

test('a paste that also has text is not an upload', () => {
  const cells = clipboard([new File(['x'], 'image.png')], ['text/plain', 'Files'])
  expect(pastedFiles(cells, new Date())).toEqual([])
})
