import type { CheckinStats } from '@worksmart/types/checkins'
import { addDays, daysBetween, formatDay, longDay, weekStart } from '../../lib/dates.ts'
import type { Period, ProjectDays } from './use-insight-sums.ts'

export type ProjectBars = {
  series: string[]
  bars: { label: string; name: string; values: number[] }[]
}

const restName = 'Other or no project'
const daysMost = 31

/**
 * Hours by day, each split by project; by week where there are too many days to tell apart. The
 * parts of a bar add up to the whole, because what the named projects leave is a part of its own.
 */
export function projectBars(
  stats: CheckinStats,
  projects: readonly ProjectDays[],
  period: Period,
  nameOf: (projectId: string) => string,
): ProjectBars {
  const isByWeek = daysBetween(period.from, period.to) >= daysMost
  const placeOf = (day: string) => (isByWeek ? weekStart(day) : day)
  const first = placeOf(period.from)
  const step = isByWeek ? 7 : 1
  const count = Math.floor(daysBetween(first, period.to) / step) + 1
  const places = Array.from({ length: count }, (_, index) => addDays(first, index * step))
  const sums = (days: CheckinStats['byDay']) => {
    const minutes = new Map<string, number>()
    for (const day of days) {
      const place = placeOf(day.workDate)
      minutes.set(place, (minutes.get(place) ?? 0) + day.minutes)
    }
    return minutes
  }
  const whole = sums(stats.byDay)
  const parts = projects.map(({ byDay }) => sums(byDay))
  const bars = places.map((place) => {
    const named = parts.map((part) => part.get(place) ?? 0)
    const rest = (whole.get(place) ?? 0) - named.reduce((sum, minutes) => sum + minutes, 0)
    return { label: shortDay(place), name: longDay(place), values: [...named, Math.max(0, rest)] }
  })
  const hasRest = bars.some(({ values }) => (values.at(-1) ?? 0) > 0)
  const names = projects.map(({ id }) => nameOf(id))
  if (hasRest || names.length === 0) {
    return { series: [...names, names.length === 0 ? 'Hours' : restName], bars }
  }
  return { series: names, bars: bars.map((bar) => ({ ...bar, values: bar.values.slice(0, -1) })) }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Minutes by weekday, Monday first. */
export function byWeekday({
  byDay,
}: CheckinStats): { label: string; name: string; value: number }[] {
  return weekdays.map((name, index) => ({
    label: name.slice(0, 3),
    name,
    value: byDay
      .filter(({ workDate }) => daysBetween(weekStart(workDate), workDate) === index)
      .reduce((sum, { minutes }) => sum + minutes, 0),
  }))
}

/** `16 Nov`: read a week later it is a date, whatever today is. */
function shortDay(day: string): string {
  return formatDay(day, addDays(day, 7)).split(' ').slice(1, 3).join(' ')
}
