import { dateSource } from './dates.ts'
import { durationSource, numberSource } from './durations.ts'
import type { Item } from './lexer.ts'
import { isMarkedRange, rangeSource } from './ranges.ts'

export type BareKind = 'range' | 'duration' | 'date'

/** A time or date written as plain words: items `first`..`last`, the glue word included. */
export type BareMatch = {
  kind: BareKind
  /** The words in lower case with single spaces, without glue and without punctuation. */
  token: string
  glue: string
  first: number
  last: number
  /** Span of the token in the line, without glue and without punctuation. */
  start: number
  end: number
}

// The longest token is five words and its glue; one more shows where it ends.
const lookAhead = 7

const patterns = (
  [
    ['range', 'for|from|at', rangeSource],
    ['duration', 'for|took|spent', durationSource],
    ['date', 'on', dateSource],
  ] as const
).map(([kind, glue, source]) => ({
  kind,
  atStart: new RegExp(`^(?:(${glue}) )?(${source})(?=[,;.:]?(?: |$))`),
  atEnd: new RegExp(`(?:^| )(?:(${glue}) )?(${source})[,;.:]?$`),
}))

const aloneNumber = new RegExp(`^(${numberSource})[,;.:]?$`)

/** Whether a plain word only sets parts of the line off: `-`, `•`, `|`. */
export const isSeparator = (word: string): boolean => /^[-‒–—*•·|:;,]{1,3}$/.test(word)

/** The number a plain word consists of, without punctuation, or null. */
export const numberIn = (item: Item | undefined): string | null =>
  aloneNumber.exec(item?.bare ?? '')?.[1] ?? null

const toMatch = (
  items: readonly Item[],
  from: number,
  kind: BareKind,
  glue: string,
  token: string,
  offset: number,
): BareMatch => {
  const tokenStart = offset + (glue ? glue.length + 1 : 0)
  const tokenEnd = tokenStart + token.length
  let first = from
  let start = 0
  for (let index = from, at = 0; ; index++) {
    const item = items[index]
    const length = item?.bare.length ?? tokenEnd
    if (at <= offset) first = index
    // A matched word has as many units as the typed one, so offsets carry over.
    if (at <= tokenStart) start = (item?.start ?? 0) + tokenStart - at
    if (tokenEnd <= at + length) {
      return {
        kind,
        token,
        glue,
        first,
        last: index,
        start,
        end: (item?.start ?? 0) + tokenEnd - at,
      }
    }
    at += length + 1
  }
}

const isToken = (kind: BareKind, token: string) => kind !== 'range' || isMarkedRange(token)

/** The time or date that starts at item `from`: range, then duration, then date; the longest. */
export const matchFrom = (items: readonly Item[], from: number): BareMatch | null => {
  let words = items[from]?.bare
  if (!words) return null
  for (let index = from + 1; index < from + lookAhead; index++) {
    const word = items[index]?.bare
    if (!word) break
    words += ` ${word}`
  }
  for (const { kind, atStart } of patterns) {
    const [, glue = '', token = ''] = atStart.exec(words) ?? []
    if (token && isToken(kind, token)) return toMatch(items, from, kind, glue, token, 0)
  }
  return null
}

/** The time or date that ends at item `last` and starts at item `low` or later. */
export const matchUpTo = (items: readonly Item[], low: number, last: number): BareMatch | null => {
  let words = items[last]?.bare
  if (!words) return null
  let from = last
  while (from > Math.max(low, last - lookAhead + 1)) {
    const word = items[from - 1]?.bare
    if (!word) break
    words = `${word} ${words}`
    from--
  }
  for (const { kind, atEnd } of patterns) {
    const found = atEnd.exec(words)
    const [whole = '', glue = '', token = ''] = found ?? []
    if (found && isToken(kind, token)) {
      return toMatch(items, from, kind, glue, token, found.index + (whole[0] === ' ' ? 1 : 0))
    }
  }
  return null
}
