import { queryOptions } from '@tanstack/react-query'
import type { CheckinPage } from '@worksmart/types/checkins'
import type { FactSource } from '@worksmart/types/narrative'
import type { Client } from './client.ts'

const shown = 8

/** The newest check-ins that a fact was counted from, as far as the reader may see them. */
export const checkinsOfFact = (client: Client, source: FactSource) =>
  queryOptions({
    queryKey: ['checkins', 'of-fact', source] as const,
    queryFn: ({ signal }) => {
      const { projectId, taskId, from, to } = source
      const narrowed = Object.entries({ projectId, taskId, from, to }).flatMap(([name, value]) =>
        value === null ? [] : [[name, value]],
      )
      return client.request<CheckinPage>('GET', '/checkins', {
        query: { ...Object.fromEntries(narrowed), order: 'worked', limit: shown },
        signal,
      })
    },
    staleTime: 10_000,
  })
