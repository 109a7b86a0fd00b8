import type { CheckinStats } from '@worksmart/types/checkins'
import { HeatStrip } from '@worksmart/ui/charts/heat-strip.tsx'
import { StackedBars } from '@worksmart/ui/charts/stacked-bars.tsx'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { OverviewPart } from '../projects/overview-part.tsx'
import { byWeekday, projectBars } from './chart-days.ts'
import type { Period, ProjectDays } from './use-insight-sums.ts'

export type InsightChartsProps = {
  stats: CheckinStats
  projects: readonly ProjectDays[]
  period: Period
  nameOf(projectId: string): string
}

/** How the hours lie over the days and the weekdays. */
export function InsightCharts({ stats, projects, period, nameOf }: InsightChartsProps) {
  const { series, bars } = projectBars(stats, projects, period, nameOf)
  const cells = byWeekday(stats)
  const busiest = cells.reduce((most, cell) => (cell.value > most.value ? cell : most))
  return (
    <>
      <OverviewPart heading="Hours by day">
        <StackedBars
          caption={`${formatMinutes(stats.minutes)} in all${
            series.length > 1 ? ', by project' : ''
          }.`}
          placeName="From"
          series={series}
          step={60}
          format={formatMinutes}
          speak={spokenMinutes}
          bars={bars}
        />
      </OverviewPart>
      <OverviewPart heading="Hours by weekday">
        <HeatStrip
          caption={`Most on ${busiest.name}: ${formatMinutes(busiest.value)}.`}
          placeName="Weekday"
          valueName="Hours"
          format={formatMinutes}
          speak={spokenMinutes}
          cells={cells}
        />
      </OverviewPart>
    </>
  )
}
