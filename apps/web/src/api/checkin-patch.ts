import type { QueryClient } from '@tanstack/react-query'
import type { CheckinPage, CheckinStats } from '@worksmart/types/checkins'
import { compareWorked, matchesView } from './checkin-order.ts'
import { type CheckinPatch, patchSums } from './checkin-sums.ts'
import type { CheckinPages, CheckinView } from './checkins.ts'

/** Writes what the api confirmed into every cached list and every cached sum. */
export function applyCheckinPatch(queryClient: QueryClient, patch: CheckinPatch): void {
  const cache = queryClient.getQueryCache()
  for (const { queryKey } of cache.findAll({ queryKey: ['checkins', 'pages'] })) {
    const view = queryKey[2] as CheckinView
    queryClient.setQueryData<CheckinPages>(
      queryKey,
      (pages) => pages && patchPages(pages, view, patch),
    )
  }
  for (const { queryKey } of cache.findAll({ queryKey: ['checkins', 'stats'] })) {
    const view = queryKey[2] as CheckinView
    queryClient.setQueryData<CheckinStats>(
      queryKey,
      (stats) => stats && patchSums(stats, view, patch),
    )
  }
}

/** The loaded pages after the patch. A row that belongs below the last loaded one is left out. */
export function patchPages(
  loaded: CheckinPages,
  view: CheckinView,
  { before, after }: CheckinPatch,
): CheckinPages {
  const id = after?.id ?? before?.id
  const without = loaded.pages.map((page) => {
    const at = page.items.findIndex((row) => row.id === id)
    return at === -1 ? page : { ...page, items: page.items.toSpliced(at, 1) }
  })
  if (!after || !matchesView(after, view)) return { ...loaded, pages: without }
  const at = without.findIndex((page, index) => holds(page, after, index === without.length - 1))
  const page = without[at]
  if (!page) return { ...loaded, pages: without }
  const place = page.items.findIndex((row) => compareWorked(after, row) < 0)
  const items = page.items.toSpliced(place === -1 ? page.items.length : place, 0, after)
  return { ...loaded, pages: without.with(at, { ...page, items }) }
}

function holds(page: CheckinPage, row: CheckinPage['items'][number], isLast: boolean): boolean {
  if (isLast && page.nextCursor === null) return true
  const last = page.items.at(-1)
  return last !== undefined && compareWorked(row, last) < 0
}
