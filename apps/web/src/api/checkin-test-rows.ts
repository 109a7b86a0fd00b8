import type { Checkin, CheckinStats } from '@worksmart/types/checkins'

let count = 0

/** A row for tests; each is made a second after the one before. */
export function aCheckin(fields: Partial<Checkin> = {}): Checkin {
  count += 1
  const at = new Date(Date.UTC(2026, 10, 24, 9, 0, count)).toISOString()
  const id = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`
  return {
    id,
    userId: 'mia',
    text: null,
    activity: `work ${count}`,
    minutes: 60,
    tags: [],
    workDate: '2026-11-24',
    startedAt: null,
    endedAt: null,
    timeZone: null,
    projectId: null,
    taskId: null,
    source: 'web',
    createdAt: at,
    updatedAt: at,
    version: 1,
    ...fields,
  }
}

export const noSums: CheckinStats = {
  minutes: 0,
  count: 0,
  byDay: [],
  byTag: [],
  byProject: [],
  byPerson: [],
}
