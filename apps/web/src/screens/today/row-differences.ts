import type { Checkin } from '@worksmart/types/checkins'
import { formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { timeRange } from './feed-words.ts'

export type Difference = { label: string; mine: string; theirs: string }

export type DifferenceContext = {
  /** The name of a project, or words for none. */
  name(projectId: string | null): string
  timeZone: string
  today: string
}

/** The fields in which two versions of one row differ, in the words that the row itself uses. */
export function differences(
  mine: Checkin,
  theirs: Checkin,
  { name, timeZone, today }: DifferenceContext,
): Difference[] {
  const fields: [string, (row: Checkin) => string][] = [
    ['Activity', (row) => row.activity],
    ['Duration', (row) => formatMinutes(row.minutes)],
    ['Time', (row) => timeRange(row, timeZone) ?? 'No times'],
    ['Day', (row) => formatDay(row.workDate, today)],
    ['Tags', (row) => row.tags.map((tag) => `#${tag}`).join(' ') || 'No tags'],
    ['Project', (row) => name(row.projectId)],
  ]
  return fields
    .map(([label, show]) => ({ label, mine: show(mine), theirs: show(theirs) }))
    .filter(({ mine: ours, theirs: other }) => ours !== other)
}
