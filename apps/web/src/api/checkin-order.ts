import type { Checkin } from '@worksmart/types/checkins'
import type { CheckinView } from './checkins.ts'

type Place = Pick<Checkin, 'workDate' | 'createdAt' | 'id'>

/** Negative when `a` stands above `b` in the feed: `(work_date, created_at, id)`, newest first. */
export function compareWorked(a: Place, b: Place): number {
  return (
    descending(a.workDate, b.workDate) ||
    descending(a.createdAt, b.createdAt) ||
    descending(a.id, b.id)
  )
}

function descending(a: string, b: string): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}

/**
 * Whether the row belongs in the view. Text is compared more simply than the api does it, which the
 * next answer corrects.
 */
export function matchesView(row: Checkin, view: CheckinView): boolean {
  if (view.userId !== undefined && row.userId !== view.userId) return false
  if (view.projectId !== undefined && row.projectId !== view.projectId) return false
  if (view.tag !== undefined && !row.tags.includes(view.tag)) return false
  if (view.from !== undefined && row.workDate < view.from) return false
  if (view.to !== undefined && row.workDate > view.to) return false
  if (!view.q) return true
  const said = `${row.activity} ${row.text ?? ''} ${row.tags.join(' ')}`.toLowerCase()
  return said.includes(view.q.toLowerCase())
}
