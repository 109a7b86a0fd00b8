import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashLine } from './line-hash.ts'

// The published test vectors of FNV-1a with 128 bits.
test.each([
  ['', '6c62272e07bb014262b821756295c58d'],
  ['a', 'd228cb696f1a8caf78912b704e4a8964'],
  ['foobar', '343e1662793c64bf6f0d3597ba446f18'],
])('%j has the hash that FNV-1a defines', (text, expected) => {
  expect(hashLine(text)).toBe(expected)
})

function byBigInt(text: string): string {
  let hash = 0x6c62272e07bb014262b821756295c58dn
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * (2n ** 88n + 315n)) & (2n ** 128n - 1n)
  }
  return hash.toString(16).padStart(32, '0')
}

test('the hash agrees with plain big integers for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(hashLine(text)).toBe(byBigInt(text))
    }),
    { seed: 20261124, numRuns: 500 },
  )
})
