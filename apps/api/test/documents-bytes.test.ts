// No byte of a document passes through the api: everything that its process reads and writes is
// counted while twenty megabytes go up and come down.

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import type { Document, DocumentDownload, PresignedUpload } from '@worksmart/types/documents'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ApiProcess, startApiProcess } from './api-process.ts'
import { createDocumentsApp, type DocumentsApp, put } from './documents-app.ts'

const size = 20 * 1024 * 1024
/** Far more than the facts of a file need, and a hundredth of the file. */
const allowed = 200 * 1024

/** A relay that counts what goes through it, both ways. */
async function startMeter(targetPort: number) {
  let bytes = 0
  const server: Server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1')
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      from.on('data', (chunk) => {
        bytes += chunk.length
      })
      from.on('error', () => to.destroy())
      from.pipe(to)
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => bytes,
    close: () => server.close(),
  }
}

let t: DocumentsApp
let storageMeter: Awaited<ReturnType<typeof startMeter>>
let doorMeter: Awaited<ReturnType<typeof startMeter>>
let api: ApiProcess
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  storageMeter = await startMeter(Number(new URL(t.store.url).port))
  api = await startApiProcess({
    databaseUrl: t.urlFor('ws_app'),
    ownerUrl: t.urlFor('postgres'),
    settings: {
      ...t.settings,
      endpoint: `http://127.0.0.1:${storageMeter.port}`,
      publicEndpoint: t.store.url,
    },
  })
  doorMeter = await startMeter(api.port)
})
afterAll(async () => {
  await api.kill9()
  storageMeter.close()
  doorMeter.close()
  await t.close()
})

/** Everything that the process read and wrote, files and sockets alike, where the system tells. */
function ioOf(pid: number): { io: number; rss: number } | null {
  if (!existsSync(`/proc/${pid}/io`)) return null
  const io = readFileSync(`/proc/${pid}/io`, 'utf8')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (text: string, name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1])
  return { io: of(io, 'rchar') + of(io, 'wchar'), rss: of(status, 'VmRSS') * 1024 }
}

async function handshake(bytes: Buffer): Promise<Buffer> {
  const { member } = t.people
  const ask = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(`http://127.0.0.1:${doorMeter.port}${path}`, {
      method,
      headers: { 'x-user-id': member.id, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(answer.ok, await answer.clone().text()).toBe(true)
    return (await answer.json()) as T
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { name: 'big.pdf', mime: 'application/pdf', sizeBytes: bytes.length, sha256 }
  const upload = await ask<PresignedUpload>('POST', '/documents/presign', file)
  expect((await put(upload, bytes)).status).toBe(200)
  const { uploadId } = upload
  const document = await ask<Document>('POST', '/documents', { uploadId })
  const { url } = await ask<DocumentDownload>('GET', `/documents/${document.id}/download`)
  return Buffer.from(await (await fetch(url)).arrayBuffer())
}

test('twenty megabytes go up and down while the api moves less than a hundredth of them', async () => {
  // The first one opens connections and loads what is loaded late.
  await handshake(Buffer.from('%PDF-1.7 small'))
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)])
  const before = ioOf(api.pid)
  const [storageBefore, doorBefore] = [storageMeter.bytes(), doorMeter.bytes()]
  const back = await handshake(bytes)
  const after = ioOf(api.pid)
  expect(back.equals(bytes)).toBe(true)
  const toStorage = storageMeter.bytes() - storageBefore
  const toBrowser = doorMeter.bytes() - doorBefore
  // The start of the file is looked at, so something is counted.
  expect(toStorage).toBeGreaterThan(4096)
  expect(toBrowser).toBeGreaterThan(1000)
  expect(toStorage + toBrowser).toBeLessThan(allowed)
  if (before && after) expect(after.io - before.io).toBeLessThan(allowed)
})

test('the api’s memory does not grow with the files', async () => {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)])
  const before = ioOf(api.pid)
  for (let i = 0; i < 3; i++) {
    bytes.writeUInt32LE(i, 16)
    await handshake(bytes)
  }
  const after = ioOf(api.pid)
  if (before && after) expect(after.rss - before.rss).toBeLessThan(20 * 1024 * 1024)
})
