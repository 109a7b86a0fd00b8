import { calendarDay, weekdayOf } from './dates.ts'
import type { Diagnostic, DiagnosticCode } from './diagnostics.ts'
import { tokenText } from './edits.ts'
import type { ParsedCheckin } from './parse-checkin.ts'
import { readRange } from './ranges.ts'

type Trouble = { line: string; parsed: ParsedCheckin; diagnostic: Diagnostic }
type Message = string | ((trouble: Trouble) => string)

const months =
  'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')

const spoken = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ')
}

const shortDay = (date: string): string =>
  `${weekdays[weekdayOf(date)]} ${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]?.slice(0, 3)}`

const quote = ({ line, diagnostic: { start, end } }: Trouble) => `“${line.slice(start, end)}”`
const quoted =
  (then: string): Message =>
  (trouble) =>
    `${quote(trouble)} ${then}`

const timeConflict: Message = ({ line, parsed }) => {
  const textOf = (wanted: string) => {
    const token = parsed.tokens.find(({ kind }) => kind === wanted)
    return token ? line.slice(token.start, token.end) : ''
  }
  const range = textOf('range')
  const { minutes, isNow } = readRange(tokenText(range, { start: 0, end: range.length }), 0)
  const length = minutes && !isNow ? ` (${spoken(minutes)})` : ''
  return `${textOf('duration')} does not match ${range.replace(/\s*[-‒—−→]\s*/, '–')}${length}.`
}

const nowDate: Message = ({ line, parsed, diagnostic }) => {
  const date = parsed.tokens.find(({ kind }) => kind === 'date')
  const isTyped = date?.start === diagnostic.start
  const day = date && isTyped ? `“${line.slice(date.start, date.end)}”` : shortDay(parsed.date)
  return `“now” is today, but the date is ${day}.`
}

const badDate: Message = ({ line, diagnostic }) => {
  const named = calendarDay(tokenText(line, diagnostic))
  if (!named || (named.year && (named.year < 2000 || named.year > 2099))) {
    return 'Years run from 2000 to 2099.'
  }
  const month = months[named.month - 1]
  const text = line.slice(diagnostic.start, diagnostic.end)
  const day = month
    ? [named.day, month, named.year].filter((part) => part !== null).join(' ')
    : text
  return `${day} does not exist.`
}

const duplicate = 'Only the first is used; the rest stays as text.'

const messages: Record<DiagnosticCode, Message> = {
  E_EMPTY: 'Type what you did, for example “2h #dev fix login”.',
  E_TOO_LONG: 'A line holds 500 characters.',
  E_NO_DURATION: 'How long did it take? Add 2h, 90m or 9:30-11:15.',
  E_NO_UNIT: quoted('has no unit.'),
  E_NO_ACTIVITY: 'Say what you did.',
  E_DURATION_ZERO: 'Time must be more than 0.',
  E_DURATION_MAX: 'One check-in holds at most 24 hours.',
  E_BAD_MINUTES: 'Minutes after hours go up to 59.',
  E_BAD_TIME: 'That is not a time of day.',
  E_RANGE_EMPTY: 'Start and end are the same.',
  E_TIME_CONFLICT: timeConflict,
  E_NOW_DATE: nowDate,
  E_BAD_DATE: badDate,
  E_DATE_FUTURE: 'That date has not happened yet.',
  E_AMBIGUOUS_DATE: ({ line, diagnostic: { start, end } }) =>
    `${line.slice(start, end)} is read day-first in some places and month-first in others.`,
  E_TAG_TOO_LONG: 'A tag holds 50 characters.',
  W_BAD_TAG: '“#” alone is kept as text.',
  W_BAD_PROJECT: '“@” alone is kept as text.',
  W_DUP_PROJECT: duplicate,
  W_DUP_TASK: duplicate,
  W_UNCLOSED_QUOTE: 'The quote is not closed; it is kept as text.',
  W_CLOCK_AS_DURATION: ({ parsed }) =>
    `Read as ${spoken(parsed.minutes ?? 0)}. Did you mean a time of day?`,
  W_LONG: 'More than 12 hours.',
  W_STRAY_NUMBER: quoted('stays in the text.'),
  W_UNKNOWN_PROJECT: quoted('is not one of your projects; it is kept as text.'),
  W_UNKNOWN_TASK: quoted('is not one of your tasks; it is kept as text.'),
  W_AMBIGUOUS_PROJECT: quoted('could be several projects; it is kept as text.'),
  W_AMBIGUOUS_TASK: quoted('could be several tasks; it is kept as text.'),
  W_TASK_OTHER_PROJECT: quoted('belongs to another project; the time goes there.'),
  W_PROJECT_ARCHIVED: quoted('is archived; the time is still linked to it.'),
  I_NO_TAG: 'No tag.',
  I_IGNORED_TOKEN: 'Looks like a time or date but is kept as text.',
}

/** What to tell the person, in one short sentence or two. */
export const diagnosticMessage = (
  diagnostic: Diagnostic,
  line: string,
  parsed: ParsedCheckin,
): string => {
  const message = messages[diagnostic.code]
  return typeof message === 'string' ? message : message({ line, parsed, diagnostic })
}
