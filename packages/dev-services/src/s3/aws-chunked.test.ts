import { describe, expect, test } from 'vitest'
import { decodeAwsChunked } from './aws-chunked.ts'

async function* inPieces(text: string, sizeBytes: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes)
}

async function decode(text: string, sizeBytes = 7) {
  const { body, values } = decodeAwsChunked(inPieces(text, sizeBytes))
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part)
  return { text: Buffer.concat(parts).toString(), trailers: Object.fromEntries(values) }
}

describe('an aws-chunked body', () => {
  test('is read the same however it arrives', async () => {
    const framed =
      '4;x=y\r\nab\r\n\r\nA\r\n0123456789\r\n0\r\nX-Amz-Checksum-Crc32: AAAAAA==\r\n\r\n'
    for (let sizeBytes = 1; sizeBytes <= framed.length; sizeBytes++) {
      expect(await decode(framed, sizeBytes)).toEqual({
        text: 'ab\r\n0123456789',
        trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
      })
    }
  })

  test('may be empty', async () => {
    expect(await decode('0\r\n\r\n')).toEqual({ text: '', trailers: {} })
  })

  test('is refused when its framing is damaged or cut off', async () => {
    for (const damaged of [
      '',
      'zz\r\nab\r\n0\r\n\r\n',
      '-1\r\nab\r\n0\r\n\r\n',
      '2\nab\r\n0\r\n\r\n',
      '2\r\nabc\r\n0\r\n\r\n',
      '2\r\nab\r\n',
      '4\r\nab',
      '0\r\nno colon\r\n\r\n',
      '0\r\nx: y',
      '0\r\n\r\nmore\r\n',
      `${'1'.repeat(5000)}\r\n`,
    ]) {
      await expect(decode(damaged), damaged.slice(0, 30)).rejects.toThrow('framing')
    }
  })
})
