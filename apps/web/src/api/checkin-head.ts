import type { CheckinPage } from '@worksmart/types/checkins'
import { compareWorked } from './checkin-order.ts'
import type { CheckinPages } from './checkins.ts'

/**
 * Lays a fresh first page over the loaded ones. Inside the range that the page covers it alone is
 * true, so a row that was deleted elsewhere goes; everything older stays as it was loaded.
 */
export function mergeHead(loaded: CheckinPages, head: CheckinPage): CheckinPages {
  const lastOfHead = head.items.at(-1)
  const [first, ...older] = loaded.pages
  if (!first || !lastOfHead || head.nextCursor === null) {
    return { pages: [head], pageParams: [null] }
  }
  const seen = new Set(head.items.map((row) => row.id))
  const below = (row: CheckinPage['items'][number]) =>
    !seen.has(row.id) && compareWorked(row, lastOfHead) > 0
  const tail = first.items.filter(below)
  const known = new Map(loaded.pages.flatMap((page) => page.items).map((row) => [row.id, row]))
  // More than a page of new rows leaves a hole that only asking from the top can fill.
  const isConnected = head.items.some((row) => known.has(row.id))
  if (!isConnected || (older.length === 0 && tail.length === 0)) {
    return { pages: [head], pageParams: [null] }
  }
  // An unchanged row keeps its identity, so the memoised row on screen is not drawn again.
  const items = head.items.map((row) => {
    const before = known.get(row.id)
    return before && before.version === row.version ? before : row
  })
  return {
    pages: [
      { items: [...items, ...tail], nextCursor: first.nextCursor },
      ...older.map((page) => ({ ...page, items: page.items.filter(below) })),
    ],
    pageParams: loaded.pageParams,
  }
}
