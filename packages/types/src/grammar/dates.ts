const day = '\\d{1,2}(?:st|nd|rd|th)?'
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?' +
  '|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const weekday =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?' +
  '|sat(?:urday)?|sun(?:day)?)'
const year = '20\\d\\d'

/** A date, as one alternation for words in lower case with single spaces. */
export const dateSource =
  `today|yesterday|(?:last )?${weekday}|\\d{4}-\\d{1,2}-\\d{1,2}` +
  `|(?:${day} ${month}|${month} ${day})(?: ${year})?|\\d{1,3}d ago|\\d{1,3} days? ago` +
  '|\\d{1,2}/\\d{1,2}(?:/(?:\\d{4}|\\d\\d))?'

export type DateReading = {
  /** YYYY-MM-DD, or null with an error. */
  date: string | null
  error?: 'E_BAD_DATE' | 'E_DATE_FUTURE' | 'E_AMBIGUOUS_DATE'
}

/** Year and month as typed; `year` is null when the line names none. */
export type CalendarDay = { year: number | null; month: number; day: number }

const dayMs = 86_400_000
const monthNames = 'janfebmaraprmayjunjulaugsepoctnovdec'
const weekdayNames = 'sunmontuewedthufrisat'
const iso = /^(\d{4})-(\d+)-(\d+)$/
const slashed = /^(\d+)\/(\d+)(?:\/(\d+))?$/

const two = (value: number) => String(value).padStart(2, '0')

const isoText = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** How many days a month (1..12) has. */
export const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The day `count` days after `date` (before it, when negative). */
export const addDays = (date: string, count: number): string => {
  const at = new Date(Date.parse(`${date}T00:00:00Z`) + count * dayMs)
  return isoText(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
}

/** Whole days from one day to a later one. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

/** The day of the week, 0 for Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

const exists = (year: number, month: number, day: number) =>
  year >= 2000 &&
  year <= 2099 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysIn(year, month)

/** What a calendar date token names, or null for a relative or slashed one. */
export const calendarDay = (token: string): CalendarDay | null => {
  const [, isoYear, isoMonth, isoDay] = iso.exec(token) ?? []
  if (isoYear) return { year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay) }
  const name = /^(?:\d+[a-z]* )?([a-z]{3})/.exec(token)?.[1] ?? ''
  const index = monthNames.indexOf(name)
  const numbers = token.match(/\d+/g)
  if (!numbers || index % 3 !== 0) return null
  return {
    year: numbers[1] ? Number(numbers[1]) : null,
    month: index / 3 + 1,
    day: Number(numbers[0]),
  }
}

/**
 * Reads a named day. Without a year it is the most recent past one, unless that lies more than
 * 183 days back in another year: then it counts as this year's, in the future.
 */
export const readCalendarDay = (named: CalendarDay, today: string): DateReading => {
  const thisYear = Number(today.slice(0, 4))
  const at = (year: number): DateReading => {
    if (!exists(year, named.month, named.day)) return { date: null, error: 'E_BAD_DATE' }
    const date = isoText(year, named.month, named.day)
    return date > today ? { date: null, error: 'E_DATE_FUTURE' } : { date }
  }
  if (named.year !== null) return at(named.year)
  const current = at(thisYear)
  if (current.date) return current
  const previous = at(thisYear - 1)
  return previous.date && daysBetween(previous.date, today) <= 183 ? previous : current
}

/** The readings of `3/4`, day first and then month first; empty when neither can be a date. */
export const slashedDays = (token: string): CalendarDay[] => {
  const [, first, second, typed] = slashed.exec(token) ?? []
  const year = typed ? Number(typed.length === 2 ? `20${typed}` : typed) : null
  const [a, b] = [Number(first), Number(second)]
  return [
    { year, month: b, day: a },
    { year, month: a, day: b },
  ].filter(({ month, day }) => month >= 1 && month <= 12 && day >= 1 && day <= 31)
}

const inYears = (date: string): DateReading =>
  date < '2000-01-01' ? { date: null, error: 'E_BAD_DATE' } : { date }

/** Reads a token that `dateSource` matched; null when it is no date after all (`50/50`). */
export const readDate = (token: string, today: string): DateReading | null => {
  if (token.includes('/')) {
    return slashedDays(token).length > 0 ? { date: null, error: 'E_AMBIGUOUS_DATE' } : null
  }
  const named = token.endsWith('ago') ? null : calendarDay(token)
  if (named) return readCalendarDay(named, today)
  if (token === 'today') return { date: today }
  if (token === 'yesterday') return inYears(addDays(today, -1))
  if (token.endsWith('ago')) return inYears(addDays(today, -Number.parseInt(token, 10)))
  const isLast = token.startsWith('last ')
  const wanted = weekdayNames.indexOf(token.slice(isLast ? 5 : 0).slice(0, 3)) / 3
  const back = (weekdayOf(today) - wanted + 7) % 7
  return inYears(addDays(today, -(isLast && back === 0 ? 7 : back)))
}
