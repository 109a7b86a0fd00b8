import type { QueryClient } from '@tanstack/react-query'

const key = ['pasted-work-log']

/** A work log that was pasted into the bar, on its way to the import in Settings. */
export function keepPasted(queryClient: QueryClient, text: string): void {
  queryClient.setQueryData(key, text)
}

export function readPasted(queryClient: QueryClient): string | undefined {
  return queryClient.getQueryData<string>(key)
}

export function forgetPasted(queryClient: QueryClient): void {
  queryClient.removeQueries({ queryKey: key })
}
