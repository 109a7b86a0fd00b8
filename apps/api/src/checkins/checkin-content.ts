// What a request says, as the columns of a row. Lines go through the grammar, fields are checked;
// nothing here reads or writes the database.

import type { NewCheckin, NewCheckinFields, NewCheckinLine } from '@worksmart/types/checkins'
import { diagnosticMessage } from '@worksmart/types/grammar/diagnostic-message'
import type { Directory } from '@worksmart/types/grammar/directory'
import { resolveCheckin } from '@worksmart/types/grammar/resolve-checkin'
import { limits } from '@worksmart/types/limits'
import { codePoints } from '@worksmart/types/text'
import { AppError, conflict, invalid, invalidField, notFound } from '../errors.ts'
import { civilNow, instantOf } from '../time/zoned.ts'
import type { LinkTargets } from './checkin-directory.queries.ts'

/** The columns that a person decides. */
export type Content = {
  text: string | null
  activity: string
  minutes: number
  tags: string[]
  workDate: string
  startedAt: string | null
  endedAt: string | null
  timeZone: string | null
  projectId: string | null
  taskId: string | null
}

/** What reading needs to know besides the request. */
export type Reading = { directory: Directory; timeZone: string; now: Date }

export function isLine(input: object): input is Pick<NewCheckinLine, 'text'> {
  return 'text' in input
}

/** The content of either form. Problems are 422 and name the field. */
export function readContent(input: NewCheckin, reading: Reading): Content {
  return isLine(input)
    ? readLine(input as NewCheckinLine, reading)
    : readFields(input as NewCheckinFields, reading)
}

/** Reads a line by the grammar; ids that were sent win over the names in the text. */
export function readLine(
  input: Omit<NewCheckinLine, 'id' | 'sourceId'>,
  reading: Reading,
): Content {
  if (codePoints(input.text) > limits.line) {
    throw invalidField('/text', 'E_TOO_LONG', `A line holds ${limits.line} characters.`)
  }
  const { today, nowMin } = dayOf(input, reading)
  const ctx = {
    today,
    nowMin,
    projectKeys: new Set(reading.directory.projects.map((project) => project.key)),
    ...(input.suppressed ? { suppressed: input.suppressed } : {}),
  }
  const resolved = resolveCheckin(input.text, ctx, reading.directory)
  const { parsed } = resolved
  const errors = parsed.diagnostics
    .filter((diagnostic) => diagnostic.severity === 'error')
    .map((diagnostic) => ({
      pointer: '/text',
      code: diagnostic.code,
      message: diagnosticMessage(diagnostic, input.text, parsed),
    }))
  if (errors.length > 0 || parsed.minutes === null) {
    throw invalid(errors, errors[0]?.message ?? 'This line could not be read.')
  }
  const times =
    parsed.start === null || parsed.end === null
      ? noTimes
      : timesOf(
          parsed.date,
          parsed.start,
          parsed.end,
          parsed.endsNextDay,
          parsed.minutes,
          reading.timeZone,
        )
  return {
    text: input.text.normalize('NFC'),
    activity: resolved.activity,
    minutes: parsed.minutes,
    tags: parsed.tags,
    workDate: parsed.date,
    ...times,
    projectId: input.projectId === undefined ? resolved.projectId : input.projectId,
    taskId: input.taskId === undefined ? resolved.taskId : input.taskId,
  }
}

const noTimes = { startedAt: null, endedAt: null, timeZone: null }

/** Checks the fields that belong together and puts them in their stored form. */
export function readFields(
  input: Omit<NewCheckinFields, 'id' | 'sourceId'>,
  reading: Reading,
): Content {
  const startedAt = input.startedAt ?? null
  const endedAt = input.endedAt ?? null
  if ((startedAt === null) !== (endedAt === null)) {
    const missing = startedAt === null ? '/startedAt' : '/endedAt'
    throw invalidField(missing, 'required', 'Send both a start and an end, or neither.')
  }
  if (startedAt !== null && endedAt !== null && Date.parse(endedAt) <= Date.parse(startedAt)) {
    throw invalidField('/endedAt', 'too_small', 'The end has to be after the start.')
  }
  return {
    text: null,
    activity: input.activity,
    minutes: input.minutes,
    tags: [...new Set(input.tags)],
    workDate: input.workDate,
    startedAt: startedAt && new Date(startedAt).toISOString(),
    endedAt: endedAt && new Date(endedAt).toISOString(),
    timeZone: startedAt === null ? null : (input.timeZone ?? reading.timeZone),
    projectId: input.projectId ?? null,
    taskId: input.taskId ?? null,
  }
}

/**
 * Ties the content to rows that exist: an invisible id is 404 with its pointer, an archived project
 * that was named by id is 409, and a task brings its own project.
 */
export function linkContent(
  content: Content,
  sent: { projectId?: unknown; taskId?: unknown },
  targets: LinkTargets,
): Content {
  const task = content.taskId === null ? null : targets.tasks.get(content.taskId)
  if (task === undefined) throw notFound('task', '/taskId')
  const projectId = task === null ? content.projectId : task.projectId
  const project = projectId === null ? null : targets.projects.get(projectId)
  if (project === undefined) throw notFound('project', '/projectId')
  // A line may still name an archived project: the grammar warns and never blocks.
  if (project?.status === 'archived' && content.text === null) {
    const pointer = sent.projectId === projectId ? '/projectId' : '/taskId'
    if (pointer === '/projectId' || typeof sent.taskId === 'string') {
      throw conflict(
        'project.archived',
        'This project is archived. Choose another, or reopen it.',
        pointer,
      )
    }
  }
  return { ...content, projectId }
}

function dayOf(
  input: { today?: string | undefined; nowMin?: number | undefined },
  reading: Reading,
) {
  const here = civilNow(reading.now, reading.timeZone)
  if (input.today === undefined) return { ...here, nowMin: input.nowMin ?? here.nowMin }
  const utcDay = Date.parse(reading.now.toISOString().slice(0, 10))
  if (Math.abs(Date.parse(input.today) - utcDay) > 86_400_000) {
    throw new AppError(422, 'request.invalid', 'Your device’s date is more than a day off.', {
      errors: [{ pointer: '/today', code: 'not_today', message: 'Check the date of your device.' }],
    })
  }
  return { today: input.today, nowMin: input.nowMin ?? here.nowMin }
}

function timesOf(
  day: string,
  start: string,
  end: string,
  endsNextDay: boolean,
  minutes: number,
  timeZone: string,
) {
  const startedAt = instantOf(day, minuteOf(start), timeZone)
  const ended = instantOf(day, minuteOf(end) + (endsNextDay ? 1440 : 0), timeZone)
  // On the day clocks change, a wall-clock range can end before it starts; its length still holds.
  const endedAt = ended > startedAt ? ended : new Date(startedAt.getTime() + minutes * 60_000)
  return { startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString(), timeZone }
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}
