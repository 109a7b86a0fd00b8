import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Clamd,
  harmful,
  largest,
  signature,
  startClamd,
  whyNoClamd,
} from '../../test/clamd.ts'
import { askClamd, type ScanFailure } from './clamd.ts'

const missing = whyNoClamd()

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe.skipIf(missing)(`the clamd of Debian${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let clamd: Clamd
  beforeAll(async () => {
    clamd = await startClamd()
  })
  afterAll(() => clamd.close())

  const ask = (bytes: AsyncIterable<Uint8Array>) =>
    askClamd(clamd, bytes, { connectMs: 2000, signal: AbortSignal.timeout(10_000) })
  const codeOf = (bytes: AsyncIterable<Uint8Array>) =>
    ask(bytes).then(
      (found) => `found ${found}`,
      (error: ScanFailure) => error.code,
    )

  test.each([1, 7, 1000, 65_536])(
    'finds nothing in a harmless file, in pieces of %i',
    async (size) => {
      expect(
        await ask(inPieces(Buffer.alloc(Math.min(size * 50, 500_000), 'a note '), size)),
      ).toBeNull()
    },
  )

  test.each([1, 7, 1000, 65_536])('names what it finds, in pieces of %i', async (size) => {
    const bytes = Buffer.from(`${'a note '.repeat(300)}${harmful}${' and more'.repeat(300)}`)
    expect(await ask(inPieces(bytes, size))).toBe(signature)
  })

  test('an empty piece is not the end of the file', async () => {
    async function* withGap() {
      yield Buffer.from('a note ')
      yield Buffer.alloc(0)
      yield Buffer.from(harmful)
    }
    expect(await ask(withGap())).toBe(signature)
  })

  test('a file over the size that it takes has no verdict', async () => {
    const bytes = Buffer.alloc(largest * 4, 'x')
    expect(await codeOf(inPieces(bytes, 65_536))).toMatch(/^(too_large|unreachable)$/)
  })

  test('a file that it takes and does not look at whole has no verdict', async () => {
    const bytes = Buffer.concat([Buffer.alloc(largest - 1000, 'x'), Buffer.from(harmful)])
    expect(await codeOf(inPieces(bytes, 65_536))).toBe('too_large')
  })
})
