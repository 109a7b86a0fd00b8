import type { Anomaly, AnomalyKind } from '@worksmart/types/anomalies'
import { showTime } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'

/** What each kind of finding is called. */
export const anomalyNames: Record<AnomalyKind, string> = {
  day_over_24h: 'More than a day',
  entry_too_long: 'Very long check-in',
  future_date: 'Day to come',
  duplicate: 'Logged twice',
  overlap: 'Overlap',
  task_closed: 'Task was done',
  project_archived: 'Project was archived',
  entry_unusual: 'Unusual check-in',
  day_unusual: 'Unusual day',
  week_unusual: 'Unusual week',
  day_missing: 'Nothing logged',
}

/** What the one key does, said before it is pressed. */
export function fixWords({ kind, fix }: Anomaly, timeZone: string): string {
  if (fix?.act === 'delete') return 'Delete the second'
  const { workDate, startedAt, taskId, projectId } = fix?.changes ?? {}
  if (startedAt) return `Start at ${showTime(startedAt, timeZone)}`
  if (workDate) return 'Move to today'
  if (projectId === null) return 'Take off the project'
  if (taskId === null) return 'Take off the task'
  return kind === 'day_over_24h' ? 'Edit the longest' : 'Edit'
}

/** How much was expected and how much stands there; null where the sentence says it all. */
export function comparison({ tier, expected, observed, n }: Anomaly): string | null {
  if (tier === 'rule' || expected === null || observed === null) return null
  const from = n === null ? '' : `, going by ${n} before`
  return `Usually ${formatMinutes(expected)}, here ${formatMinutes(observed)}${from}.`
}
