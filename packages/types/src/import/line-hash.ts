// FNV-1a, 128 bits, over UTF-8. Neither side needs a promise or a secure context for it, as
// `crypto.subtle` would, and a person can only ever collide with lines of their own.

const limbs = 8
// The prime is 2^88 + 315, so a product is one small multiplication and one shift of 88 bits.
const primeLow = 315
const offsetBasis = [0xc58d, 0x6295, 0x2175, 0x62b8, 0x0142, 0x07bb, 0x272e, 0x6c62]
const encoder = new TextEncoder()

/** 32 hexadecimal digits, the same in Node and in every browser. */
export function hashLine(text: string): string {
  const hash = new Uint32Array(offsetBasis)
  const next = new Uint32Array(limbs)
  for (const byte of encoder.encode(text)) {
    hash[0] = at(hash, 0) ^ byte
    let carry = 0
    for (let i = 0; i < limbs; i++) {
      const shifted = ((at(hash, i - 5) << 8) & 0xffff) | (at(hash, i - 6) >>> 8)
      const sum = at(hash, i) * primeLow + shifted + carry
      next[i] = sum & 0xffff
      carry = sum >>> 16
    }
    hash.set(next)
  }
  return Array.from(hash, (limb) => limb.toString(16).padStart(4, '0'))
    .reverse()
    .join('')
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}
