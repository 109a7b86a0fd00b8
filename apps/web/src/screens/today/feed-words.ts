import type { Checkin } from '@worksmart/types/checkins'
import { civilToday, formatDay, longDay, showTime } from '../../lib/dates.ts'
import { spokenMinutes } from '../../lib/durations.ts'

/** The row in one sentence for a screen reader: "fix nav, 2 hours, dev, Website, Monday 23 …". */
export function spokenRow(row: Checkin, projectName: string | null, person: string | null): string {
  const parts = [row.activity, spokenMinutes(row.minutes), ...row.tags, projectName, person]
  return [...parts.filter((part) => part !== null && part !== ''), longDay(row.workDate)].join(', ')
}

/** What is said after a line is logged, moved or changed. */
export function spokenLogged(row: Checkin, projectName: string | null): string {
  const parts = [spokenMinutes(row.minutes), ...row.tags, projectName, row.activity]
  return `Logged ${parts.filter(Boolean).join(', ')}. Undo with Control Z.`
}

/** `09:30–11:15`, or `9:30 am–11:15 am`, on the clocks the person meant, or null for a plain duration. */
export function timeRange(row: Checkin, timeZone: string): string | null {
  if (row.startedAt === null || row.endedAt === null) return null
  const zone = row.timeZone ?? timeZone
  return `${showTime(row.startedAt, zone)}–${showTime(row.endedAt, zone)}`
}

/** "logged Tue 24 Nov" when the line was written on another day than it was worked, else null. */
export function loggedOn(row: Checkin, timeZone: string, today: string): string | null {
  const day = civilToday(timeZone, new Date(row.createdAt))
  if (day === row.workDate) return null
  const name = formatDay(day, today)
  return `logged ${name === 'Today' || name === 'Yesterday' ? name.toLowerCase() : name}`
}

/** A short name of the row for buttons and the undo bar; the whole activity may fill the screen. */
export function shortActivity(row: Checkin): string {
  const letters = [...row.activity]
  return letters.length <= 40 ? row.activity : `${letters.slice(0, 39).join('')}…`
}

export type FilterWords = {
  tag?: string | undefined
  project?: string | null | undefined
  q?: string | undefined
  day?: string | undefined
  person?: string | null | undefined
}

/** "No check-ins match #dev on 24 Nov". */
export function emptySentence(words: FilterWords, today: string): string {
  const what = [
    words.tag && `#${words.tag}`,
    words.project && `@${words.project}`,
    words.q && `“${words.q}”`,
    words.person && `by ${words.person}`,
  ].filter(Boolean)
  const match = what.length > 0 ? ` match ${what.join(' ')}` : ''
  if (!words.day) return `No check-ins${match}`
  const name = formatDay(words.day, today)
  const when = name === 'Today' || name === 'Yesterday' ? name.toLowerCase() : `on ${name}`
  return `No check-ins${match} ${when}`
}
