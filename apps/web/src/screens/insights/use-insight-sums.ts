import { useQueries, useQuery } from '@tanstack/react-query'
import type { CheckinStats } from '@worksmart/types/checkins'
import { checkinStats } from '../../api/checkins.ts'
import { addDays } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'

/** More colours than these nobody tells apart at a glance. */
const projectsShown = 4

export type Period = { from: string; to: string }
export type ProjectDays = { id: string; byDay: CheckinStats['byDay'] }

/**
 * The exact sums of a period, of the one before it, and of the projects that took the most time.
 * A check-in has one project at most, so their days add up to the whole; tags would not.
 */
export function useInsightSums(userId: string | undefined, period: Period, days: number) {
  const { client } = useSession()
  const whose = userId === undefined ? {} : { userId }
  const now = useQuery(checkinStats(client, { ...whose, ...period }))
  const before = useQuery(
    checkinStats(client, {
      ...whose,
      from: addDays(period.from, -days),
      to: addDays(period.from, -1),
    }),
  ).data
  const top = (now.data?.byProject ?? []).flatMap(({ projectId }) => projectId ?? [])
  const projects = useQueries({
    queries: top
      .slice(0, projectsShown)
      .map((projectId) => checkinStats(client, { ...whose, ...period, projectId })),
    combine: (all) =>
      all.every(({ data }) => data !== undefined)
        ? all.map(({ data }, index) => ({ id: top[index] ?? '', byDay: data?.byDay ?? [] }))
        : null,
  })
  return { now, before, projects }
}
