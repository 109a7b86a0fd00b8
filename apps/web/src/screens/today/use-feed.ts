import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import {
  type CheckinView,
  checkinPages,
  checkinStats,
  refreshHead,
  viewKey,
} from '../../api/checkins.ts'
import type { Client } from '../../api/client.ts'
import { overlayRows, overlaySums } from '../../api/outbox-overlay.ts'
import { useOutboxEntries } from '../../api/outbox-provider.tsx'

const freshMs = 60_000
const justLoadedMs = 5_000

/** The rows of a view with everything that is on its way, and how to load more of them. */
export function useFeed(client: Client, view: CheckinView) {
  const pages = useInfiniteQuery(checkinPages(client, view))
  const entries = useOutboxEntries()
  const { refreshError, refresh } = useFreshHead(client, view, pages.dataUpdatedAt)
  const { data, hasNextPage } = pages
  const loaded = useMemo(() => data?.pages.flatMap((page) => page.items), [data])
  const overlay = useMemo(
    () => overlayRows(loaded ?? [], hasNextPage, entries, view),
    [loaded, hasNextPage, entries, view],
  )
  const isOnlyLocal = loaded === undefined && overlay.rows.length > 0
  return {
    ...overlay,
    isLoadingMore: pages.isFetchingNextPage,
    hasMore: hasNextPage,
    moreError: pages.isFetchNextPageError ? pages.error : null,
    loadMore: pages.fetchNextPage,
    pageCount: data?.pages.length ?? 0,
    query: {
      // Queued lines are shown even when the list itself could not be loaded.
      data: loaded || isOnlyLocal ? overlay : undefined,
      error: pages.isFetchNextPageError ? null : (pages.error ?? refreshError),
      isFetching: pages.isFetching && !pages.isFetchingNextPage,
      dataUpdatedAt: pages.dataUpdatedAt,
      refetch: () => (loaded ? refresh() : pages.refetch()),
    },
  }
}

/** Asks for the top again when the page is looked at and every minute while it is. */
function useFreshHead(client: Client, view: CheckinView, loadedAt: number) {
  const queryClient = useQueryClient()
  const [refreshError, setRefreshError] = useState<unknown>(null)
  const refresh = useCallback(
    () =>
      refreshHead(queryClient, client, view).then(
        () => setRefreshError(null),
        (error: unknown) => setRefreshError(error),
      ),
    [queryClient, client, view],
  )

  // Time, the network and the visibility of the tab are all outside React.
  useEffect(() => {
    const renew = (olderThanMs: number) => {
      const state = queryClient.getQueryState(checkinPages(client, view).queryKey)
      if (document.hidden || !state?.data) return
      if (Date.now() - state.dataUpdatedAt > olderThanMs) void refresh()
    }
    const handleReturn = () => renew(justLoadedMs)
    renew(justLoadedMs)
    const timer = setInterval(() => renew(freshMs / 2), freshMs)
    document.addEventListener('visibilitychange', handleReturn)
    addEventListener('online', handleReturn)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', handleReturn)
      removeEventListener('online', handleReturn)
    }
  }, [queryClient, client, view, refresh])

  // A failure is over as soon as newer data stands on the screen, however it came there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new time of loading is the event.
  useEffect(() => setRefreshError(null), [loadedAt])
  return { refreshError, refresh }
}

/** Exact sums of a view with everything on its way; undefined until the first answer. */
export function useSums(client: Client, view: CheckinView, isOn = true) {
  const entries = useOutboxEntries()
  const query = useQuery({
    ...checkinStats(client, view),
    enabled: isOn,
    // While the range only reaches further back, the sums of the days on screen stay true.
    placeholderData: (previous, before) =>
      before && isSameButFrom(before.queryKey[2], view) ? previous : undefined,
    refetchInterval: freshMs,
  })
  return useMemo(
    () => query.data && overlaySums(query.data, entries, view),
    [query.data, entries, view],
  )
}

function isSameButFrom(a: CheckinView, b: CheckinView): boolean {
  const text = (view: CheckinView) => JSON.stringify(viewKey({ ...view, from: '' }))
  return text(a) === text(b)
}
