/** How near two int8 vectors are, -1..1; 0 when they cannot be compared. */
export function cosine(a: Int8Array, b: Int8Array): number {
  if (a.length !== b.length || a.length === 0) return 0
  let dot = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number
    const y = b[i] as number
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb)
}

/** The bytes as signed numbers, without a copy. */
export function toVector(bytes: Buffer): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
