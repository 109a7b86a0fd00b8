import { createHash } from 'node:crypto'

/** The words of a text as they are compared: NFC, lower case, letters and digits, two or more. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? []
  )
}

/**
 * Names the pattern of a line: the same words in any order, whatever numbers stand in it. Two
 * dismissals under one name end a suggestion.
 */
export function patternOf(text: string): string {
  const words = wordsOf(text).filter((word) => !/^\p{N}+$/u.test(word))
  return createHash('sha256')
    .update([...new Set(words)].sort().join(' '))
    .digest('hex')
}

/** How alike two sets of words are, 0..1 (Dice). */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return (2 * shared) / (a.size + b.size)
}
