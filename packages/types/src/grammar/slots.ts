import type { BareMatch } from './bare.ts'
import { addDays, readDate } from './dates.ts'
import type { ErrorCode } from './diagnostics.ts'
import { readDuration } from './durations.ts'
import { readRange } from './ranges.ts'

/** What a time or date token says. An error leaves `minutes` and `date` null. */
export type Reading = {
  match: BareMatch
  error: ErrorCode | null
  minutes: number | null
  start: string | null
  end: string | null
  endsNextDay: boolean
  /** The day a date names, or the day on which a range that ends `now` began. */
  date: string | null
  isClock: boolean
}

export type Slots = {
  duration: Reading | null
  range: Reading | null
  date: Reading | null
}

export type Day = { today: string; nowMin: number }

const blank = {
  error: null,
  minutes: null,
  start: null,
  end: null,
  endsNextDay: false,
  date: null,
  isClock: false,
}

/** Reads a matched token; null when it turns out to be text. */
export const read = (match: BareMatch, day: Day): Reading | null => {
  if (match.kind === 'duration') {
    const { minutes, error = null, isClock } = readDuration(match.token)
    return { ...blank, match, minutes, error, isClock }
  }
  if (match.kind === 'date') {
    const reading = readDate(match.token, day.today)
    return reading && { ...blank, match, date: reading.date, error: reading.error ?? null }
  }
  const { isNow, startsYesterday, error = null, ...range } = readRange(match.token, day.nowMin)
  const date = isNow && !error ? addDays(day.today, startsYesterday ? -1 : 0) : null
  return { ...blank, ...range, match, error, date }
}

const disagree = (a: string | number | null | undefined, b: string | number | null) =>
  a !== null && a !== undefined && b !== null && a !== b

/** Whether a token of this kind already stands in the line. */
export const isTaken = (slots: Slots, kind: BareMatch['kind']): boolean => slots[kind] !== null

/** The error a reading has by itself or beside what the slots hold; null when it fits. */
export const errorIn = (slots: Slots, reading: Reading): ErrorCode | null => {
  if (reading.error) return reading.error
  const { kind } = reading.match
  const other = kind === 'date' ? null : slots[kind === 'range' ? 'duration' : 'range']
  if (disagree(other?.minutes, reading.minutes)) return 'E_TIME_CONFLICT'
  const otherDate = slots[kind === 'date' ? 'range' : 'date']?.date
  return kind !== 'duration' && disagree(otherDate, reading.date) ? 'E_NOW_DATE' : null
}

/** Keeps a reading in its slot; with an error the slot is filled but holds no value. */
export const fill = (slots: Slots, reading: Reading, error: ErrorCode | null): void => {
  slots[reading.match.kind] = error ? { ...blank, match: reading.match, error } : reading
}
