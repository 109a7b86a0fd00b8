import * as z from 'zod'

/** Length as a person counts it: one emoji of one code point is one, not two UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

// Lone surrogates are silently replaced in a `text` column and refused in `jsonb`; a NUL is refused
// in both. Either one would otherwise pass `z.string()` and become a 500.
function isWellFormed(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}

/**
 * Text from outside: well-formed, without NUL, NFC, trimmed, `min`..`max` code points.
 * Every free-text field of every contract is made of this.
 */
export function safeText(max: number, min = 1) {
  return z
    .string()
    .max(max * 4, `At most ${max} characters.`)
    .refine(isWellFormed, 'Remove the characters that are not text (NUL or half of a pair).')
    .transform((text) => text.normalize('NFC').trim())
    .refine(
      (text) => codePoints(text) >= min,
      min === 1 ? 'Fill this in.' : `At least ${min} characters.`,
    )
    .refine((text) => codePoints(text) <= max, `At most ${max} characters.`)
    .meta({ minLength: min, maxLength: max })
}

/** How deeply arrays and objects nest; stops counting past `stopAt`, so a hostile body is cheap. */
export function jsonDepth(value: unknown, stopAt: number): number {
  let level: unknown[] = [value]
  let depth = 0
  while (level.length > 0) {
    const next: unknown[] = []
    for (const item of level) {
      if (item !== null && typeof item === 'object') {
        for (const child of Object.values(item)) next.push(child)
      }
    }
    if (level.some((item) => item !== null && typeof item === 'object')) depth++
    if (depth > stopAt) return depth
    level = next
  }
  return depth
}
