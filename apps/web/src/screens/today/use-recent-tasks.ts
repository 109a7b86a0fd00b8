import type { Checkin } from '@worksmart/types/checkins'
import { useMemo } from 'react'
import { addDays } from '../../lib/dates.ts'

const recentDays = 30

/** The tasks one logged time on lately, as far as the rows show: they come first in the bar. */
export function useRecentTasks(
  rows: readonly Checkin[],
  userId: string,
  today: string,
): ReadonlySet<string> {
  const ids = useMemo(() => {
    const since = addDays(today, -recentDays)
    const own = rows.filter((row) => row.userId === userId && row.workDate >= since)
    return own.flatMap(({ taskId }) => taskId ?? [])
  }, [rows, userId, today])
  // The bar is drawn again only when another task was worked on, not with every row.
  const text = [...new Set(ids)].sort().join(' ')
  return useMemo(() => new Set(text.split(' ')), [text])
}
