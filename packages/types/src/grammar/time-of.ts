import { numberIn } from './bare.ts'
import { type Diagnostic, diagnostic } from './diagnostics.ts'
import type { Ends } from './head-and-tail.ts'
import type { Item } from './lexer.ts'

const longMinutes = 12 * 60
const clockMinutes = 8 * 60

export type Time = {
  minutes: number | null
  start: string | null
  end: string | null
  endsNextDay: boolean
  date: string
}

/** The time fields that the tokens of both ends agree on; after a date error the date is today. */
export const timeOf = ({ slots: { duration, range, date } }: Ends, today: string): Time => {
  const isBadDate = date?.error && date.error !== 'E_NOW_DATE'
  return {
    minutes: duration?.minutes ?? range?.minutes ?? null,
    start: range?.start ?? null,
    end: range?.end ?? null,
    endsNextDay: range?.endsNextDay ?? false,
    date: date?.date ?? (isBadDate ? today : (range?.date ?? today)),
  }
}

/** Times that read well but may be meant otherwise. */
export const timeWarnings = (
  items: readonly Item[],
  { slots: { duration, range }, taken }: Ends,
  minutes: number | null,
): Diagnostic[] => {
  const warnings: Diagnostic[] = []
  const isClock = duration?.isClock && (duration.minutes ?? 0) > clockMinutes
  if (duration && isClock) {
    warnings.push(diagnostic('W_CLOCK_AS_DURATION', duration.match.start, duration.match.end))
  } else if ((minutes ?? 0) > longMinutes) {
    const token = [duration, range].find((reading) => reading?.minutes)?.match
    if (token) warnings.push(diagnostic('W_LONG', token.start, token.end))
  }
  const next = (duration?.match.last ?? items.length) + 1
  const stray = duration?.minutes && !taken.has(next) ? items[next] : undefined
  const number = numberIn(stray)
  if (stray && number && /^[0-5]\d$/.test(number)) {
    warnings.push(diagnostic('W_STRAY_NUMBER', stray.start, stray.start + 2))
  }
  return warnings
}
