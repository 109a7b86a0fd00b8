import type { CheckinStats } from '@worksmart/types/checkins'
import { Card } from '@worksmart/ui/card.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { lazy, Suspense } from 'react'
import { useFocusBar } from '../../components/bar-focus.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { OverviewPart } from '../projects/overview-part.tsx'
import { ShareList } from '../projects/share-list.tsx'
import { useTodayContext } from '../today/today-context.tsx'
import type { Period, ProjectDays } from './use-insight-sums.ts'

const InsightCharts = lazy(() =>
  import('./insight-charts.tsx').then(({ InsightCharts }) => ({ default: InsightCharts })),
)

const shownRows = 6
const chartsWait = <Skeleton shape="block" height={420} />

export type SumsColumnProps = {
  stats: CheckinStats | undefined
  /** Null while they are asked for. */
  projects: readonly ProjectDays[] | null
  period: Period
  days: number
  onLog(): void
}

/** How the time of the period lies: over days, weekdays, tags and, for the team, people. */
export function SumsColumn({ stats, projects, period, days, onLog }: SumsColumnProps) {
  const { isTeam, projectOf, nameOf } = useTodayContext()
  const focusBar = useFocusBar()
  if (!stats) return chartsWait
  if (stats.count === 0) {
    return (
      <Card>
        <EmptyState
          heading={`No time in the last ${days} days`}
          why="What is logged is summed up here by day, weekday, project and tag."
          action={{
            label: 'Log a check-in',
            onPress() {
              focusBar()
              onLog()
            },
          }}
        />
      </Card>
    )
  }
  return (
    <>
      {projects ? (
        <Suspense fallback={chartsWait}>
          <InsightCharts
            stats={stats}
            projects={projects}
            period={period}
            nameOf={(id) => projectOf(id)?.name ?? 'A project'}
          />
        </Suspense>
      ) : (
        chartsWait
      )}
      <OverviewPart heading="Top tags">
        <ShareList
          none="No tags yet"
          rows={stats.byTag
            .slice(0, shownRows)
            .map(({ tag, minutes }) => ({ id: tag, name: `#${tag}`, minutes, ofMinutes: null }))}
        />
      </OverviewPart>
      {isTeam && (
        <OverviewPart heading="People">
          <ShareList
            none="No time yet"
            rows={stats.byPerson.slice(0, shownRows).map(({ userId, minutes }) => ({
              id: userId,
              name: nameOf(userId),
              minutes,
              ofMinutes: null,
            }))}
          />
        </OverviewPart>
      )}
    </>
  )
}
