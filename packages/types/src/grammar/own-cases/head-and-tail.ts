import type { OwnCase } from './own-case.ts'

const dev = { tags: ['dev'] }

/** A word before the tail token that makes it part of the work. */
const aboutWork = (
  'for by to from of the in until till before after since next this every each per within under ' +
  'over than'
)
  .split(' ')
  .map((word): OwnCase => {
    const start = `2h #dev plan ${word} `.length
    return {
      line: `2h #dev plan ${word} monday`,
      minutes: 120,
      ...dev,
      activity: `plan ${word} monday`,
      says: [`I_IGNORED_TOKEN ${start}-${start + 6} PREPOSITION`],
      chips: ['duration 2h', 'tag #dev'],
    }
  })

export const headAndTailCases: OwnCase[] = [
  ...aboutWork,
  // The glue of the tail.
  { line: 'fix nav for 2h #dev', minutes: 120, ...dev, activity: 'fix nav' },
  { line: 'fix nav took 2h #dev', minutes: 120, ...dev, activity: 'fix nav' },
  { line: 'fix nav spent 2h #dev', minutes: 120, ...dev, activity: 'fix nav' },
  {
    line: 'fix nav from 9:30 to 11:15 #dev',
    minutes: 105,
    start: '09:30',
    end: '11:15',
    ...dev,
    activity: 'fix nav',
  },
  {
    line: 'fix nav at 9:30-11:15 #dev',
    minutes: 105,
    start: '09:30',
    end: '11:15',
    ...dev,
    activity: 'fix nav',
  },
  {
    line: 'fix nav for 9-11am #dev',
    minutes: 120,
    start: '09:00',
    end: '11:00',
    ...dev,
    activity: 'fix nav',
  },
  {
    line: '2h fix nav on monday #dev',
    minutes: 120,
    date: '2026-11-23',
    ...dev,
    activity: 'fix nav',
  },
  {
    line: '2h fix nav on 20 nov #dev',
    minutes: 120,
    date: '2026-11-20',
    ...dev,
    activity: 'fix nav',
  },
  {
    line: 'fix nav from 2h #dev',
    ...dev,
    activity: 'fix nav from 2h',
    says: ['I_IGNORED_TOKEN 13-15 PREPOSITION', 'E_NO_DURATION 20-20'],
  },
  // Slots.
  {
    line: 'fix 2h mon #dev',
    minutes: 120,
    date: '2026-11-23',
    ...dev,
    activity: 'fix',
    chips: ['duration 2h', 'date mon', 'tag #dev'],
  },
  { line: 'fix mon 2h #dev', minutes: 120, date: '2026-11-23', ...dev, activity: 'fix' },
  { line: 'mon fix 2h #dev', minutes: 120, date: '2026-11-23', ...dev, activity: 'fix' },
  { line: '2h fix mon #dev', minutes: 120, date: '2026-11-23', ...dev, activity: 'fix' },
  {
    line: 'fix 1h 2h #dev',
    minutes: 120,
    ...dev,
    activity: 'fix 1h',
    says: ['I_IGNORED_TOKEN 4-6 SLOT_TAKEN'],
  },
  {
    line: 'fix mon tue #dev 2h',
    minutes: 120,
    ...dev,
    activity: 'fix mon',
    says: ['I_IGNORED_TOKEN 4-7 SLOT_TAKEN'],
  },
  {
    line: 'fix 2h 9:30-11:30 #dev',
    minutes: 120,
    start: '09:30',
    end: '11:30',
    ...dev,
    activity: 'fix',
  },
  {
    line: 'fix 2h 9:30-11:15 #dev',
    minutes: 105,
    start: '09:30',
    end: '11:15',
    ...dev,
    activity: 'fix 2h',
    says: ['I_IGNORED_TOKEN 4-6 E_TIME_CONFLICT'],
  },
  {
    line: '2h #dev fix 9:30-11:30',
    minutes: 120,
    ...dev,
    activity: 'fix 9:30-11:30',
    says: ['I_IGNORED_TOKEN 12-22 SLOT_TAKEN'],
  },
  {
    line: '2h mon #dev fix tue',
    minutes: 120,
    date: '2026-11-23',
    ...dev,
    activity: 'fix tue',
    says: ['I_IGNORED_TOKEN 16-19 SLOT_TAKEN'],
  },
  {
    line: '2h 1h',
    minutes: 120,
    activity: '1h',
    says: ['I_IGNORED_TOKEN 3-5 SLOT_TAKEN', 'I_NO_TAG 5-5'],
  },
  {
    line: 'mon tue 2h #dev fix',
    date: '2026-11-23',
    ...dev,
    activity: 'tue 2h fix',
    says: ['I_IGNORED_TOKEN 4-7 SLOT_TAKEN', 'E_NO_DURATION 19-19'],
  },
  // Errors of the tail are only reasons.
  ...(
    [
      ['25h', 'E_DURATION_MAX'],
      ['0m', 'E_DURATION_ZERO'],
      ['1h75m', 'E_BAD_MINUTES'],
      ['25:00-26:00', 'E_BAD_TIME'],
      ['9:30-9:30', 'E_RANGE_EMPTY'],
    ] as const
  ).map(
    ([token, code]): OwnCase => ({
      line: `#dev fix ${token}`,
      ...dev,
      activity: `fix ${token}`,
      says: [
        `I_IGNORED_TOKEN 9-${token.length + 9} ${code}`,
        `E_NO_DURATION ${token.length + 9}-${token.length + 9}`,
      ],
    }),
  ),
  ...(
    [
      ['2026-02-30', 'E_BAD_DATE'],
      ['31 feb', 'E_BAD_DATE'],
      ['2026-12-01', 'E_DATE_FUTURE'],
      ['1 dec', 'E_DATE_FUTURE'],
      ['3/4', 'E_AMBIGUOUS_DATE'],
    ] as const
  ).map(
    ([token, code]): OwnCase => ({
      line: `2h #dev fix ${token}`,
      minutes: 120,
      ...dev,
      activity: `fix ${token}`,
      says: [`I_IGNORED_TOKEN 12-${token.length + 12} ${code}`],
    }),
  ),
  {
    line: 'mon fix 9:30-now #dev',
    date: '2026-11-23',
    ...dev,
    activity: 'fix 9:30-now',
    says: ['I_IGNORED_TOKEN 8-16 E_NOW_DATE', 'E_NO_DURATION 21-21'],
  },
  // Saturday and Sunday in three letters.
  { line: 'sat 2h #dev fix', minutes: 120, date: '2026-11-21', ...dev, activity: 'fix' },
  { line: '2h sat #dev fix', minutes: 120, date: '2026-11-21', ...dev, activity: 'fix' },
  { line: '2h #dev sat with Ana', minutes: 120, ...dev, activity: 'sat with Ana' },
  { line: '2h #dev on sat fix', minutes: 120, date: '2026-11-21', ...dev, activity: 'fix' },
  { line: '2h #dev last sun fix', minutes: 120, date: '2026-11-22', ...dev, activity: 'fix' },
  { line: 'fix sun 2h #dev', minutes: 120, date: '2026-11-22', ...dev, activity: 'fix' },
  { line: 'fix 2h sun #dev', minutes: 120, date: '2026-11-22', ...dev, activity: 'fix' },
  { line: '2h #dev where she sat', minutes: 120, ...dev, activity: 'where she sat' },
  { line: '2h #dev fix saturday', minutes: 120, date: '2026-11-21', ...dev, activity: 'fix' },
  { line: 'sat sun #dev fix', ...dev, activity: 'sat sun fix', says: ['E_NO_DURATION 16-16'] },
  // The word before the tail loses its comma, and only that word.
  { line: 'a, b, 2h #dev', minutes: 120, ...dev, activity: 'a, b' },
  { line: 'fix nav; mon, 2h #dev', minutes: 120, date: '2026-11-23', ...dev, activity: 'fix nav' },
  { line: 'fix nav: for 2h #dev', minutes: 120, ...dev, activity: 'fix nav' },
  { line: 'fix nav. 2h #dev', minutes: 120, ...dev, activity: 'fix nav.' },
  { line: '2h fix nav, #dev', minutes: 120, ...dev, activity: 'fix nav,' },
  { line: 'read "x", 2h #dev', minutes: 120, ...dev, activity: 'read "x"' },
  { line: 'a ;;;; 2h #dev', minutes: 120, ...dev, activity: 'a ;;;;' },
  // The two ends never read the same word.
  { line: '2h', minutes: 120, says: ['E_NO_ACTIVITY 2-2', 'I_NO_TAG 2-2'] },
  {
    line: 'yesterday',
    date: '2026-11-23',
    says: ['E_NO_ACTIVITY 9-9', 'E_NO_DURATION 9-9', 'I_NO_TAG 9-9'],
  },
  {
    line: '2h yesterday #dev',
    minutes: 120,
    date: '2026-11-23',
    ...dev,
    says: ['E_NO_ACTIVITY 17-17'],
  },
  { line: 'phase 2 3h #dev', minutes: 180, ...dev, activity: 'phase 2' },
  { line: '2h #dev part 1 20 nov', minutes: 120, date: '2026-11-20', ...dev, activity: 'part 1' },
]
