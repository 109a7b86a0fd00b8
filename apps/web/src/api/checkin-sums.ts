import type { Checkin, CheckinStats } from '@worksmart/types/checkins'
import { matchesView } from './checkin-order.ts'
import type { CheckinView } from './checkins.ts'

/** What became of one row: null before means that it is new, null after that it is gone. */
export type CheckinPatch = { before: Checkin | null; after: Checkin | null }

/** The sums after the patch; the same object when the view does not hold the row. */
export function patchSums(
  stats: CheckinStats,
  view: CheckinView,
  { before, after }: CheckinPatch,
): CheckinStats {
  let patched = stats
  if (before && matchesView(before, view)) patched = add(patched, before, -1)
  if (after && matchesView(after, view)) patched = add(patched, after, 1)
  return patched
}

type Sums = { minutes: number; count: number }

function add(stats: CheckinStats, row: Checkin, sign: 1 | -1): CheckinStats {
  const minutes = sign * row.minutes
  const grown = <Entry extends Sums>(
    entries: readonly Entry[],
    isSame: (entry: Entry) => boolean,
    fresh: Omit<Entry, keyof Sums>,
  ): Entry[] => {
    const at = entries.findIndex(isSame)
    const old = entries[at]
    if (!old) return [...entries, { ...fresh, minutes, count: sign } as Entry]
    const sum = { ...old, minutes: old.minutes + minutes, count: old.count + sign }
    if (sum.count === 0) return entries.toSpliced(at, 1)
    return entries.with(at, sum)
  }
  return {
    minutes: stats.minutes + minutes,
    count: stats.count + sign,
    byDay: grown(stats.byDay, (day) => day.workDate === row.workDate, { workDate: row.workDate }),
    byTag: row.tags.reduce(
      (tags, tag) => grown(tags, (entry) => entry.tag === tag, { tag }),
      stats.byTag,
    ),
    byProject: grown(stats.byProject, (entry) => entry.projectId === row.projectId, {
      projectId: row.projectId,
    }),
    byPerson: grown(stats.byPerson, (entry) => entry.userId === row.userId, {
      userId: row.userId,
    }),
  }
}
