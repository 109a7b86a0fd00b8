import type { CheckinStats } from '@worksmart/types/checkins'
import { addDays } from '../../lib/dates.ts'
import { preferred } from '../../lib/preferences.ts'

/** Minutes of a day's work that the person aims at: seven and a half hours until they choose. */
export function dailyTarget(): number {
  return Number(preferred('target')) || 450
}

/** The bars of the strip, today included. */
export const stripDays = 14

/** Minutes worked on that day and later. */
export function minutesSince(sums: CheckinStats, day: string): number {
  return sums.byDay
    .filter(({ workDate }) => workDate >= day)
    .reduce((total, { minutes }) => total + minutes, 0)
}

/** Every day of the strip, oldest first; a day without work is 0, also before the sums arrive. */
export function minutesByDay(
  sums: CheckinStats | undefined,
  today: string,
): { day: string; minutes: number }[] {
  const known = new Map(sums?.byDay.map(({ workDate, minutes }) => [workDate, minutes]))
  return Array.from({ length: stripDays }, (_, index) => {
    const day = addDays(today, index + 1 - stripDays)
    return { day, minutes: known.get(day) ?? 0 }
  })
}

/** The tags with the most minutes, most first; the name decides between equals. */
export function topTags({ byTag }: Pick<CheckinStats, 'byTag'>, count: number) {
  return byTag.toSorted((a, b) => b.minutes - a.minutes || (a.tag < b.tag ? -1 : 1)).slice(0, count)
}
