import { type BadInput, fields, posted } from './input.ts'

export const numbers: BadInput[] = [
  ...[0, -1, 1441, 1.5, 5e-324, 1e21].map((minutes) =>
    posted(`${minutes} minutes`, { ...fields, minutes }, '/minutes'),
  ),
  ...['NaN', '60', '1,5', '', true, null, [], {}].map((minutes) =>
    posted(`${JSON.stringify(minutes)} minutes`, { ...fields, minutes }, '/minutes'),
  ),
  ...[
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '1999-12-31',
    '2100-01-01',
    '26-11-24',
    '2026-1-2',
    '2026-11-24T00:00:00Z',
    'yesterday',
    '',
    20261124,
  ].map((workDate) =>
    posted(`the day ${JSON.stringify(workDate)}`, { ...fields, workDate }, '/workDate'),
  ),
  ...[
    '2026-11-24',
    '2026-11-24 10:00:00Z',
    '2026-11-24T25:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    'now',
  ].map((startedAt) =>
    posted(
      `a start of ${JSON.stringify(startedAt)}`,
      { ...fields, startedAt, endedAt: '2026-11-24T11:00:00Z' },
      '/startedAt',
    ),
  ),
  posted(
    'tags that are longer than a line together',
    { ...fields, tags: Array.from({ length: 20 }, (_, i) => `tag-${i}-${'x'.repeat(30)}`) },
    '/tags',
  ),
  posted('a start without an end', { ...fields, startedAt: '2026-11-24T10:00:00Z' }, '/endedAt'),
  posted(
    'an end before its start',
    { ...fields, startedAt: '2026-11-24T10:00:00Z', endedAt: '2026-11-24T10:00:00Z' },
    '/endedAt',
  ),
  ...['Mars/Olympus', '+01:00', '', 'UTC\u0000', 'a'.repeat(65)].map((timeZone) =>
    posted(
      `the zone ${JSON.stringify(timeZone.slice(0, 12))}`,
      {
        ...fields,
        startedAt: '2026-11-24T10:00:00Z',
        endedAt: '2026-11-24T11:00:00Z',
        timeZone,
      },
      '/timeZone',
    ),
  ),
  posted('a day that is not today', { text: '1h a', today: '2026-11-20' }, '/today'),
  posted('a minute past midnight', { text: '1h a', nowMin: 1440 }, '/nowMin'),
  posted('a line of 0 hours', { text: '0h a' }, '/text'),
  posted('a line of 25 hours', { text: '25h a' }, '/text'),
  posted('a line of 30 February', { text: '2026-02-30 1h a' }, '/text'),
]
