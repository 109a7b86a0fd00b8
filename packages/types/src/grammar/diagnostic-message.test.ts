import { expect, test } from 'vitest'
import { diagnosticMessage } from './diagnostic-message.ts'
import { type Diagnostic, diagnostic } from './diagnostics.ts'
import { now } from './own-cases/own-case.ts'
import { parseCheckin } from './parse-checkin.ts'

const kept = 'Looks like a time or date but is kept as text.'
const duplicate = 'Only the first is used; the rest stays as text.'

const cases: [string, Diagnostic['code'], string][] = [
  ['', 'E_EMPTY', 'Type what you did, for example “2h #dev fix login”.'],
  ['a'.repeat(501), 'E_TOO_LONG', 'A line holds 500 characters.'],
  ['fix', 'E_NO_DURATION', 'How long did it take? Add 2h, 90m or 9:30-11:15.'],
  ['2 #dev fix', 'E_NO_UNIT', '“2” has no unit.'],
  ['2h #dev', 'E_NO_ACTIVITY', 'Say what you did.'],
  ['0h fix', 'E_DURATION_ZERO', 'Time must be more than 0.'],
  ['25h fix', 'E_DURATION_MAX', 'One check-in holds at most 24 hours.'],
  ['1h75m fix', 'E_BAD_MINUTES', 'Minutes after hours go up to 59.'],
  ['25:00-26:00 fix', 'E_BAD_TIME', 'That is not a time of day.'],
  ['9:30-9:30 fix', 'E_RANGE_EMPTY', 'Start and end are the same.'],
  ['2h 9:30-11:15 fix', 'E_TIME_CONFLICT', '2h does not match 9:30–11:15 (1 h 45 min).'],
  ['9:30 to 10:30 2h fix', 'E_TIME_CONFLICT', '2h does not match 9:30 to 10:30 (1 h).'],
  ['2h 9:30 - 10:00 fix', 'E_TIME_CONFLICT', '2h does not match 9:30–10:00 (30 min).'],
  ['2h 9:30-now fix', 'E_TIME_CONFLICT', '2h does not match 9:30–now.'],
  ['yesterday 9:30-now fix', 'E_NOW_DATE', '“now” is today, but the date is Mon 23 Nov.'],
  ['9:30-now yesterday fix', 'E_NOW_DATE', '“now” is today, but the date is “yesterday”.'],
  ['2h 30 feb fix', 'E_BAD_DATE', '30 February does not exist.'],
  ['2h feb 30th fix', 'E_BAD_DATE', '30 February does not exist.'],
  ['2h 2026-04-31 fix', 'E_BAD_DATE', '31 April 2026 does not exist.'],
  ['2h 2026-13-01 fix', 'E_BAD_DATE', '2026-13-01 does not exist.'],
  ['2h 1999-12-31 fix', 'E_BAD_DATE', 'Years run from 2000 to 2099.'],
  ['2h 1 dec fix', 'E_DATE_FUTURE', 'That date has not happened yet.'],
  [
    '2h 3/4 fix',
    'E_AMBIGUOUS_DATE',
    '3/4 is read day-first in some places and month-first in others.',
  ],
  [`2h #${'a'.repeat(51)} fix`, 'E_TAG_TOO_LONG', 'A tag holds 50 characters.'],
  ['2h # fix', 'W_BAD_TAG', '“#” alone is kept as text.'],
  ['2h @ fix', 'W_BAD_PROJECT', '“@” alone is kept as text.'],
  ['2h @a @b fix', 'W_DUP_PROJECT', duplicate],
  ['2h #1 #2 fix', 'W_DUP_TASK', duplicate],
  ['2h "fix', 'W_UNCLOSED_QUOTE', 'The quote is not closed; it is kept as text.'],
  ['14:30 fix', 'W_CLOCK_AS_DURATION', 'Read as 14 h 30 min. Did you mean a time of day?'],
  ['9:00 fix', 'W_CLOCK_AS_DURATION', 'Read as 9 h. Did you mean a time of day?'],
  ['13h fix', 'W_LONG', 'More than 12 hours.'],
  ['2h 30 fix', 'W_STRAY_NUMBER', '“30” stays in the text.'],
  ['2h fix', 'I_NO_TAG', 'No tag.'],
  ['1h 2h fix', 'I_IGNORED_TOKEN', kept],
]

for (const [line, code, message] of cases) {
  test(`${code} in ${JSON.stringify(line.slice(0, 40))} says: ${message}`, () => {
    const parsed = parseCheckin(line, now)
    const found = parsed.diagnostics.find((each) => each.code === code)
    expect(found && diagnosticMessage(found, line, parsed)).toBe(message)
  })
}

test('a warning about a name quotes the name as typed', () => {
  const line = '2h @bob WS-9 fix'
  const parsed = parseCheckin(line, now)
  const say = (code: Diagnostic['code'], start: number, end: number) =>
    diagnosticMessage(diagnostic(code, start, end), line, parsed)
  expect([
    say('W_UNKNOWN_PROJECT', 3, 7),
    say('W_AMBIGUOUS_PROJECT', 3, 7),
    say('W_PROJECT_ARCHIVED', 3, 7),
    say('W_UNKNOWN_TASK', 8, 12),
    say('W_AMBIGUOUS_TASK', 8, 12),
    say('W_TASK_OTHER_PROJECT', 8, 12),
  ]).toEqual([
    '“@bob” is not one of your projects; it is kept as text.',
    '“@bob” could be several projects; it is kept as text.',
    '“@bob” is archived; the time is still linked to it.',
    '“WS-9” is not one of your tasks; it is kept as text.',
    '“WS-9” could be several tasks; it is kept as text.',
    '“WS-9” belongs to another project; the time goes there.',
  ])
})
