import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { HistoryPage } from '@worksmart/types/history'
import type { Client } from './client.ts'

export type HistoryOf = { type: 'projects' | 'tasks'; id: string }

/** Every change of one row, newest first. Whoever changes the row invalidates `['history', id]`. */
export const historyPages = (client: Client, { type, id }: HistoryOf) =>
  infiniteQueryOptions({
    queryKey: ['history', id] as const,
    queryFn: ({ pageParam, signal }) =>
      client.request<HistoryPage>('GET', `/${type}/${id}/history`, {
        query: { limit: 50, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  })

/** The last `limit` changes of one row, for an overview. */
export const recentHistory = (client: Client, { type, id }: HistoryOf, limit: number) =>
  queryOptions({
    queryKey: ['history', id, 'recent', limit] as const,
    queryFn: ({ signal }) =>
      client.request<HistoryPage>('GET', `/${type}/${id}/history`, { query: { limit }, signal }),
    staleTime: 0,
  })
