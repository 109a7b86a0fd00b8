import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import type { Checkin, CheckinPage, CheckinStats } from '@worksmart/types/checkins'
import { mergeHead } from './checkin-head.ts'
import type { Client } from './client.ts'

/** What narrows the feed and its sums alike. `from` and `to` are work dates. */
export type CheckinView = {
  userId?: string
  projectId?: string
  tag?: string
  from?: string
  to?: string
  q?: string
}

export type CheckinPages = InfiniteData<CheckinPage, string | null>

const pageSize = 50

/** One entry per filter; undefined values are left out so that equal views share a key. */
export function viewKey(view: CheckinView): CheckinView {
  return Object.fromEntries(
    Object.entries(view).filter(([, value]) => value !== undefined && value !== ''),
  )
}

function requestPage(client: Client, view: CheckinView, cursor: string | null) {
  return (signal?: AbortSignal) =>
    client.request<CheckinPage>('GET', '/checkins', {
      query: { ...view, order: 'worked', limit: pageSize, cursor: cursor ?? undefined },
      ...(signal ? { signal } : {}),
    })
}

/**
 * The feed by the day worked, newest first. A plain refetch would ask for every loaded page again,
 * one after the other, so the pages never go stale by themselves: `refreshHead` renews the top.
 */
export const checkinPages = (client: Client, view: CheckinView) =>
  infiniteQueryOptions({
    queryKey: ['checkins', 'pages', viewKey(view)] as const,
    queryFn: ({ pageParam, signal }) => requestPage(client, viewKey(view), pageParam)(signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

/** Asks for the first page again and lays it over what is loaded. Throws what the client throws. */
export async function refreshHead(
  queryClient: QueryClient,
  client: Client,
  view: CheckinView,
): Promise<void> {
  const { queryKey } = checkinPages(client, view)
  const asked = queryClient.getQueryState(queryKey)?.dataUpdatedAt
  const head = await requestPage(client, viewKey(view), null)()
  // A row saved while the question was under way is not in its answer; the save asks again.
  if (queryClient.getQueryState(queryKey)?.dataUpdatedAt !== asked) return
  queryClient.setQueryData<CheckinPages>(queryKey, (pages) => pages && mergeHead(pages, head))
}

/** Exact sums of everything the view holds, whether its rows are loaded or not. */
export const checkinStats = (client: Client, view: CheckinView) =>
  queryOptions({
    queryKey: ['checkins', 'stats', viewKey(view)] as const,
    queryFn: ({ signal }) =>
      client.request<CheckinStats>('GET', '/checkins/stats', { query: viewKey(view), signal }),
    staleTime: 30_000,
  })

/** The row as the caches know it, or undefined when no loaded page holds it. */
export function findCheckin(queryClient: QueryClient, id: string): Checkin | undefined {
  const lists = queryClient.getQueriesData<CheckinPages>({ queryKey: ['checkins', 'pages'] })
  for (const [, pages] of lists) {
    for (const page of pages?.pages ?? []) {
      const row = page.items.find((item) => item.id === id)
      if (row) return row
    }
  }
  return undefined
}
