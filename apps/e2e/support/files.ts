import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Document, PresignedUpload } from '@worksmart/types/documents'
import type { Page } from 'playwright-core'
import type { Stack } from './stack.ts'

export type TestFile = { name: string; mime: string; bytes: Buffer }

/** A PDF of one page with these lines on it, as a viewer expects it, table of objects included. */
export function pdf(name: string, lines: readonly string[]): TestFile {
  const words = lines.map((line, row) => {
    const size = row === 0 ? 26 : 13
    const text = line.replace(/[\\()]/g, '\\$&')
    return `BT /F1 ${size} Tf 64 ${740 - row * 28} Td (${text}) Tj ET`
  })
  const content = words.join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return { name, mime: 'application/pdf', bytes: Buffer.from(body + table + end, 'latin1') }
}

/** A picture of soft stripes. */
export function png(name: string, width = 480, height = 300): TestFile {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      const stripe = Math.floor((x + y) / 40) % 3
      rows.set([90 + stripe * 40, 130 + Math.floor((y / height) * 60), 200 - stripe * 30], at)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]
  return { name, mime: 'image/png', bytes: Buffer.concat([signature, ...parts]) }
}

function part(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

export function text(name: string, words: string, mime = 'text/plain'): TestFile {
  return { name, mime, bytes: Buffer.from(words) }
}

/** A text of exactly that many bytes. */
export function longText(name: string, sizeBytes: number): TestFile {
  return text(name, 'a line of some words\n'.repeat(sizeBytes / 21 + 1).slice(0, sizeBytes))
}

/** A text that the page itself makes, because it is too large to be handed over. */
export type LargeFile = { name: string; sizeBytes: number }

/** Drops the files on the page as a person does, all at once. */
export async function drop(page: Page, files: readonly (TestFile | LargeFile)[]): Promise<void> {
  const given = files.map((file) =>
    'bytes' in file
      ? { name: file.name, mime: file.mime, base64: file.bytes.toString('base64'), sizeBytes: 0 }
      : { ...file, mime: 'text/plain', base64: '' },
  )
  await page.evaluate((all) => {
    const data = new DataTransfer()
    for (const { name, mime, base64, sizeBytes } of all) {
      const bytes =
        sizeBytes > 0
          ? new Uint8Array(sizeBytes).fill(97)
          : Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: mime }))
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data })
      document.body.dispatchEvent(event)
    }
  }, given)
}

/** A document of that person by the whole handshake, without a browser. */
export async function upload(
  stack: Stack,
  person: 'ana' | 'marco' | 'mia',
  { name, mime, bytes }: TestFile,
): Promise<Document> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const body = { name, mime, sizeBytes: bytes.length, sha256 }
  const presigned = await stack.api(person, 'POST', '/documents/presign', body)
  if (!presigned.ok) throw new Error(await presigned.text())
  const { uploadId, url, headers } = (await presigned.json()) as PresignedUpload
  const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) })
  if (!put.ok) throw new Error(await put.text())
  const confirmed = await stack.api(person, 'POST', '/documents', { uploadId })
  if (!confirmed.ok) throw new Error(await confirmed.text())
  return (await confirmed.json()) as Document
}

/** Lets no more than that many bytes a second out of the page; null for as fast as it goes. */
export async function limitUpload(page: Page, bytesPerSecond: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond ?? -1,
  })
}
