// Whether the first bytes of a file are what its type says. A name and a type are only claims.

import { documentTypes } from '@worksmart/types/document-types'

/** How many bytes at the start are looked at. */
export const signatureBytes = 4096

const starts = new Map<string, (bytes: Buffer) => boolean>([
  [documentTypes.pdf, (bytes) => startsWith(bytes, '%PDF-')],
  [documentTypes.png, (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n')],
  [documentTypes.jpg, (bytes) => startsWith(bytes, '\xff\xd8\xff')],
  [documentTypes.gif, (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')],
  [
    documentTypes.webp,
    (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP'),
  ],
  [documentTypes.docx, (bytes) => isOffice(bytes, 'word/')],
  [documentTypes.xlsx, (bytes) => isOffice(bytes, 'xl/')],
  [documentTypes.txt, isText],
  [documentTypes.md, isText],
  [documentTypes.csv, isText],
])

/** `bytes` is the start of the file, or all of it. An unknown type is never right. */
export function looksLike(mime: string, bytes: Buffer): boolean {
  return starts.get(mime)?.(bytes) ?? false
}

function startsWith(bytes: Buffer, text: string): boolean {
  return bytes.subarray(0, text.length).equals(Buffer.from(text, 'latin1'))
}

// Any zip file starts alike, a program for Java or Android too; what stands first in it tells them
// apart, without unpacking anything.
function isOffice(bytes: Buffer, ownFolder: string): boolean {
  if (!startsWith(bytes, 'PK\x03\x04') || bytes.length < 30) return false
  const first = bytes.toString('latin1', 30, 30 + bytes.readUInt16LE(26))
  return (
    first === '[Content_Types].xml' ||
    ['_rels/', 'docProps/', 'customXml/', ownFolder].some((folder) => first.startsWith(folder))
  )
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false
  try {
    // The cut may go through a character; what is left of it is not counted against the file.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, {
      stream: bytes.length >= signatureBytes,
    })
    return true
  } catch {
    return false
  }
}
