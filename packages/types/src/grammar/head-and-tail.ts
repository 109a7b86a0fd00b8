import { type BareMatch, isSeparator, matchFrom, matchUpTo, numberIn } from './bare.ts'
import { type Diagnostic, diagnostic, type IgnoredReason } from './diagnostics.ts'
import type { Item } from './lexer.ts'
import { type Day, errorIn, fill, isTaken, read, type Slots } from './slots.ts'

/** What the bare tokens at both ends of the line say. Indexes count items. */
export type Ends = {
  slots: Slots
  /** Items that belong to a token that was taken. */
  taken: Set<number>
  /** Tokens in the order they were taken. */
  matches: BareMatch[]
  diagnostics: Diagnostic[]
  /** The first item that the head left. */
  headEnd: number
  hasTail: boolean
}

const prepositions = new Set(
  (
    'for by to from of the in until till before after since next this every each per within ' +
    'under over than'
  ).split(' '),
)

// `sat` and `sun` are English words too: they need a token beside them, `on` or `last`.
const isDoubtful = ({ token, glue }: BareMatch) => !glue && (token === 'sat' || token === 'sun')

const isSure = (match: BareMatch | null) => match !== null && !isDoubtful(match)

// A tag, project or task is passed even when it stays text.
const isPassed = (item: Item) => item.kind !== 'text' || isSeparator(item.bare)

/** The form of old logs: `<number> hr #<tag> <something>`, which never fails after the tag. */
export const isLegacy = (items: readonly Item[]): boolean => {
  const match = matchFrom(items, 0)
  const next = match ? match.last + 1 : 0
  return (
    match !== null &&
    !match.glue &&
    /^[^a-z]+hrs?$/.test(match.token) &&
    !/[,;.:]$/.test(items[match.last]?.bare ?? '') &&
    items[next]?.kind === 'tag' &&
    items.length > next + 1
  )
}

const ignored = ({ start, end }: BareMatch, reason: IgnoredReason) =>
  diagnostic('I_IGNORED_TOKEN', start, end, reason)

const take = (ends: Ends, match: BareMatch) => {
  for (let index = match.first; index <= match.last; index++) ends.taken.add(index)
  ends.matches.push(match)
}

/** Takes tokens from the left; returns the lowest item the tail may use. */
const readHead = (items: readonly Item[], ends: Ends, day: Day, legacy: boolean): number => {
  let index = 0
  const stop = (low: number) => {
    ends.headEnd = index
    return low
  }
  for (let item = items[index]; item; item = items[index]) {
    if (isPassed(item)) {
      index++
      continue
    }
    const match = matchFrom(items, index)
    const reading = match && read(match, day)
    if (!reading) return stop(index)
    const { first, last, kind, start, end } = reading.match
    const isBesideToken = ends.taken.has(first - 1) || isSure(matchFrom(items, last + 1))
    if (isDoubtful(reading.match) && !isBesideToken) return stop(index)
    const error = errorIn(ends.slots, reading)
    const reason = isTaken(ends.slots, kind)
      ? 'SLOT_TAKEN'
      : legacy && ends.taken.size
        ? error
        : null
    if (reason) {
      ends.diagnostics.push(ignored(reading.match, reason))
      return stop(last + 1)
    }
    if (error) ends.diagnostics.push(diagnostic(error, start, end))
    fill(ends.slots, reading, error)
    take(ends, reading.match)
    index = last + 1
  }
  return stop(index)
}

/** Takes tokens from the right for the slots that the head left empty. */
const readTail = (items: readonly Item[], ends: Ends, day: Day, low: number): void => {
  const hasTime = isTaken(ends.slots, 'duration') || isTaken(ends.slots, 'range')
  for (let index = items.length - 1; index >= low; ) {
    const item = items[index]
    if (!item) return
    if (isPassed(item)) {
      index--
      continue
    }
    const match = matchUpTo(items, low, index)
    const reading = match && read(match, day)
    if (!reading) return
    const { first, last, kind, glue } = reading.match
    const before = first > low ? items[first - 1]?.bare : undefined
    const isAboutWork = !glue && prepositions.has(before ?? '')
    const isBesideToken = ends.taken.has(last + 1) || isSure(matchUpTo(items, low, first - 1))
    if (isDoubtful(reading.match) && !isBesideToken && !isAboutWork) return
    const isFull = isTaken(ends.slots, kind) || (hasTime && kind !== 'date')
    const reason = isFull
      ? 'SLOT_TAKEN'
      : (errorIn(ends.slots, reading) ?? (isAboutWork ? 'PREPOSITION' : null))
    if (reason) {
      ends.diagnostics.push(ignored(reading.match, reason))
      return
    }
    fill(ends.slots, reading, null)
    take(ends, reading.match)
    ends.hasTail = true
    index = first - 1
  }
}

/** Reads the bare tokens of the head, then those of the tail. */
export const readEnds = (items: readonly Item[], day: Day, legacy: boolean): Ends => {
  const ends: Ends = {
    slots: { duration: null, range: null, date: null },
    taken: new Set(),
    matches: [],
    diagnostics: [],
    headEnd: 0,
    hasTail: false,
  }
  readTail(items, ends, day, readHead(items, ends, day, legacy))
  return ends
}

/** The span of the number at which the head stopped: it probably lacks its unit. */
export const numberAtHeadEnd = (
  items: readonly Item[],
  { headEnd }: Ends,
): { start: number; end: number } | null => {
  const item = items[headEnd]
  const number = numberIn(item)
  return item && number !== null ? { start: item.start, end: item.start + number.length } : null
}
