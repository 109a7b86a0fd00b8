import type { Checkin } from '@worksmart/types/checkins'
import { formatCheckin } from '@worksmart/types/grammar/format-checkin'
import { type ParsedCheckin, parseCheckin } from '@worksmart/types/grammar/parse-checkin'
import { formatTime } from '../../lib/dates.ts'

export type LineContext = {
  today: string
  nowMin: number
  timeZone: string
  projects: readonly { id: string; key: string; name: string }[]
}

/**
 * The line that stands in the bar while the row is edited. What was typed is used only when it
 * still means the same: "yesterday" typed last week is another day now.
 */
export function editLine(row: Checkin, context: LineContext): string {
  const { today, nowMin } = context
  const projectKeys = keysOf(context)
  if (row.text !== null) {
    const parsed = parseCheckin(row.text, { today, nowMin, projectKeys })
    if (parsed.ok && isSame(parsed, row, context)) return row.text
  }
  return canonicalLine(row, context, row.workDate === today)
}

/** The row as a line for doing the same again: without its day, so it is logged for today. */
export function repeatLine(row: Checkin, context: LineContext): string {
  return canonicalLine(row, context, true)
}

function keysOf({ projects }: LineContext): ReadonlySet<string> {
  return new Set(projects.map((project) => project.key))
}

function isSame(parsed: ParsedCheckin, row: Checkin, context: LineContext): boolean {
  const range = clockRange(row, context.timeZone)
  return (
    parsed.minutes === row.minutes &&
    parsed.date === row.workDate &&
    parsed.start === range.start &&
    parsed.tags.join(' ') === row.tags.join(' ')
  )
}

function canonicalLine(row: Checkin, context: LineContext, isWithoutDay: boolean): string {
  const project = context.projects.find((other) => other.id === row.projectId)
  const parsed: ParsedCheckin = {
    ok: true,
    minutes: row.minutes,
    ...clockRange(row, context.timeZone),
    date: row.workDate,
    tags: row.tags,
    project: project?.name ?? null,
    task: null,
    activity: row.activity,
    tokens: [],
    diagnostics: [],
  }
  const line = formatCheckin(parsed, keysOf(context)) ?? row.text ?? row.activity
  return isWithoutDay ? line.replace(` ${row.workDate}`, '') : line
}

function clockRange(row: Checkin, timeZone: string) {
  if (row.startedAt === null || row.endedAt === null) {
    return { start: null, end: null, endsNextDay: false }
  }
  const zone = row.timeZone ?? timeZone
  const start = formatTime(row.startedAt, zone)
  const end = formatTime(row.endedAt, zone)
  return { start, end, endsNextDay: end <= start }
}
