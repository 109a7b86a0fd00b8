// The file of a backup: a line that says what it is, the compressed lines of the dump (encrypted when
// there is a key), and a seal over all of it. Nothing is taken from a file whose seal does not fit.

import {
  type BinaryLike,
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  scryptSync,
} from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable, Transform, type TransformCallback, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip, createGzip } from 'node:zlib'

const magic = 'worksmart-backup 1 '
const sealBytes = { encrypted: 16, plain: 32 }

/** The file is not what it says, was changed, or the key is another one. */
export class BadBackup extends Error {}

type Header = { createdAt: string; salt?: string; iv?: string }

/**
 * Writes the lines as a backup. The file appears whole or not at all. With a `secret` nobody reads or
 * changes it without that secret; without one the seal only finds damage.
 */
export async function writeBackup(
  path: string,
  lines: AsyncIterable<string>,
  options: { createdAt: string; secret: string | null },
): Promise<void> {
  const { createdAt, secret } = options
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const header: Header = secret
    ? { createdAt, salt: salt.toString('base64'), iv: iv.toString('base64') }
    : { createdAt }
  const first = Buffer.from(`${magic}${JSON.stringify(header)}\n`)
  const partial = `${path}.partial`
  const seal = secret ? encrypting(secret, salt, iv, first) : hashing(first)
  const file = createWriteStream(partial, { mode: 0o600 })
  file.write(first)
  try {
    await pipeline(
      Readable.from(withBreaks(lines)),
      createGzip({ level: 6 }),
      seal.stream,
      // The stream stays open for the seal.
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          if (file.write(chunk)) done()
          else file.once('drain', () => done())
        },
      }),
    )
    await new Promise<void>((ended, fail) => {
      file.once('error', fail)
      file.end(seal.final(), ended)
    })
    const handle = await open(partial, 'r')
    await handle.sync()
    await handle.close()
    await rename(partial, path)
  } catch (error) {
    file.destroy()
    await rm(partial, { force: true })
    throw error
  }
}

/** Checks the seal over the whole file first; only then answers its lines. Throws `BadBackup`. */
export async function openBackup(
  path: string,
  secret: string | null,
): Promise<{ createdAt: string; lines: () => AsyncIterable<string> }> {
  const parts = await readParts(path, secret)
  const check = opening(parts, secret)
  try {
    await pipeline(
      createReadStream(path, { start: parts.start, end: parts.end }),
      check.stream,
      new Writable({ write: (_chunk, _encoding, done) => done() }),
    )
    check.verify()
  } catch (error) {
    throw error instanceof BadBackup ? error : new BadBackup(wasChanged)
  }
  return {
    createdAt: parts.header.createdAt,
    async *lines() {
      const { stream } = opening(parts, secret)
      const source = createReadStream(path, { start: parts.start, end: parts.end })
      const text = createGunzip()
      const done = pipeline(source, stream, text)
      done.catch(() => {})
      yield* linesOf(text)
      await done
    },
  }
}

const wasChanged = 'The backup was changed or damaged, or the key is another one. Nothing was read.'

type Parts = { header: Header; first: Buffer; start: number; end: number; seal: Buffer }

async function readParts(path: string, secret: string | null): Promise<Parts> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(Math.min(size, 1024))
    await handle.read(head, 0, head.length, 0)
    const newline = head.indexOf('\n')
    if (newline === -1 || !head.toString('latin1').startsWith(magic)) {
      throw new BadBackup('This is not a backup of WorkSmart.')
    }
    const first = head.subarray(0, newline + 1)
    const header = readHeader(first)
    if (Boolean(header.salt) !== Boolean(secret)) {
      throw new BadBackup(
        header.salt
          ? 'The backup is encrypted: set BACKUP_KEY.'
          : 'The backup is not encrypted, but BACKUP_KEY is set. Only what was written with the key is taken.',
      )
    }
    const length = header.salt ? sealBytes.encrypted : sealBytes.plain
    const seal = Buffer.alloc(length)
    const end = size - length - 1
    if (end < newline) throw new BadBackup(wasChanged)
    await handle.read(seal, 0, length, end + 1)
    return { header, first, start: newline + 1, end, seal }
  } finally {
    await handle.close()
  }
}

function readHeader(first: Buffer): Header {
  try {
    return JSON.parse(first.toString('utf8').slice(magic.length)) as Header
  } catch {
    throw new BadBackup(wasChanged)
  }
}

type Seal = { stream: Transform; final: () => Buffer }

function encrypting(secret: string, salt: Buffer, iv: Buffer, first: Buffer): Seal {
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, salt), iv)
  cipher.setAAD(first)
  return { stream: cipher as unknown as Transform, final: () => cipher.getAuthTag() }
}

function hashing(first: BinaryLike): Seal {
  const hash = createHash('sha256').update(first)
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { stream, final: () => hash.digest() }
}

/** Decrypts or passes on; `verify` throws when the seal of a plain file does not fit. */
function opening(
  { header, first, seal }: Parts,
  secret: string | null,
): { stream: Transform; verify: () => void } {
  if (secret && header.salt && header.iv) {
    const key = keyOf(secret, Buffer.from(header.salt, 'base64'))
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.iv, 'base64'))
    decipher.setAAD(first)
    // A tag that does not fit fails the end of the stream.
    decipher.setAuthTag(seal)
    return { stream: decipher as unknown as Transform, verify: () => {} }
  }
  const { stream, final } = hashing(first)
  const verify = () => {
    if (!final().equals(seal)) throw new BadBackup(wasChanged)
  }
  return { stream, verify }
}

const keyOf = (secret: string, salt: Buffer) => scryptSync(secret, salt, 32)

/** Breaks at line feeds alone. Node's own reader also breaks at U+2028, which a text may contain. */
async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of text) {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

async function* withBreaks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}
