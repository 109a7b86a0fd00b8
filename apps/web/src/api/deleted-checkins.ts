import {
  infiniteQueryOptions,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { Checkin, CheckinPage } from '@worksmart/types/checkins'
import { type Client, etagOf } from './client.ts'

/** One's own bin, newest first; rows stay 30 days. */
export const deletedCheckins = (client: Client) =>
  infiniteQueryOptions({
    queryKey: ['checkins', 'deleted'],
    queryFn: ({ pageParam, signal }) =>
      client.request<CheckinPage>('GET', '/checkins', {
        query: { deleted: true, limit: 50, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  })

/** Brings one row back. It leaves the bin as soon as the api says yes. */
export function useRestoreFromBin(client: Client) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (row: Checkin) =>
      client.request<Checkin>('POST', `/checkins/${row.id}/restore`, { ifMatch: etagOf(row) }),
    onSettled: () => refreshCheckins(queryClient),
  })
}

function refreshCheckins(queryClient: QueryClient) {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['checkins'] }),
    queryClient.invalidateQueries({ queryKey: ['tags'] }),
  ])
}
