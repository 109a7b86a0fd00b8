import type { Checkin, CheckinPatchFields, NewCheckinLine } from '@worksmart/types/checkins'
import type { ParsedCheckin } from '@worksmart/types/grammar/parse-checkin'
import { newId } from '../lib/uuid.ts'
import { rangeInstants } from './checkin-instants.ts'
import { newEntry, type OutboxEntry } from './outbox-entry.ts'

/** A line as the bar hands it over: what was typed, and how it was read. */
export type TypedLine = {
  text: string
  suppressed: [number, number][]
  today: string
  nowMin: number
  projectId: string | null
  taskId: string | null
  parsed: ParsedCheckin
}

/** Who writes: their id, and the zone that wall-clock times are meant in. */
export type Writer = { id: string; timeZone: string }

/** A new row from a line. The row's id is also the idempotency key of its create. */
export function logEntry(line: TypedLine, writer: Writer, now: Date = new Date()): OutboxEntry {
  const id = newId()
  const at = now.toISOString()
  const after: Checkin = {
    ...rowFields(line, writer.timeZone),
    id,
    userId: writer.id,
    source: 'web',
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
  const write = { kind: 'create', body: { id, ...lineBody(line) } } as const
  return newEntry({ key: id, checkinId: id, write, before: null, after })
}

/** The row rewritten by a line. `reason` is required for another person's row, null otherwise. */
export function editEntry(
  row: Checkin,
  line: TypedLine,
  timeZone: string,
  reason: string | null = null,
): OutboxEntry {
  const body = { ...lineBody(line), ...(reason === null ? {} : { reason }) }
  const after = { ...row, ...rowFields(line, timeZone) }
  return entryFor(row, after, { kind: 'edit', body })
}

/** Some fields of the row replaced; its text stays as it was typed. */
export function patchEntry(
  row: Checkin,
  fields: Partial<RowFields>,
  reason: string | null = null,
): OutboxEntry {
  const body: CheckinPatchFields = { ...fields, ...(reason === null ? {} : { reason }) }
  return entryFor(row, { ...row, ...fields }, { kind: 'edit', body })
}

export function removeEntry(row: Checkin, reason: string | null = null): OutboxEntry {
  return entryFor(row, null, { kind: 'remove', reason })
}

export function restoreEntry(row: Checkin, reason: string | null = null): OutboxEntry {
  const write = { kind: 'restore', reason } as const
  return newEntry({ key: newId(), checkinId: row.id, write, before: null, after: row })
}

type RowFields = Pick<
  Checkin,
  | 'activity'
  | 'minutes'
  | 'tags'
  | 'workDate'
  | 'startedAt'
  | 'endedAt'
  | 'timeZone'
  | 'projectId'
  | 'taskId'
>

/** The fields that bring an edited row back to what it was. */
export function fieldsOf(row: Checkin): RowFields {
  const { activity, minutes, tags, workDate, startedAt, endedAt, timeZone, projectId, taskId } = row
  return { activity, minutes, tags, workDate, startedAt, endedAt, timeZone, projectId, taskId }
}

function entryFor(row: Checkin, after: Checkin | null, write: OutboxEntry['write']): OutboxEntry {
  return newEntry({ key: newId(), checkinId: row.id, write, before: row, after })
}

// A null id would mean "no project" to the api, while here it only means that the line names none.
function lineBody(line: TypedLine): NewCheckinLine {
  const { text, suppressed, today, nowMin, projectId, taskId } = line
  return {
    text,
    today,
    nowMin,
    ...(suppressed.length > 0 ? { suppressed } : {}),
    ...(projectId === null ? {} : { projectId }),
    ...(taskId === null ? {} : { taskId }),
  }
}

function rowFields(line: TypedLine, timeZone: string) {
  const { parsed } = line
  return {
    text: line.text,
    activity: parsed.activity,
    minutes: parsed.minutes ?? 0,
    tags: parsed.tags,
    workDate: parsed.date,
    ...rangeInstants(parsed, timeZone),
    projectId: line.projectId,
    taskId: line.taskId,
  }
}
