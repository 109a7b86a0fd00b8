import type { OwnCase } from './own-case.ts'

const dev = { tags: ['dev'] }

export const oldFormCases: OwnCase[] = [
  {
    line: '2 hr #dev 9:30-11:30 fix',
    minutes: 120,
    start: '09:30',
    end: '11:30',
    ...dev,
    activity: 'fix',
  },
  {
    line: '2hrs #dev 25:00-26:00 fix',
    minutes: 120,
    ...dev,
    activity: '25:00-26:00 fix',
    says: ['I_IGNORED_TOKEN 10-21 E_BAD_TIME'],
  },
  {
    line: '2 hr #dev 9:30-now fix',
    minutes: 120,
    ...dev,
    activity: '9:30-now fix',
    says: ['I_IGNORED_TOKEN 10-18 E_TIME_CONFLICT'],
  },
  {
    line: '2 hr #dev 31 dec fix',
    minutes: 120,
    ...dev,
    activity: '31 dec fix',
    says: ['I_IGNORED_TOKEN 10-16 E_DATE_FUTURE'],
  },
  {
    line: '2 hr #dev 8:05-now yesterday fix',
    minutes: 120,
    start: '08:05',
    end: '10:05',
    ...dev,
    activity: 'yesterday fix',
    says: ['I_IGNORED_TOKEN 19-28 E_NOW_DATE'],
  },
  { line: '2 hr #dev yesterday fix', minutes: 120, date: '2026-11-23', ...dev, activity: 'fix' },
  {
    line: '2 hour #dev 31 dec fix',
    minutes: 120,
    ...dev,
    activity: 'fix',
    says: ['E_DATE_FUTURE 12-18'],
  },
  {
    line: 'for 2 hr #dev 31 dec fix',
    minutes: 120,
    ...dev,
    activity: 'fix',
    says: ['E_DATE_FUTURE 14-20'],
  },
  {
    line: '2 hr, #dev 31 dec fix',
    minutes: 120,
    ...dev,
    activity: 'fix',
    says: ['E_DATE_FUTURE 11-17'],
  },
  {
    line: `2 hr #dev fix #${'a'.repeat(51)}`,
    minutes: 120,
    ...dev,
    activity: `fix #${'a'.repeat(51)}`,
    says: ['I_IGNORED_TOKEN 14-66 E_TAG_TOO_LONG'],
  },
  {
    line: `2 hr #${'a'.repeat(51)} fix`,
    minutes: 120,
    activity: 'fix',
    says: ['E_TAG_TOO_LONG 5-57'],
  },
  {
    line: '2h @a fix yesterday @b',
    minutes: 120,
    date: '2026-11-23',
    project: 'a',
    activity: 'fix @b',
    says: ['W_DUP_PROJECT 20-22', 'I_NO_TAG 22-22'],
  },
]
