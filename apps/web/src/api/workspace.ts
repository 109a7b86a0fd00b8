import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SampleData } from '@worksmart/types/workspaces'
import type { Client } from './client.ts'

/** Adds example projects, tasks and check-ins; admins only. Answers how many of each. */
export function useAddSampleData(client: Client) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => client.request<SampleData>('POST', '/sample-data'),
    // Sample rows touch every list there is, so everything is asked again.
    onSettled: () => queryClient.invalidateQueries(),
  })
}

/** Removes exactly the rows that are marked as sample; what people wrote stays. */
export function useRemoveSampleData(client: Client) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => client.request<void>('DELETE', '/sample-data'),
    onSettled: () => queryClient.invalidateQueries(),
  })
}
