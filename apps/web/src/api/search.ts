import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { SearchAnswer, SearchType } from '@worksmart/types/search'
import type { Client } from './client.ts'

/** What is found; the last answer stays while the next one is on its way. */
export const searchAnswer = (client: Client, query: string, type: SearchType | null) =>
  queryOptions({
    queryKey: ['search', query, type] as const,
    queryFn: ({ signal }) =>
      client.request<SearchAnswer>('POST', '/search', {
        body: { query, ...(type === null ? {} : { filters: { types: [type] } }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    enabled: query !== '',
  })
