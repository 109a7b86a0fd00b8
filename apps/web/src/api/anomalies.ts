import { queryOptions } from '@tanstack/react-query'
import type { Anomalies, AnomalyFilter } from '@worksmart/types/anomalies'
import type { Client } from './client.ts'

/** What is wrong or unusual in that time; it is computed at each look, by the api. */
const anomalies = (client: Client, filter: AnomalyFilter) =>
  queryOptions({
    queryKey: ['anomalies', filter] as const,
    queryFn: ({ signal }) =>
      client.request<Anomalies>('GET', '/anomalies', { query: filter, signal }),
    staleTime: 10_000,
  })

/** What Insights shows: the findings of these days, and how good suggestions were, in one answer. */
export const insightAnomalies = (client: Client, userId: string | undefined, from: string) =>
  anomalies(client, { from, suggestions: '1', ...(userId === undefined ? {} : { userId }) })
