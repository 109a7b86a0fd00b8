import { describe, expect, it } from 'vitest'
import { aCheckin, noSums } from '../../api/checkin-test-rows.ts'
import { selectedRows, toggled } from './feed-selection.ts'
import { idlePeople } from './nothing-logged.tsx'
import { differences } from './row-differences.ts'
import { minutesByDay, minutesSince, topTags } from './summary-sums.ts'
import { quarterStart, viewOf } from './today-view.ts'
import { withNeighbours } from './virtual-range.ts'

const mia = { id: 'mia', role: 'member' } as const
const marco = { id: 'marco', role: 'manager' } as const

describe('the view that an address asks for', () => {
  it('is one’s own check-ins, and stays that for a member who asks for the team', () => {
    expect(viewOf({}, marco)).toEqual({ userId: 'marco' })
    expect(viewOf({ who: 'team' }, mia)).toEqual({ userId: 'mia' })
  })

  it('is everyone’s for a manager, or one person’s', () => {
    expect(viewOf({ who: 'team' }, marco)).toEqual({})
    expect(viewOf({ who: 'ana' }, marco)).toEqual({ userId: 'ana' })
  })

  it('is narrowed by every filter at once', () => {
    expect(viewOf({ day: '2026-11-24', tag: 'Dev', project: 'p1', q: 'nav' }, mia)).toEqual({
      userId: 'mia',
      from: '2026-11-24',
      to: '2026-11-24',
      tag: 'dev',
      projectId: 'p1',
      q: 'nav',
    })
  })

  it('reaches back by whole quarters', () => {
    expect(['2026-11-24', '2026-01-01', '2026-06-30'].map(quarterStart)).toEqual([
      '2026-10-01',
      '2026-01-01',
      '2026-04-01',
    ])
  })
})

describe('the numbers of the strip', () => {
  const sums = {
    ...noSums,
    byDay: [
      { workDate: '2026-11-24', minutes: 90, count: 1 },
      { workDate: '2026-11-22', minutes: 60, count: 1 },
    ],
    byTag: [
      { tag: 'b', minutes: 10, count: 1 },
      { tag: 'c', minutes: 30, count: 1 },
      { tag: 'a', minutes: 10, count: 1 },
    ],
  }

  it('are fourteen days up to today, also those without work', () => {
    const days = minutesByDay(sums, '2026-11-24')
    expect(days).toHaveLength(14)
    expect(days[0]?.day).toBe('2026-11-11')
    expect(days.slice(-3).map(({ minutes }) => minutes)).toEqual([60, 0, 90])
  })

  it('count the week from its first day on', () => {
    expect(minutesSince(sums, '2026-11-23')).toBe(90)
  })

  it('put the tag with most minutes first, and equals by name', () => {
    expect(topTags(sums, 2).map(({ tag }) => tag)).toEqual(['c', 'a'])
  })
})

describe('what the feed keeps', () => {
  it('mounts the focused row and its neighbours wherever the list is scrolled', () => {
    expect(withNeighbours([10, 11, 12], 0, 100)).toEqual([0, 1, 10, 11, 12])
    expect(withNeighbours([10, 11], 11, 12)).toEqual([10, 11])
  })

  it('drops rows from the selection that are gone or may not be edited', () => {
    const [a, b] = [aCheckin(), aCheckin()]
    const selected = toggled(toggled(toggled(new Set(), a.id), b.id), 'gone')
    expect(selectedRows([a, b], selected, (row) => row !== b)).toEqual([a])
  })

  it('names active people without a minute today', () => {
    const people = [
      { id: 'mia', name: 'Mia', role: 'member' as const },
      { id: 'ana', name: 'Ana', role: 'admin' as const },
      { id: 'old', name: 'Old', role: 'member' as const, active: false },
    ]
    const sums = { ...noSums, byPerson: [{ userId: 'mia', minutes: 1, count: 1 }] }
    expect(idlePeople(people, sums)).toEqual(['Ana'])
  })

  it('lists exactly the fields in which two versions differ', () => {
    const mine = aCheckin({ activity: 'mine', minutes: 60 })
    const theirs = { ...mine, minutes: 90, tags: ['dev'] }
    const context = { name: () => 'No project', timeZone: 'UTC', today: '2026-11-24' }
    expect(differences(mine, theirs, context)).toEqual([
      { label: 'Duration', mine: '1 h', theirs: '1 h 30' },
      { label: 'Tags', mine: 'No tags', theirs: '#dev' },
    ])
  })
})
