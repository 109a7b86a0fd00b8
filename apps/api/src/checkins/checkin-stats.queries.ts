import type { CheckinStats, CheckinStatsFilter } from '@worksmart/types/checkins'
import type { Prepared, TextRow } from '../db/with-actor.ts'
import { narrow, type Scope } from './checkins.queries.ts'

/**
 * Total, days, projects and people in one scan of the covering index; tags in a second branch,
 * because a row with two tags counts for both and must not be multiplied in the first. unnest stands
 * in the select list, which costs a fifth less than a join with it.
 */
export function selectStats(scope: Scope, filter: CheckinStatsFilter): Prepared {
  const { where, values, shape } = narrow(scope, filter, false)
  return {
    name: `checkin_stats_${shape}`,
    text: `
      select grouping(work_date, project_id, user_id), work_date, project_id, user_id, null,
             coalesce(sum(minutes), 0), count(*)
        from checkins where ${where}
       group by grouping sets ((), (work_date), (project_id), (user_id))
      union all
      select -1, null, null, null, tag, sum(minutes), count(*)
        from (select unnest(tags) as tag, minutes from checkins where ${where}) as tagged
       group by tag`,
    values,
  }
}

type Total = { minutes: number; count: number }

/** Folds the rows of `selectStats`; days newest first, the rest by minutes. */
export function foldStats(rows: readonly TextRow[]): CheckinStats {
  const stats: CheckinStats = {
    minutes: 0,
    count: 0,
    byDay: [],
    byTag: [],
    byProject: [],
    byPerson: [],
  }
  for (const [set, workDate, projectId, userId, tag, minutes, count] of rows) {
    const total: Total = { minutes: Number(minutes), count: Number(count) }
    // grouping() has a bit for each column that is *not* grouped by, the first one highest.
    if (set === '7') Object.assign(stats, total)
    else if (set === '3') stats.byDay.push({ workDate: workDate ?? '', ...total })
    else if (set === '5') stats.byProject.push({ projectId: projectId ?? null, ...total })
    else if (set === '6') stats.byPerson.push({ userId: userId ?? '', ...total })
    else stats.byTag.push({ tag: tag ?? '', ...total })
  }
  stats.byDay.sort((a, b) => (a.workDate < b.workDate ? 1 : -1))
  stats.byTag.sort((a, b) => b.minutes - a.minutes || (a.tag < b.tag ? -1 : 1))
  stats.byProject.sort(
    (a, b) => b.minutes - a.minutes || ((a.projectId ?? '') < (b.projectId ?? '') ? -1 : 1),
  )
  stats.byPerson.sort((a, b) => b.minutes - a.minutes || (a.userId < b.userId ? -1 : 1))
  return stats
}
