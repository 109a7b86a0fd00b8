import { useNavigate } from '@tanstack/react-router'
import type { Checkin } from '@worksmart/types/checkins'
import { useCallback, useMemo, useRef } from 'react'
import { useFillBar } from '../../components/bar-focus.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Surface } from '../../components/surface.tsx'
import { nowMinute } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'
import { repeatLine } from '../today/checkin-line.ts'
import { Feed, type FeedHandle } from '../today/feed.tsx'
import { FeedSkeleton } from '../today/feed-skeleton.tsx'
import { TodayContextValue } from '../today/today-context.tsx'
import { quarterStart } from '../today/today-view.ts'
import { useFeed, useSums } from '../today/use-feed.ts'
import { useTodayValue } from '../today/use-today-value.ts'

/** The feed of Today with one person's rows: read only for a manager, an admin gives a reason. */
export function PersonFeed({ userId }: { userId: string }) {
  const { client } = useSession()
  const navigate = useNavigate()
  const fillBar = useFillBar()
  const feed = useRef<FeedHandle>(null)
  const focusRow = useCallback((id: string) => feed.current?.focusRow(id), [])
  const context = useTodayValue({ isTeam: false, onFocusRow: focusRow })
  const { today, timeZone, projects } = context
  const view = useMemo(() => ({ userId }), [userId])
  const shown = useFeed(client, view)
  const [oldest = today] = [shown.rows.at(-1)?.workDate ?? today, today].sort()
  const from = quarterStart(oldest)
  const sums = useSums(
    client,
    useMemo(() => ({ userId, from }), [userId, from]),
  )
  const minutesOf = useMemo(() => {
    const known = new Map(sums?.byDay.map((day) => [day.workDate, day.minutes]))
    return (day: string) => known.get(day) ?? null
  }, [sums])

  function duplicate(row: Checkin) {
    fillBar(repeatLine(row, { today, nowMin: nowMinute(timeZone), timeZone, projects }))
    void navigate({ to: '/today' })
  }

  return (
    <TodayContextValue value={context}>
      <Surface
        name="check-ins"
        query={shown.query}
        skeleton={<FeedSkeleton />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<EmptyState heading="Nothing logged yet" />}
      >
        {({ rows, locals }) => (
          <Feed
            ref={feed}
            rows={rows}
            locals={locals}
            minutesOf={minutesOf}
            isBusy={shown.isLoadingMore}
            freshId={null}
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
