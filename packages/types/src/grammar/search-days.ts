import { type BareMatch, matchFrom } from './bare.ts'
import { addDays, readDate, weekdayOf } from './dates.ts'
import type { Item } from './lexer.ts'

/** YYYY-MM-DD, inclusive; null is open. */
export type Days = { from: string | null; to: string | null }

const firstDay = '2000-01-01'

const monthOf = (today: string, back: number): Days => {
  const first = new Date(`${today.slice(0, 7)}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() - back)
  const from = first.toISOString().slice(0, 10)
  first.setUTCMonth(first.getUTCMonth() + 1)
  return { from, to: addDays(first.toISOString().slice(0, 10), -1) }
}

const periods: Record<string, (today: string, back: number) => Days> = {
  week: (today, back) => {
    const monday = addDays(today, -((weekdayOf(today) + 6) % 7) - 7 * back)
    return { from: monday, to: addDays(monday, 6) }
  },
  month: monthOf,
  year: (today, back) => {
    const year = Number(today.slice(0, 4)) - back
    return { from: `${year}-01-01`, to: `${year}-12-31` }
  },
}

const readPeriod = (items: readonly Item[], at: number, today: string) => {
  const which = items[at]?.bare
  const period = periods[items[at + 1]?.bare ?? '']
  if (!period || (which !== 'last' && which !== 'this')) return null
  return { days: period(today, which === 'last' ? 1 : 0), last: at + 1 }
}

// `sat` and `sun` are English words too.
const isDoubtful = ({ token, glue }: BareMatch) => !glue && (token === 'sat' || token === 'sun')

const dayAt = (items: readonly Item[], at: number, today: string, isSure: boolean) => {
  const match = matchFrom(items, at)
  if (match?.kind !== 'date' || (isDoubtful(match) && !isSure)) return null
  const date = readDate(match.token, today)?.date
  return date ? { date, last: match.last } : null
}

/**
 * The days that the words from item `at` on name, and the last item that belongs to them: `last week`,
 * `yesterday`, `since monday`, `until 3 nov`. Null when they name none.
 */
export const readDays = (items: readonly Item[], at: number, today: string) => {
  const period = readPeriod(items, at, today)
  if (period) return period
  const word = items[at]?.bare
  const isStart = word === 'since' || word === 'after'
  if (isStart || word === 'until' || word === 'before') {
    const inner = readPeriod(items, at + 1, today)
    const day = inner ? null : dayAt(items, at + 1, today, true)
    const named = inner?.days ?? (day ? { from: day.date, to: day.date } : null)
    const last = inner?.last ?? day?.last
    if (!named?.from || !named.to || last === undefined) return null
    if (word === 'since') return { days: { from: named.from, to: null }, last }
    if (word === 'after') return { days: { from: addDays(named.to, 1), to: null }, last }
    if (word === 'until') return { days: { from: null, to: named.to }, last }
    const dayBefore = addDays(named.from, -1)
    return dayBefore < firstDay ? null : { days: { from: null, to: dayBefore }, last }
  }
  const day = dayAt(items, at, today, false)
  return day && { days: { from: day.date, to: day.date }, last: day.last }
}
