import { addDays, civilToday, nowMinute } from '../lib/dates.ts'

/**
 * The instant at which the clocks of that zone show `time` (`HH:MM`) on `day`. A time that a change
 * of clocks skips becomes the one that the clocks jump to.
 */
export function instantOf(day: string, time: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  // One correction finds the offset; a second one settles the hours around a change of clocks.
  let instant = wanted
  for (let round = 0; round < 2; round++) instant += wanted - shownAt(instant, timeZone)
  return new Date(instant).toISOString()
}

function shownAt(instant: number, timeZone: string): number {
  const date = new Date(instant)
  return Date.parse(`${civilToday(timeZone, date)}T00:00:00Z`) + nowMinute(timeZone, date) * 60_000
}

type Range = { date: string; start: string | null; end: string | null; endsNextDay: boolean }

/** The two instants of a range on wall clocks; null twice when the line had only a duration. */
export function rangeInstants({ date, start, end, endsNextDay }: Range, timeZone: string) {
  if (start === null || end === null) return { startedAt: null, endedAt: null, timeZone: null }
  return {
    startedAt: instantOf(date, start, timeZone),
    endedAt: instantOf(endsNextDay ? addDays(date, 1) : date, end, timeZone),
    timeZone,
  }
}
