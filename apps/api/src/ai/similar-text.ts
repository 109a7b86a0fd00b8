/** The three-letter pieces of a text's words, as `pg_trgm` cuts them. */
function trigramsOf(text: string): Set<string> {
  const pieces = new Set<string>()
  for (const word of text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const letters = [...`  ${word} `]
    for (let at = 0; at + 3 <= letters.length; at++) pieces.add(letters.slice(at, at + 3).join(''))
  }
  return pieces
}

/** How much of two texts is the same, 0..1. Texts without a word are the same only when equal. */
export function sameText(a: string, b: string): number {
  if (a === b) return 1
  const one = trigramsOf(a)
  const other = trigramsOf(b)
  if (one.size === 0 || other.size === 0) return 0
  let shared = 0
  for (const piece of one) if (other.has(piece)) shared++
  return shared / (one.size + other.size - shared)
}
