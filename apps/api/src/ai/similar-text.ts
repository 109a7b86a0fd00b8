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

/** A text with its pieces, cut once however often it is compared. */
export type Pieces = { text: string; pieces: ReadonlySet<string> }

export const piecesOf = (text: string): Pieces => ({ text, pieces: trigramsOf(text) })

/** How much of two texts is the same, 0..1. Texts without a word are the same only when equal. */
export function sameText(a: Pieces, b: Pieces): number {
  if (a.text === b.text) return 1
  const [small, large] = a.pieces.size < b.pieces.size ? [a.pieces, b.pieces] : [b.pieces, a.pieces]
  if (small.size === 0) return 0
  let shared = 0
  for (const piece of small) if (large.has(piece)) shared++
  return shared / (small.size + large.size - shared)
}
