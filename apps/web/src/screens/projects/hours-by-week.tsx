import type { ProjectSummary } from '@worksmart/types/projects'
import { StackedBars } from '@worksmart/ui/charts/stacked-bars.tsx'
import { civilToday, formatDay, longDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { comparedWith } from './summary-facts.tsx'

/** Half a year of weeks. The last one is the week that runs. */
export function HoursByWeek({ summary }: { summary: ProjectSummary }) {
  const { me } = useSession()
  const today = civilToday(me.timeZone)
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
        label: formatDay(weekStart, today)
          .replace(/^[A-Z][a-z]{2} (?=\d)/, '')
          .replace(/ \d{4}$/, ''),
        name: longDay(weekStart),
        values: [minutes],
      }))}
    />
  )
}
