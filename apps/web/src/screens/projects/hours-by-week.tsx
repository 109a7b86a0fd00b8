import type { ProjectSummary } from '@worksmart/types/projects'
import { StackedBars } from '@worksmart/ui/charts/stacked-bars.tsx'
import { addDays, formatDay, longDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { comparedWith } from './summary-facts.tsx'

/** Half a year of weeks. The last one is the week that runs. */
export function HoursByWeek({ summary }: { summary: ProjectSummary }) {
  const { minutesThisWeek, minutesLastWeek } = summary
  return (
    <StackedBars
      caption={`Hours by week: ${formatMinutes(minutesThisWeek)} this week, ${comparedWith(minutesThisWeek, minutesLastWeek)}.`}
      placeName="Week from"
      series={['Hours']}
      step={60}
      format={formatMinutes}
      speak={spokenMinutes}
      bars={summary.byWeek.map(({ weekStart, minutes }) => ({
        label: dayAndMonth(weekStart),
        name: longDay(weekStart),
        values: [minutes],
      }))}
    />
  )
}

// Read a week later it is a date, whatever today is; weekday and year stand in the full name.
function dayAndMonth(day: string): string {
  return formatDay(day, addDays(day, 7)).split(' ').slice(1, 3).join(' ')
}
