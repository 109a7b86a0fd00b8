import { queryOptions } from '@tanstack/react-query'
import type { TagCounts } from '@worksmart/types/checkins'
import type { Client } from './client.ts'

/** Visible tags with counts, the most recently used first. */
export const tagList = (client: Client) =>
  queryOptions({
    queryKey: ['tags'],
    queryFn: async ({ signal }): Promise<TagCounts['items']> =>
      (await client.request<TagCounts>('GET', '/tags', { signal })).items,
    staleTime: 60_000,
  })
