import type { OwnCase } from './own-case.ts'

const dev = { tags: ['dev'] }

export const suppressedCases: OwnCase[] = [
  {
    line: '2h #dev fix mon',
    ctx: { suppressed: [[12, 15]] },
    minutes: 120,
    ...dev,
    activity: 'fix mon',
  },
  {
    line: '2h #dev 20 nov fix',
    ctx: { suppressed: [[8, 14]] },
    minutes: 120,
    ...dev,
    activity: '20 nov fix',
  },
  {
    line: '2h #dev fix',
    ctx: { suppressed: [[3, 7]] },
    minutes: 120,
    activity: '#dev fix',
    says: ['I_NO_TAG 11-11'],
  },
  {
    line: '#dev 2h fix',
    ctx: { suppressed: [[0, 4]] },
    minutes: 120,
    activity: '#dev fix',
    says: ['I_NO_TAG 11-11'],
  },
  { line: '2h #dev fix', ctx: { suppressed: [[2, 3]] }, minutes: 120, ...dev, activity: 'fix' },
  { line: '2h #dev fix', ctx: { suppressed: [[3, 3]] }, minutes: 120, ...dev, activity: 'fix' },
  {
    line: '2h #dev fix',
    ctx: { suppressed: [[6, 7]] },
    minutes: 120,
    activity: '#dev fix',
    says: ['I_NO_TAG 11-11'],
  },
  { line: '2h # #dev fix', ctx: { suppressed: [[3, 4]] }, minutes: 120, ...dev, activity: '# fix' },
  { line: '2h - #dev fix', ctx: { suppressed: [[3, 4]] }, minutes: 120, ...dev, activity: '- fix' },
  {
    line: '2h #1 #2 #dev',
    ctx: { suppressed: [[3, 5]] },
    minutes: 120,
    task: '#2',
    ...dev,
    activity: '#1',
  },
  {
    line: '2h #dev WS-1, fix',
    ctx: { suppressed: [[8, 12]] },
    minutes: 120,
    ...dev,
    activity: 'WS-1, fix',
  },
  {
    line: 'for 2h #dev fix',
    ctx: { suppressed: [[0, 3]] },
    ...dev,
    activity: 'for 2h fix',
    says: ['E_NO_DURATION 15-15'],
  },
  {
    line: '1h 30m #dev fix',
    ctx: { suppressed: [[3, 6]] },
    minutes: 60,
    ...dev,
    activity: '30m fix',
  },
  {
    line: '2h #dev fix',
    ctx: {
      suppressed: [
        [-5, -1],
        [90, 99],
      ],
    },
    minutes: 120,
    ...dev,
    activity: 'fix',
  },
]
