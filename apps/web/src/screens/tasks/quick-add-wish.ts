import type { QueryClient } from '@tanstack/react-query'

const key = ['quick-add-wish']

/** Another screen asks Tasks to open with the field for a new task. */
export function wishQuickAdd(queryClient: QueryClient): void {
  queryClient.setQueryData(key, true)
}

export function isQuickAddWished(queryClient: QueryClient): boolean {
  return queryClient.getQueryData(key) === true
}

export function forgetQuickAddWish(queryClient: QueryClient): void {
  queryClient.removeQueries({ queryKey: key })
}
