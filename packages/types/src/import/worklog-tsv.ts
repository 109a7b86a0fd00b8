import type { NewCheckinFields } from '../checkins.ts'
import { hashLine } from './line-hash.ts'
import {
  cleanText,
  type Field,
  readActivity,
  readMinutes,
  readPerson,
  readTags,
  readWorkDate,
} from './worklog-fields.ts'
import {
  readHeader,
  type WorklogColumn,
  type WorklogHeader,
  worklogColumns,
} from './worklog-header.ts'
import { WorklogUnreadable } from './worklog-unreadable.ts'

/** A check-in by its fields that knows where it came from, so that sending it twice is harmless. */
export type ImportItem = NewCheckinFields & { sourceId: string }

/** `line` counts from 1 with the header; `person` is the file's own name for them. */
export type WorklogRow = { line: number; person: string; item: ImportItem }

/** `reason` is the same for the same cause; `found` is what stood there, cut to a glance. */
export type RefusedLine = { line: number; reason: string; found: string | null }

export type Worklog = { rows: WorklogRow[]; refused: RefusedLine[] }

/**
 * Reads a work log: tab-separated text whose first line names the columns. Quotes mean nothing in
 * it, so a text may begin with one. Blank lines are passed over; a bad line refuses only itself.
 * Throws `WorklogUnreadable` when the first line cannot be understood.
 */
export function readWorklog(text: string): Worklog {
  const [first = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  if (first.trim() === '' && lines.every((line) => line.trim() === '')) {
    throw new WorklogUnreadable(`There is nothing in it. The first line has to name: ${names}.`)
  }
  const header = readHeader(first)
  const seen = new Map<string, number>()
  const worklog: Worklog = { rows: [], refused: [] }
  for (const [index, content] of lines.entries()) {
    if (content.trim() === '') continue
    const line = index + 2
    const read = readLine(content, header, seen)
    if ('reason' in read) worklog.refused.push({ line, ...read })
    else worklog.rows.push({ line, ...read })
  }
  return worklog
}

const names = worklogColumns.join(', ')

type Refusal = { reason: string; found: string | null }
type ReadLine = Omit<WorklogRow, 'line'> | Refusal

function readLine(content: string, header: WorklogHeader, seen: Map<string, number>): ReadLine {
  const cells = content.split('\t')
  const { width } = header
  if (cells.slice(width).some((cell) => cell.trim() !== '')) {
    const reason = `The line has more than ${width} columns. Remove the tabs inside its text.`
    return { reason, found: `${cells.length} columns` }
  }
  const cell = (column: WorklogColumn) => (cells[header.positions[column]] ?? '').trim()

  const person = readPerson(cell('person'))
  if ('reason' in person) return refusal(person)
  const workDate = readWorkDate(cell('at'))
  if ('reason' in workDate) return refusal(workDate)
  const minutes = readMinutes(cell('minutes'))
  if ('reason' in minutes) return refusal(minutes)
  const activity = readActivity(cell('text'))
  if ('reason' in activity) return refusal(activity)
  const tags = readTags(cell('type'), cell('scope'))
  if ('reason' in tags) return refusal(tags)

  const identity = [person.value, cell('at'), cell('type'), cell('scope'), activity.value]
  return {
    person: person.value,
    item: {
      activity: activity.value,
      minutes: minutes.value,
      tags: tags.value,
      workDate: workDate.value,
      sourceId: sourceIdOf(identity, seen),
    },
  }
}

function refusal(field: Exclude<Field<unknown>, { value: unknown }>): Refusal {
  return { reason: field.reason, found: field.found === '' ? null : field.found }
}

/**
 * The same line gets the same id in any file, cut, sorted or appended to, because only lines that
 * are identical are numbered. The minutes stay out: an estimate that is corrected in the file is
 * still the same piece of work.
 */
function sourceIdOf(identity: readonly string[], seen: Map<string, number>): string {
  const hash = hashLine(JSON.stringify(identity.map(cleanText)))
  const occurrence = (seen.get(hash) ?? 0) + 1
  seen.set(hash, occurrence)
  return `worklog:${hash}:${occurrence}`
}
