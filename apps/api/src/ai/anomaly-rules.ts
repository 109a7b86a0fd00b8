// What is certainly wrong with logged time, decided from the rows alone: no guess, no model. The
// whole module is pure, so that every rule is tested by itself.

import type { Anomaly, AnomalyFix } from '@worksmart/types/anomalies'
import type { Checkin } from '@worksmart/types/checkins'
import { limits } from '@worksmart/types/limits'
import { inWords } from '../time/in-words.ts'
import { type Pieces, piecesOf, sameText } from './similar-text.ts'

export type Finding = Pick<
  Anomaly,
  | 'kind'
  | 'userId'
  | 'workDate'
  | 'text'
  | 'expected'
  | 'observed'
  | 'projectId'
  | 'checkinIds'
  | 'fix'
> & {
  /** What tells this finding from others of its kind and person. */
  about: string[]
}

export type RuleFacts = {
  /** The civil day that it is for a person, and the one that an instant was. */
  todayOf: (userId: string) => string
  dayOf: (instant: string, userId: string) => string
  /** Tasks that are done, by id. */
  closedTasks: ReadonlyMap<string, { ref: string; closedAt: string }>
  /** Projects that are archived, by id. */
  archivedProjects: ReadonlyMap<string, { name: string; archivedAt: string }>
}

const minutesPerDay = 1440
/** A text this much the same is the same work typed twice. */
const duplicateFrom = 0.95

/** Every certain finding among these rows. */
export function findCertain(rows: readonly Checkin[], facts: RuleFacts): Finding[] {
  const duplicates = findDuplicates(rows)
  const twins = new Set(duplicates.map(({ about }) => about.join()))
  return [
    ...findLongDays(rows),
    ...findLongEntries(rows),
    ...findFuture(rows, facts),
    ...duplicates,
    ...findOverlaps(rows).filter(({ about }) => !twins.has(about.join())),
    ...findClosed(rows, facts),
  ]
}

const edit = (row: Checkin, changes: AnomalyFix['changes'] = {}): AnomalyFix => ({
  act: 'edit',
  checkinId: row.id,
  changes,
})

function groupBy(rows: readonly Checkin[], keyOf: (row: Checkin) => string): Checkin[][] {
  const groups = new Map<string, Checkin[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

function findLongDays(rows: readonly Checkin[]): Finding[] {
  return groupBy(rows, (row) => `${row.userId} ${row.workDate}`).flatMap((day): Finding[] => {
    const observed = day.reduce((sum, row) => sum + row.minutes, 0)
    const [longest] = day.toSorted((a, b) => b.minutes - a.minutes)
    if (observed <= minutesPerDay || !longest) return []
    return [
      {
        kind: 'day_over_24h',
        userId: longest.userId,
        workDate: longest.workDate,
        text: `${inWords(observed)} on one day, which has 24 h.`,
        expected: minutesPerDay,
        observed,
        projectId: null,
        checkinIds: day.slice(0, 50).map((row) => row.id),
        fix: edit(longest),
        about: [longest.workDate],
      },
    ]
  })
}

function findLongEntries(rows: readonly Checkin[]): Finding[] {
  return rows
    .filter((row) => row.minutes > limits.longEntryMinutes)
    .map((row) => ({
      ...of(row),
      kind: 'entry_too_long',
      text: `One check-in of ${inWords(row.minutes)}; more than ${inWords(limits.longEntryMinutes)} at a stretch is most often a slip.`,
      expected: limits.longEntryMinutes,
      observed: row.minutes,
      fix: edit(row),
    }))
}

function findFuture(rows: readonly Checkin[], { todayOf }: RuleFacts): Finding[] {
  return rows
    .filter((row) => row.workDate > todayOf(row.userId))
    .map((row) => ({
      ...of(row),
      kind: 'future_date',
      text: `Logged for ${row.workDate}, which is still to come.`,
      fix: edit(row, { workDate: todayOf(row.userId) }),
    }))
}

function findDuplicates(rows: readonly Checkin[]): Finding[] {
  const sameWork = (row: Checkin) => [row.userId, row.workDate, row.projectId, row.taskId].join(' ')
  return groupBy(rows, sameWork).flatMap((group) => {
    const byAge = group.toSorted((a, b) => compare(a.createdAt + a.id, b.createdAt + b.id))
    const pieces = byAge.map((row) => piecesOf(row.activity))
    return byAge.flatMap((row, index): Finding[] => {
      const first = byAge.slice(0, index).find((earlier, at) => {
        const [one, other] = [pieces[at], pieces[index]]
        return one && other && isTwin(earlier, row, one, other)
      })
      if (!first) return []
      return [
        {
          ...of(row),
          kind: 'duplicate',
          text: `“${short(row.activity)}” stands twice on this day.`,
          observed: row.minutes,
          checkinIds: [first.id, row.id],
          fix: { act: 'delete', checkinId: row.id, changes: {} },
          about: [first.id, row.id],
        },
      ]
    })
  })
}

// The same words at two times of the day are two pieces of work.
function isTwin(a: Checkin, b: Checkin, one: Pieces, other: Pieces): boolean {
  const isElsewhen = a.startedAt !== null && b.startedAt !== null && a.startedAt !== b.startedAt
  return !isElsewhen && sameText(one, other) >= duplicateFrom
}

function findOverlaps(rows: readonly Checkin[]): Finding[] {
  const timed = rows.filter((row) => row.startedAt !== null && row.endedAt !== null)
  return groupBy(timed, (row) => row.userId).flatMap((own) => {
    const inOrder = own.toSorted((a, b) =>
      compare(`${a.startedAt} ${a.createdAt} ${a.id}`, `${b.startedAt} ${b.createdAt} ${b.id}`),
    )
    let latest: Checkin | null = null
    const found: Finding[] = []
    for (const row of inOrder) {
      if (latest && (row.startedAt ?? '') < (latest.endedAt ?? '')) found.push(overlap(latest, row))
      if (!latest || (row.endedAt ?? '') > (latest.endedAt ?? '')) latest = row
    }
    return found
  })
}

function overlap(before: Checkin, row: Checkin): Finding {
  const end = Date.parse(before.endedAt ?? '')
  const rowEnd = Date.parse(row.endedAt ?? '')
  const shared = Math.round((Math.min(end, rowEnd) - Date.parse(row.startedAt ?? '')) / 60_000)
  const left = Math.round((rowEnd - end) / 60_000)
  // Starting where the other ends keeps what is left of it; nothing is left of one inside another.
  const changes =
    left > 0 && before.endedAt !== null && row.endedAt !== null
      ? { startedAt: before.endedAt, endedAt: row.endedAt, minutes: left }
      : {}
  return {
    ...of(row),
    kind: 'overlap',
    text: `“${short(row.activity)}” and “${short(before.activity)}” share ${inWords(shared)}.`,
    expected: 0,
    observed: shared,
    checkinIds: [before.id, row.id],
    fix: edit(row, changes),
    about: [before.id, row.id].sort(),
  }
}

function findClosed(rows: readonly Checkin[], facts: RuleFacts): Finding[] {
  return rows.flatMap((row): Finding[] => {
    const task = row.taskId === null ? undefined : facts.closedTasks.get(row.taskId)
    if (task && facts.dayOf(task.closedAt, row.userId) < row.workDate) {
      return [
        {
          ...of(row),
          kind: 'task_closed',
          text: `${task.ref} was already done on ${row.workDate}.`,
          fix: edit(row, { taskId: null }),
        },
      ]
    }
    const project = row.projectId === null ? undefined : facts.archivedProjects.get(row.projectId)
    if (project && facts.dayOf(project.archivedAt, row.userId) < row.workDate) {
      return [
        {
          ...of(row),
          kind: 'project_archived',
          text: `${project.name} was already archived on ${row.workDate}.`,
          fix: edit(row, { projectId: null, taskId: null }),
        },
      ]
    }
    return []
  })
}

function of(row: Checkin) {
  return {
    userId: row.userId,
    workDate: row.workDate,
    expected: null,
    observed: null,
    projectId: row.projectId,
    checkinIds: [row.id],
    about: [row.id],
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function short(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ')]
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : letters.join('')
}
