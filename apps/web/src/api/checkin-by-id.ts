import { queryOptions } from '@tanstack/react-query'
import type { Checkin } from '@worksmart/types/checkins'
import type { Client } from './client.ts'

/** One check-in, for where it is named as a reason. */
export const checkinById = (client: Client, id: string) =>
  queryOptions({
    queryKey: ['checkin', id] as const,
    queryFn: ({ signal }) => client.request<Checkin>('GET', `/checkins/${id}`, { signal }),
    staleTime: 60_000,
    retry: false,
  })
