import * as stylex from '@stylexjs/stylex'
import { getRouteApi } from '@tanstack/react-router'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { useMemo } from 'react'
import { HeaderSlot } from '../../components/header-slot.tsx'
import { Surface } from '../../components/surface.tsx'
import { useWidth } from '../../components/use-width.ts'
import { addDays } from '../../lib/dates.ts'
import { type InsightsSearch, insightsSearch, rangeOf } from '../../lib/insights-search.ts'
import { useSession } from '../../session/session.tsx'
import { TodayContextValue } from '../today/today-context.tsx'
import { shownPerson } from '../today/today-view.ts'
import { useTodayValue } from '../today/use-today-value.ts'
import { AnomalyInbox } from './anomaly-inbox.tsx'
import { Figures } from './figures.tsx'
import { InsightsFilters, type InsightsPatch } from './insights-filters.tsx'
import { SuggestionQuality } from './suggestion-quality.tsx'
import { SumsColumn } from './sums-column.tsx'
import { useInsightSums } from './use-insight-sums.ts'

const route = getRouteApi('/insights')
const ignoreFocus = () => {}

/** What needs a look, and how the time lies. */
export function InsightsScreen() {
  const { me } = useSession()
  const isNarrow = useWidth() === 'narrow'
  const raw = route.useSearch()
  const navigate = route.useNavigate()
  const search = useMemo(() => insightsSearch({ ...raw }), [raw])
  const who = shownPerson(search, me)
  const context = useTodayValue({ isTeam: who !== me.id, onFocusRow: ignoreFocus })
  const { today } = context
  const days = Number(rangeOf(search))
  const period = { from: addDays(today, 1 - days), to: today }
  const { now, before, projects } = useInsightSums(who, period, days)

  function set(patch: InsightsPatch) {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(next) as InsightsSearch, replace: true })
  }

  const filters = <InsightsFilters search={search} onSet={set} />

  return (
    <TodayContextValue value={context}>
      {/* A phone's header has no room beside the title. */}
      {isNarrow ? filters : <HeaderSlot>{filters}</HeaderSlot>}
      <Surface name="the sums" query={now} skeleton={<Skeleton shape="block" height={92} />}>
        {(stats) => stats.count > 0 && <Figures stats={stats} before={before} days={days} />}
      </Surface>
      <div {...stylex.props(styles.columns)}>
        <div {...stylex.props(styles.column)}>
          <AnomalyInbox
            key={`${who ?? 'team'} ${period.from}`}
            userId={who}
            from={period.from}
            days={days}
            kind={search.kind}
            onKind={(kind) => set({ kind })}
          />
          <SuggestionQuality userId={who} from={period.from} />
        </div>
        <div {...stylex.props(styles.column)}>
          {(now.data || !now.error) && (
            <SumsColumn
              stats={now.data}
              projects={projects}
              period={period}
              days={days}
              onLog={() => void navigate({ to: '/today' })}
            />
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
