import type { CheckinView } from '../../api/checkins.ts'
import type { TodaySearch } from '../../lib/today-search.ts'

export type Viewer = { id: string; role: 'member' | 'manager' | 'admin' }

/** Whose check-ins are shown: undefined is everyone's. A member sees their own, whatever is asked. */
export function shownPerson(search: TodaySearch, viewer: Viewer): string | undefined {
  if (viewer.role === 'member' || search.who === undefined) return viewer.id
  return search.who === 'team' ? undefined : search.who
}

/** What to ask the api for. The keys that are not set are left out. */
export function viewOf(search: TodaySearch, viewer: Viewer): CheckinView {
  const userId = shownPerson(search, viewer)
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(search.project ? { projectId: search.project } : {}),
    ...(search.tag ? { tag: search.tag.normalize('NFC').toLowerCase() } : {}),
    ...(search.day ? { from: search.day, to: search.day } : {}),
    ...(search.q ? { q: search.q } : {}),
  }
}

/** True while something narrows the list beyond whose it is. */
export function isNarrowed({ day, tag, project, q }: TodaySearch): boolean {
  return Boolean(day || tag || project || q)
}

/** The first day of that quarter: a range that grows rarely, so its sums are asked for rarely. */
export function quarterStart(day: string): string {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}
