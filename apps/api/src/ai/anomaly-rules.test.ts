import type { Checkin } from '@worksmart/types/checkins'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Finding, findCertain, type RuleFacts } from './anomaly-rules.ts'
import { piecesOf, sameText } from './similar-text.ts'

let rows = 0
function aRow(seed: Partial<Checkin> = {}): Checkin {
  rows++
  return {
    id: `row-${String(rows).padStart(4, '0')}`,
    userId: 'ana',
    text: null,
    activity: `work ${rows} of its own`,
    minutes: 60,
    tags: [],
    workDate: '2026-11-20',
    startedAt: null,
    endedAt: null,
    timeZone: null,
    projectId: null,
    taskId: null,
    source: 'web',
    createdAt: `2026-11-20T10:00:${String(rows % 60).padStart(2, '0')}.000Z`,
    updatedAt: '2026-11-20T10:00:00.000Z',
    version: 1,
    ...seed,
  }
}

const facts: RuleFacts = {
  todayOf: () => '2026-11-24',
  dayOf: (instant) => instant.slice(0, 10),
  closedTasks: new Map([['closed', { ref: 'WEB-7', closedAt: '2026-11-18T12:00:00.000Z' }]]),
  archivedProjects: new Map([['old', { name: 'Old', archivedAt: '2026-11-18T12:00:00.000Z' }]]),
}
const find = (...list: Checkin[]) => findCertain(list, facts)
const kinds = (found: Finding[]) => found.map(({ kind }) => kind)
const at = (from: string, to: string) => ({
  startedAt: `2026-11-20T${from}:00.000Z`,
  endedAt: `2026-11-20T${to}:00.000Z`,
})

describe('a day', () => {
  test('of 24 hours is fine and of a minute more is not', () => {
    const day = [aRow({ minutes: 900 }), aRow({ minutes: 540 })]
    expect(find(...day)).toEqual([])
    const [found, ...others] = find(...day, aRow({ minutes: 1 }))
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'day_over_24h', observed: 1441, expected: 1440 })
    expect(found?.fix).toEqual({ act: 'edit', checkinId: day[0]?.id, changes: {} })
  })

  test('is one person’s', () => {
    expect(find(aRow({ minutes: 900 }), aRow({ minutes: 900, userId: 'bob' }))).toEqual([])
  })

  test('to come is found with today as the fix', () => {
    const [found] = find(aRow({ workDate: '2026-11-25' }))
    expect(found).toMatchObject({
      kind: 'future_date',
      fix: { act: 'edit', changes: { workDate: '2026-11-24' } },
    })
    expect(find(aRow({ workDate: '2026-11-24' }))).toEqual([])
  })
})

test('an entry of more than 16 hours is too long to be true', () => {
  expect(find(aRow({ minutes: 960 }))).toEqual([])
  expect(kinds(find(aRow({ minutes: 961 })))).toEqual(['entry_too_long'])
  expect(kinds(find(aRow({ minutes: 1440 })))).toEqual(['entry_too_long'])
})

describe('a duplicate', () => {
  const once = { activity: 'Write the release notes for the new navigation menu' }

  test('is the same person, day, task and words; the later one goes', () => {
    const first = aRow(once)
    const second = aRow({ activity: `${once.activity}.` })
    const [found, ...others] = find(second, first)
    expect(others).toEqual([])
    expect(found).toMatchObject({
      kind: 'duplicate',
      checkinIds: [first.id, second.id],
      fix: { act: 'delete', checkinId: second.id },
    })
  })

  test.each([
    ['another day', { workDate: '2026-11-21' }],
    ['another person', { userId: 'bob' }],
    ['another task', { taskId: 'one', projectId: 'p' }],
    ['other words', { activity: 'Write the release notes for the old menu' }],
  ])('is none on %s', (_what, seed) => {
    expect(find(aRow(once), aRow({ ...once, ...seed }))).toEqual([])
  })

  test('is none at another time of the day', () => {
    const one = aRow({ activity: 'standup', ...at('09:00', '09:15') })
    const other = aRow({ activity: 'standup', ...at('14:00', '14:15') })
    expect(find(one, other)).toEqual([])
  })

  test('is told once, not again as an overlap', () => {
    const time = at('09:00', '10:00')
    expect(kinds(find(aRow({ ...once, ...time }), aRow({ ...once, ...time })))).toEqual([
      'duplicate',
    ])
  })
})

describe('an overlap', () => {
  test('is found with a start where the other ends as the fix', () => {
    const first = aRow({ ...at('09:00', '11:00'), minutes: 120 })
    const second = aRow({ ...at('10:30', '12:00'), minutes: 90 })
    const [found, ...others] = find(second, first)
    expect(others).toEqual([])
    expect(found).toMatchObject({
      kind: 'overlap',
      observed: 30,
      checkinIds: [first.id, second.id],
      fix: {
        checkinId: second.id,
        changes: {
          startedAt: '2026-11-20T11:00:00.000Z',
          endedAt: '2026-11-20T12:00:00.000Z',
          minutes: 60,
        },
      },
    })
  })

  test('of one inside another has nothing left to fill in', () => {
    const found = find(aRow(at('09:00', '12:00')), aRow(at('10:00', '11:00')))
    expect(found[0]?.fix?.changes).toEqual({})
  })

  test('is found past one that lies inside the longer', () => {
    const found = find(
      aRow(at('09:00', '12:00')),
      aRow(at('09:30', '10:00')),
      aRow(at('11:00', '13:00')),
    )
    expect(kinds(found)).toEqual(['overlap', 'overlap'])
  })

  test('is none where one ends as the other starts, nor between two people', () => {
    expect(find(aRow(at('09:00', '10:00')), aRow(at('10:00', '11:00')))).toEqual([])
    const bob = aRow({ ...at('09:00', '10:00'), userId: 'bob' })
    expect(find(aRow(at('09:00', '10:00')), bob)).toEqual([])
  })
})

test('time on a task or a project after it was closed is found, and before it is not', () => {
  const late = find(
    aRow({ taskId: 'closed', projectId: 'p', workDate: '2026-11-19' }),
    aRow({ projectId: 'old', workDate: '2026-11-19' }),
  )
  expect(kinds(late)).toEqual(['task_closed', 'project_archived'])
  expect(late.map(({ fix }) => fix?.changes)).toEqual([
    { taskId: null },
    { projectId: null, taskId: null },
  ])
  for (const workDate of ['2026-11-17', '2026-11-18']) {
    expect(
      find(
        aRow({ taskId: 'closed', projectId: 'p', workDate }),
        aRow({ projectId: 'old', workDate }),
      ),
    ).toEqual([])
  }
})

test('honest days of any shape give no finding, and each injected slip gives its own', () => {
  const day = fc.array(fc.integer({ min: 5, max: 120 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 20 }), (days) => {
      const honest = days.flatMap((entries, index) =>
        entries.map((minutes) =>
          aRow({ minutes, workDate: `2026-11-${String(1 + index).padStart(2, '0')}` }),
        ),
      )
      expect(find(...honest)).toEqual([])
      const [first] = honest as [Checkin]
      const twin = aRow({ activity: first.activity, workDate: first.workDate, minutes: 5 })
      const slips = [
        twin,
        aRow({ minutes: 1200, workDate: '2026-11-22' }),
        aRow({ workDate: '2027-01-01' }),
      ]
      expect(kinds(find(...honest, ...slips)).sort()).toEqual(
        ['duplicate', 'entry_too_long', 'future_date'].sort(),
      )
    }),
    { numRuns: 100 },
  )
})

const alike = (a: string, b: string) => sameText(piecesOf(a), piecesOf(b))

test('how alike two texts are is the same both ways, 1 for the same and 0 for nothing shared', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(alike(a, a)).toBe(1)
      expect(alike(a, b)).toBe(alike(b, a))
      expect(alike(a, b)).toBeGreaterThanOrEqual(0)
      expect(alike(a, b)).toBeLessThanOrEqual(1)
    }),
  )
  expect(alike('fix nav', 'FIX  nav!')).toBe(1)
  expect(alike('abc', 'xyz')).toBe(0)
})
