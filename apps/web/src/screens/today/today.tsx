import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Checkin } from '@worksmart/types/checkins'
import { density } from '@worksmart/ui/tokens.stylex.ts'
import { useCallback, useMemo, useRef, useState } from 'react'
import { people as peopleList } from '../../api/users.ts'
import { Late } from '../../components/late.tsx'
import { Surface } from '../../components/surface.tsx'
import { useWhenIdle } from '../../components/use-when-idle.ts'
import { addDays } from '../../lib/dates.ts'
import type { TodaySearch } from '../../lib/today-search.ts'
import { useSession } from '../../session/session.tsx'
import { repeatLine } from './checkin-line.ts'
import { Feed, type FeedHandle } from './feed.tsx'
import { FeedSkeleton } from './feed-skeleton.tsx'
import { emptySentence } from './feed-words.ts'
import { FilterPlace } from './filter-place.tsx'
import {
  attentionList,
  fetchLateParts,
  firstUse,
  nothingLogged,
  sampleNotice,
} from './late-parts.ts'
import { SummaryStrip } from './summary-strip.tsx'
import { stripDays } from './summary-sums.ts'
import { TodayBar, type TodayBarHandle } from './today-bar.tsx'
import { TodayContextValue } from './today-context.tsx'
import { TodayFilters } from './today-filters.tsx'
import { isNarrowed, quarterStart, shownPerson, viewOf } from './today-view.ts'
import { useFeed, useSums } from './use-feed.ts'
import { useRecentTasks } from './use-recent-tasks.ts'
import { useTodayValue } from './use-today-value.ts'

export type TodayProps = { search: TodaySearch; onSearch(next: TodaySearch): void }

/** The bar, how the days stand, and what was done. */
export function Today({ search, onSearch }: TodayProps) {
  const { client, me } = useSession()
  useWhenIdle(fetchLateParts)
  const feed = useRef<FeedHandle>(null)
  const bar = useRef<TodayBarHandle>(null)
  const [freshId, setFreshId] = useState<string | null>(null)
  const focusRow = useCallback((id: string) => feed.current?.focusRow(id), [])
  const who = shownPerson(search, me)
  const context = useTodayValue({ isTeam: who === undefined, onFocusRow: focusRow })
  const { today, projects, projectOf, nameOf } = context
  const view = useMemo(() => viewOf(search, me), [search, me])
  const shown = useFeed(client, view)

  const [oldest = today] = [shown.rows.at(-1)?.workDate ?? today, today].sort()
  const from = search.day ?? quarterStart(oldest)
  const sumsView = useMemo(() => ({ ...view, from }), [view, from])
  const sums = useSums(client, sumsView)
  const minutesOf = useMemo(() => {
    const known = new Map(sums?.byDay.map((day) => [day.workDate, day.minutes]))
    return (day: string) => known.get(day) ?? null
  }, [sums])

  const stripView = useMemo(
    () => ({ ...(who === undefined ? {} : { userId: who }), from: addDays(today, 1 - stripDays) }),
    [who, today],
  )
  const strip = useSums(client, stripView)
  const todayView = useMemo(() => ({ from: today, to: today }), [today])
  const teamToday = useSums(client, todayView, who === undefined)
  const people = useQuery({ ...peopleList(client), enabled: me.role !== 'member' })

  const duplicate = useCallback(
    (row: Checkin) => bar.current?.fill((now) => repeatLine(row, { ...now, projects })),
    [projects],
  )
  const lastLine = useMemo(
    () => shown.rows.find((row) => row.userId === me.id),
    [shown.rows, me.id],
  )
  const recentTasks = useRecentTasks(shown.rows, me.id, today)
  const isFirstUse = !isNarrowed(search) && who === me.id
  const set = (patch: TodaySearch, ...gone: (keyof TodaySearch)[]) => {
    const next = { ...search, ...patch }
    for (const name of gone) delete next[name]
    onSearch(next)
  }

  return (
    <TodayContextValue value={context}>
      <TodayBar
        ref={bar}
        isFirstUse={isFirstUse && shown.query.data?.rows.length === 0}
        lastRow={lastLine}
        recentTasks={recentTasks}
        onLogged={(row) => setFreshId(row.id)}
      />
      <FilterPlace count={countOf(search)}>
        <TodayFilters search={search} people={people.data ?? []} onSearch={onSearch} />
      </FilterPlace>
      <SummaryStrip
        sums={strip}
        today={today}
        day={search.day}
        tag={search.tag}
        isTeam={who === undefined}
        onDay={(day) => (day === undefined ? set({}, 'day') : set({ day }))}
        onTag={(tag) => (tag === undefined ? set({}, 'tag') : set({ tag }))}
      />
      {who === undefined && teamToday && people.data && (
        <Late code={nothingLogged} people={people.data} sums={teamToday} />
      )}
      {me.sampleData && me.role === 'admin' && (
        <Late code={sampleNotice} waiting={<p {...stylex.props(styles.notice)} />} />
      )}
      <Late code={attentionList} rows={shown.rows} locals={shown.locals} />
      <Surface
        name="check-ins"
        query={shown.query}
        skeleton={<FeedSkeleton />}
        isEmpty={({ rows }) => rows.length === 0}
        filtered={
          isFirstUse
            ? null
            : {
                sentence: emptySentence(
                  {
                    ...search,
                    project: projectOf(search.project ?? null)?.name,
                    person: who === undefined || who === me.id ? null : nameOf(who),
                  },
                  today,
                ),
                onClear: () => onSearch({}),
              }
        }
        empty={
          <Late
            code={firstUse}
            canAddSample={me.role === 'admin' && !me.sampleData}
            onFocusBar={() => bar.current?.focus()}
            onFill={(line) => bar.current?.fill(() => line)}
          />
        }
      >
        {({ rows, locals }) => (
          <Feed
            ref={feed}
            rows={rows}
            locals={locals}
            minutesOf={minutesOf}
            isBusy={shown.isLoadingMore}
            freshId={freshId}
            onDuplicate={duplicate}
            hasMore={shown.hasMore}
            isLoadingMore={shown.isLoadingMore}
            moreError={shown.moreError}
            pageCount={shown.pageCount}
            onLoadMore={() => void shown.loadMore()}
          />
        )}
      </Surface>
    </TodayContextValue>
  )
}

function countOf({ day, tag, project, q }: TodaySearch): number {
  return [day, tag, project, q].filter(Boolean).length
}

// As tall as the notice that comes, so that nothing below it moves.
const styles = stylex.create({ notice: { margin: 0, minHeight: density.controlSm } })
