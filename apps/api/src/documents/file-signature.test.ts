// The first bytes decide; a name is only a claim.

import { documentTypes } from '@worksmart/types/document-types'
import { describe, expect, test } from 'vitest'
import { looksLike, signatureBytes } from './file-signature.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')

/** The start of a zip file whose first entry has this name. */
function zipWith(entry: string): Buffer {
  const head = Buffer.alloc(30)
  head.write('PK\x03\x04', 'latin1')
  head.writeUInt16LE(Buffer.byteLength(entry), 26)
  return Buffer.concat([head, Buffer.from(entry), Buffer.alloc(64)])
}

const right: [string, Buffer][] = [
  [documentTypes.pdf, latin('%PDF-1.7\n%\xe2\xe3')],
  [documentTypes.png, latin('\x89PNG\r\n\x1a\n\x00\x00')],
  [documentTypes.jpg, latin('\xff\xd8\xff\xe0\x00\x10JFIF')],
  [documentTypes.gif, latin('GIF89a\x01\x00')],
  [documentTypes.gif, latin('GIF87a\x01\x00')],
  [documentTypes.webp, latin('RIFF\x24\x00\x00\x00WEBPVP8 ')],
  [documentTypes.docx, zipWith('[Content_Types].xml')],
  [documentTypes.docx, zipWith('word/document.xml')],
  [documentTypes.xlsx, zipWith('_rels/.rels')],
  [documentTypes.xlsx, zipWith('xl/workbook.xml')],
  [documentTypes.txt, Buffer.from('plain words, Ünïcode and 🙂\r\n')],
  [documentTypes.txt, Buffer.from('<html>words about HTML are words</html>')],
  [documentTypes.txt, Buffer.from('\ufeffwith a mark')],
  [documentTypes.md, Buffer.from('# Title')],
  [documentTypes.csv, Buffer.from('a;b\n1;2\n')],
]

const wrong: [string, string, Buffer][] = [
  ['a program as PDF', documentTypes.pdf, latin('MZ\x90\x00\x03')],
  ['an ELF program as PNG', documentTypes.png, latin('\x7fELF\x02\x01')],
  ['HTML as PNG', documentTypes.png, latin('<!doctype html><script>alert(1)</script>')],
  ['SVG as PNG', documentTypes.png, latin('<svg onload="alert(1)">')],
  ['HTML before a PDF', documentTypes.pdf, latin('<script>x</script>%PDF-1.7')],
  ['half a PNG mark', documentTypes.png, latin('\x89PNG')],
  ['a WAV as WEBP', documentTypes.webp, latin('RIFF\x24\x00\x00\x00WAVEfmt ')],
  ['any zip as DOCX', documentTypes.docx, zipWith('bomb.bin')],
  ['a program for Java as XLSX', documentTypes.xlsx, zipWith('META-INF/MANIFEST.MF')],
  ['an XLSX as DOCX by its first folder', documentTypes.docx, zipWith('xl/workbook.xml')],
  ['an empty zip as DOCX', documentTypes.docx, latin(`PK\x05\x06${'\x00'.repeat(18)}`)],
  ['a cut zip as DOCX', documentTypes.docx, latin('PK\x03\x04\x14')],
  ['a NUL as text', documentTypes.txt, latin('a\x00b')],
  ['Latin-1 as text', documentTypes.csv, latin('caf\xe9;1')],
  ['UTF-16 as text', documentTypes.md, Buffer.from('words', 'utf16le')],
  ['a program as text', documentTypes.txt, latin('MZ\x90\x00\x03')],
  ['a cut character at the end of a short text', documentTypes.txt, latin('caf\xc3')],
  ['an unknown type', 'application/x-sh', Buffer.from('#!/bin/sh')],
  ['a word of the language', 'constructor', Buffer.from('x')],
]

describe('what is in a file', () => {
  test.each(right)('%s is recognised', (mime, bytes) => {
    expect(looksLike(mime, bytes)).toBe(true)
  })

  test.each(wrong)('%s is refused', (_what, mime, bytes) => {
    expect(looksLike(mime, bytes)).toBe(false)
  })

  test('that is cut through a character by the look itself is still text', () => {
    for (let shift = 0; shift < 4; shift++) {
      const text = Buffer.from('x'.repeat(shift) + '🙂'.repeat(signatureBytes))
      expect(looksLike(documentTypes.txt, text.subarray(0, signatureBytes))).toBe(true)
    }
  })

  test('of every type that may be uploaded is known by its bytes', () => {
    const known = new Set(right.map(([mime]) => mime))
    expect(new Set(Object.values(documentTypes))).toEqual(known)
  })
})
