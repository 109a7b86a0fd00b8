import type { ParseContext } from '../parse-checkin.ts'

/**
 * What is offered for one diagnostic of a line. An offer is `label => line after it`, or
 * `label !action` with the span it keeps as text.
 */
export type FixCase = {
  line: string
  code: string
  offers: string[]
  ctx?: Partial<ParseContext>
  /** Which of several diagnostics with this code. */
  nth?: number
}

const example = '2h #dev fix login'
const a50 = 'a'.repeat(50)
const timer = 'Start timer !timer'

export const fixCases: FixCase[] = [
  { line: '', code: 'E_EMPTY', offers: [`${example} => ${example}`] },
  { line: '  ', code: 'E_EMPTY', offers: [`${example} => ${example}`] },
  {
    line: `2h #dev ${'a'.repeat(493)}`,
    code: 'E_TOO_LONG',
    offers: [`Cut at 500 => 2h #dev ${'a'.repeat(492)}`],
  },
  { line: '😀'.repeat(501), code: 'E_TOO_LONG', offers: [`Cut at 500 => ${'😀'.repeat(500)}`] },
  {
    line: '\u0958'.repeat(251),
    code: 'E_TOO_LONG',
    offers: [`Cut at 500 => ${'\u0958'.repeat(250)}`],
  },
  {
    line: 'worked 2h on nav #dev',
    code: 'E_NO_DURATION',
    offers: ['Use “2h” => 2h worked on nav #dev', timer, '30m => 30m worked 2h on nav #dev'],
  },
  {
    line: 'met 9:30-11:15 with Ana #call',
    code: 'E_NO_DURATION',
    offers: [
      'Use “9:30-11:15” => 9:30-11:15 met with Ana #call',
      timer,
      '30m => 30m met 9:30-11:15 with Ana #call',
    ],
  },
  {
    line: '#dev fix nav',
    code: 'E_NO_DURATION',
    offers: [timer, '30m => 30m #dev fix nav', '1h => 1h #dev fix nav'],
  },
  // A time that is itself wrong is not worth using.
  {
    line: '#dev fix 25h',
    code: 'E_NO_DURATION',
    offers: [timer, '30m => 30m #dev fix 25h', '1h => 1h #dev fix 25h'],
  },
  {
    line: 'worked 2h on nav #dev',
    code: 'E_NO_DURATION',
    ctx: { suppressed: [[7, 9]] },
    offers: [timer, '30m => 30m worked 2h on nav #dev', '1h => 1h worked 2h on nav #dev'],
  },
  { line: '2 #dev fix', code: 'E_NO_UNIT', offers: ['2h => 2h #dev fix', '2m => 2m #dev fix'] },
  { line: '45 #dev fix', code: 'E_NO_UNIT', offers: ['45m => 45m #dev fix'] },
  { line: '0.2 #dev fix', code: 'E_NO_UNIT', offers: ['0.2h => 0.2h #dev fix'] },
  { line: '5000 #dev fix', code: 'E_NO_UNIT', offers: [] },
  { line: '2', code: 'E_NO_UNIT', offers: ['2h => 2h', '2m => 2m'] },
  { line: '2h #dev', code: 'E_NO_ACTIVITY', offers: ['Last activity with #dev !last-activity'] },
  { line: '2h', code: 'E_NO_ACTIVITY', offers: [] },
  { line: '0h #dev fix', code: 'E_DURATION_ZERO', offers: ['15m => 15m #dev fix'] },
  { line: '0:00 #dev fix', code: 'E_DURATION_ZERO', offers: ['15m => 15m #dev fix'] },
  {
    line: '25h #dev fix',
    code: 'E_DURATION_MAX',
    offers: ['8h => 8h #dev fix', '24h => 24h #dev fix'],
  },
  { line: '1h75m #dev fix', code: 'E_BAD_MINUTES', offers: ['2h15m => 2h15m #dev fix'] },
  { line: '1h 75m #dev fix', code: 'E_BAD_MINUTES', offers: ['2h15m => 2h15m #dev fix'] },
  { line: '1:60 #dev fix', code: 'E_BAD_MINUTES', offers: ['2h => 2h #dev fix'] },
  { line: '1h100 #dev fix', code: 'E_BAD_MINUTES', offers: ['2h40m => 2h40m #dev fix'] },
  { line: '24h60m #dev fix', code: 'E_BAD_MINUTES', offers: [] },
  { line: '25:00-26:00 #dev fix', code: 'E_BAD_TIME', offers: ['Keep as text !keep-text 0-11'] },
  { line: '2h 25:00-26:00 #dev fix', code: 'E_BAD_TIME', offers: ['Keep as text !keep-text 3-14'] },
  {
    line: '9:30-9:30 #dev fix',
    code: 'E_RANGE_EMPTY',
    offers: ['9:30-now => 9:30-now #dev fix', '9:30-10:30 => 9:30-10:30 #dev fix'],
  },
  {
    line: '10:05-now #dev fix',
    code: 'E_RANGE_EMPTY',
    offers: ['10:05-11:05 => 10:05-11:05 #dev fix'],
  },
  {
    line: '2pm-2pm #dev fix',
    code: 'E_RANGE_EMPTY',
    offers: ['14:00-15:00 => 14:00-15:00 #dev fix'],
  },
  {
    line: '23:30-23:30 #dev fix',
    code: 'E_RANGE_EMPTY',
    offers: ['23:30-0:30 => 23:30-0:30 #dev fix'],
  },
  {
    line: 'yesterday 9:30-9:30 #dev fix',
    code: 'E_RANGE_EMPTY',
    offers: ['9:30-10:30 => yesterday 9:30-10:30 #dev fix'],
  },
  {
    line: '2h 9:30-11:15 #dev fix',
    code: 'E_TIME_CONFLICT',
    offers: ['Keep 2h => 2h #dev fix', 'Keep 9:30-11:15 => 9:30-11:15 #dev fix'],
  },
  {
    line: 'for 2h, from 9:30 to 11:15: fix',
    code: 'E_TIME_CONFLICT',
    offers: ['Keep 2h => for 2h, fix', 'Keep 9:30 to 11:15 => from 9:30 to 11:15: fix'],
  },
  {
    line: 'yesterday 9:30-now #dev fix',
    code: 'E_NOW_DATE',
    offers: ['Drop the date => 9:30-now #dev fix', 'Keep the date as text !keep-text 0-9'],
  },
  {
    line: '9:30-now on mon #dev fix',
    code: 'E_NOW_DATE',
    offers: ['Drop the date => 9:30-now #dev fix', 'Keep the date as text !keep-text 12-15'],
  },
  {
    line: '2h 30 feb fix',
    code: 'E_BAD_DATE',
    offers: ['2026-02-28 => 2h 2026-02-28 fix', 'Today => 2h today fix'],
  },
  {
    line: '2h 2024-02-30 fix',
    code: 'E_BAD_DATE',
    offers: ['2024-02-29 => 2h 2024-02-29 fix', 'Today => 2h today fix'],
  },
  { line: '2h 31 nov fix', code: 'E_BAD_DATE', offers: ['Today => 2h today fix'] },
  { line: '2h 2026-13-01 fix', code: 'E_BAD_DATE', offers: ['Today => 2h today fix'] },
  { line: '2h 1999-12-31 fix', code: 'E_BAD_DATE', offers: ['Today => 2h today fix'] },
  {
    line: '2h 1 dec fix',
    code: 'E_DATE_FUTURE',
    offers: ['Today => 2h today fix', 'Keep as text !keep-text 3-8'],
  },
  {
    line: '2h 3/4 fix',
    code: 'E_AMBIGUOUS_DATE',
    offers: ['2026-04-03 => 2h 2026-04-03 fix', '2026-03-04 => 2h 2026-03-04 fix'],
  },
  { line: '2h 4/4 fix', code: 'E_AMBIGUOUS_DATE', offers: ['2026-04-04 => 2h 2026-04-04 fix'] },
  { line: '2h 20/11 fix', code: 'E_AMBIGUOUS_DATE', offers: ['2026-11-20 => 2h 2026-11-20 fix'] },
  { line: '2h 11/12 fix', code: 'E_AMBIGUOUS_DATE', offers: ['2026-11-12 => 2h 2026-11-12 fix'] },
  { line: '2h 1/12 fix', code: 'E_AMBIGUOUS_DATE', offers: ['2026-01-12 => 2h 2026-01-12 fix'] },
  {
    line: '2h 3/4/25 fix',
    code: 'E_AMBIGUOUS_DATE',
    offers: ['2025-04-03 => 2h 2025-04-03 fix', '2025-03-04 => 2h 2025-03-04 fix'],
  },
  { line: '2h 30/2 fix', code: 'E_AMBIGUOUS_DATE', offers: [] },
  { line: `2h #${a50}b fix`, code: 'E_TAG_TOO_LONG', offers: [`Cut at 50 => 2h #${a50} fix`] },
  { line: `2h #"${a50}b c" fix`, code: 'E_TAG_TOO_LONG', offers: [`Cut at 50 => 2h #${a50} fix`] },
  {
    line: `2h #${a50.slice(1)}-b, fix`,
    code: 'E_TAG_TOO_LONG',
    offers: [`Cut at 50 => 2h #${a50.slice(1)}, fix`],
  },
  { line: '2h # fix', code: 'W_BAD_TAG', offers: [] },
  { line: '2h @ fix', code: 'W_BAD_PROJECT', offers: [] },
  {
    line: '2h email @bob re @acme',
    code: 'W_DUP_PROJECT',
    offers: ['Use @acme instead => 2h email \\@bob re @acme'],
  },
  // Escaping @a in place would hide the time behind it, so the two change places.
  { line: '@a 2h fix @b', code: 'W_DUP_PROJECT', offers: ['Use @b instead => @b 2h fix \\@a'] },
  {
    line: '2h @a @b @c fix',
    code: 'W_DUP_PROJECT',
    nth: 1,
    offers: ['Use @c instead => 2h \\@a \\@b @c fix'],
  },
  { line: '2h #1 #2 fix', code: 'W_DUP_TASK', offers: ['Use #2 instead => 2h \\#1 #2 fix'] },
  {
    line: '2h WS-1 WS-2 #3 fix',
    code: 'W_DUP_TASK',
    offers: ['Use #3 instead => 2h \\WS-1 \\WS-2 #3 fix'],
  },
  {
    line: '2h #dev "draft',
    code: 'W_UNCLOSED_QUOTE',
    offers: ['Close the quote => 2h #dev "draft"'],
  },
  {
    line: '2h #dev “draft ',
    code: 'W_UNCLOSED_QUOTE',
    offers: ['Close the quote => 2h #dev “draft” '],
  },
  {
    line: '2h #dev „draft',
    code: 'W_UNCLOSED_QUOTE',
    offers: ['Close the quote => 2h #dev „draft”'],
  },
  {
    line: '2h @"Web site #dev hero',
    code: 'W_UNCLOSED_QUOTE',
    offers: ['Close the quote => 2h @"Web site" #dev hero'],
  },
  {
    line: '2h #"road map',
    code: 'W_UNCLOSED_QUOTE',
    offers: ['Close the quote => 2h #"road" map'],
  },
  {
    line: '9:30 #dev standup',
    code: 'W_CLOCK_AS_DURATION',
    offers: [
      '9:30-10:00 => 9:30-10:00 #dev standup',
      '9:30-10:30 => 9:30-10:30 #dev standup',
      '9:30-now => 9:30-now #dev standup',
    ],
  },
  {
    line: '14:30 #dev standup',
    code: 'W_CLOCK_AS_DURATION',
    offers: ['14:30-15:00 => 14:30-15:00 #dev standup', '14:30-15:30 => 14:30-15:30 #dev standup'],
  },
  {
    line: '9:30 yesterday #dev standup',
    code: 'W_CLOCK_AS_DURATION',
    offers: [
      '9:30-10:00 => 9:30-10:00 yesterday #dev standup',
      '9:30-10:30 => 9:30-10:30 yesterday #dev standup',
    ],
  },
  {
    line: '23:45 #ops deploy',
    code: 'W_CLOCK_AS_DURATION',
    offers: ['23:45-0:15 => 23:45-0:15 #ops deploy', '23:45-0:45 => 23:45-0:45 #ops deploy'],
  },
  { line: '24:00 #ops deploy', code: 'W_CLOCK_AS_DURATION', offers: [] },
  { line: '13h #ops deploy', code: 'W_LONG', offers: [] },
  { line: '2h 30 #dev fix', code: 'W_STRAY_NUMBER', offers: ['2h30m => 2h30m #dev fix'] },
  { line: 'for 2 hours 05 fix', code: 'W_STRAY_NUMBER', offers: ['2h5m => for 2h5m fix'] },
  { line: '45m 30 tickets', code: 'W_STRAY_NUMBER', offers: [] },
  { line: '24h 30 tickets', code: 'W_STRAY_NUMBER', offers: [] },
  { line: '2h fix', code: 'I_NO_TAG', offers: [] },
  {
    line: '2h #dev prep for monday',
    code: 'I_IGNORED_TOKEN',
    offers: ['Use “monday” => monday 2h #dev prep for'],
  },
  {
    line: '#dev raise limit to 30m',
    code: 'I_IGNORED_TOKEN',
    offers: ['Use “30m” => 30m #dev raise limit to'],
  },
  { line: '1h 2h #dev fix', code: 'I_IGNORED_TOKEN', offers: ['Use “2h” => 2h \\1h #dev fix'] },
  {
    line: '2h mon #dev fix tue',
    code: 'I_IGNORED_TOKEN',
    offers: ['Use “tue” => tue 2h \\mon #dev fix'],
  },
  { line: '2h #dev plan 1 dec', code: 'I_IGNORED_TOKEN', offers: [] },
]
