import * as stylex from '@stylexjs/stylex'
import { getRouteApi } from '@tanstack/react-router'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense, useMemo } from 'react'
import { HeaderSlot } from '../../components/header-slot.tsx'
import { Surface } from '../../components/surface.tsx'
import { addDays } from '../../lib/dates.ts'
import { type InsightsSearch, insightsSearch, rangeOf } from '../../lib/insights-search.ts'
import { useSession } from '../../session/session.tsx'
import { OverviewPart } from '../projects/overview-part.tsx'
import { ShareList } from '../projects/share-list.tsx'
import { TodayContextValue } from '../today/today-context.tsx'
import { shownPerson } from '../today/today-view.ts'
import { useTodayValue } from '../today/use-today-value.ts'
import { AnomalyInbox } from './anomaly-inbox.tsx'
import { Figures } from './figures.tsx'
import { InsightsFilters, type InsightsPatch } from './insights-filters.tsx'
import { useInsightSums } from './use-insight-sums.ts'

const InsightCharts = lazy(() =>
  import('./insight-charts.tsx').then(({ InsightCharts }) => ({ default: InsightCharts })),
)

const route = getRouteApi('/insights')
const shownRows = 6
const ignoreFocus = () => {}

/** What needs a look, and how the time lies. */
export function InsightsScreen() {
  const { me } = useSession()
  const raw = route.useSearch()
  const navigate = route.useNavigate()
  const search = useMemo(() => insightsSearch({ ...raw }), [raw])
  const who = shownPerson(search, me)
  const context = useTodayValue({ isTeam: who !== me.id, onFocusRow: ignoreFocus })
  const { today, projectOf, nameOf } = context
  const days = Number(rangeOf(search))
  const period = { from: addDays(today, 1 - days), to: today }
  const { now, before, projects } = useInsightSums(who, period, days)
  const projectName = (id: string) => projectOf(id)?.name ?? 'A project'

  function set(patch: InsightsPatch) {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(next) as InsightsSearch, replace: true })
  }

  return (
    <TodayContextValue value={context}>
      <HeaderSlot>
        <InsightsFilters search={search} onSet={set} />
      </HeaderSlot>
      <Surface name="the sums" query={now} skeleton={<Skeleton shape="block" height={92} />}>
        {(stats) => <Figures stats={stats} before={before} days={days} />}
      </Surface>
      <div {...stylex.props(styles.columns)}>
        <AnomalyInbox
          key={`${who ?? 'team'} ${period.from}`}
          userId={who}
          from={period.from}
          days={days}
          kind={search.kind}
          onKind={(kind) => set({ kind })}
        />
        <div {...stylex.props(styles.column)}>
          {now.data && projects ? (
            <Suspense fallback={<Skeleton shape="block" height={420} />}>
              <InsightCharts
                stats={now.data}
                projects={projects}
                period={period}
                nameOf={projectName}
              />
            </Suspense>
          ) : (
            !now.error && <Skeleton shape="block" height={420} />
          )}
          {now.data && (
            <OverviewPart heading="Top tags">
              <ShareList
                none="No tags yet"
                rows={now.data.byTag.slice(0, shownRows).map(({ tag, minutes }) => ({
                  id: tag,
                  name: `#${tag}`,
                  minutes,
                  ofMinutes: null,
                }))}
              />
            </OverviewPart>
          )}
          {now.data && who === undefined && (
            <OverviewPart heading="People">
              <ShareList
                none="No time yet"
                rows={now.data.byPerson.slice(0, shownRows).map(({ userId, minutes }) => ({
                  id: userId,
                  name: nameOf(userId),
                  minutes,
                  ofMinutes: null,
                }))}
              />
            </OverviewPart>
          )}
        </div>
      </div>
    </TodayContextValue>
  )
}

const styles = stylex.create({
  columns: {
    alignItems: 'start',
    display: 'grid',
    gap: space.s16,
    gridTemplateColumns: {
      default: 'minmax(0, 1fr) minmax(0, 1fr)',
      [media.medium]: 'minmax(0, 1fr)',
    },
    marginBlockStart: space.s16,
  },
  column: { alignContent: 'start', display: 'grid', gap: space.s16, minWidth: 0 },
})
