import type { CheckinStats } from '@worksmart/types/checkins'
import { expect, test } from 'vitest'
import { byWeekday, projectBars } from './chart-days.ts'

const day = (workDate: string, minutes: number) => ({ workDate, minutes, count: 1 })

function sums(...byDay: CheckinStats['byDay']): CheckinStats {
  const minutes = byDay.reduce((sum, one) => sum + one.minutes, 0)
  return { minutes, count: byDay.length, byDay, byTag: [], byProject: [], byPerson: [] }
}

const week = { from: '2026-11-18', to: '2026-11-24' }
const name = (id: string) => id.toUpperCase()

test('the parts of a bar add up to the day, and what no named project has is a part of its own', () => {
  const stats = sums(day('2026-11-24', 300), day('2026-11-20', 90))
  const { series, bars } = projectBars(
    stats,
    [{ id: 'web', byDay: [day('2026-11-24', 200)] }],
    week,
    name,
  )
  expect(series).toEqual(['WEB', 'Other or no project'])
  expect(bars).toHaveLength(7)
  expect(bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))).toEqual([
    0, 0, 90, 0, 0, 0, 300,
  ])
  expect(bars.at(-1)?.values).toEqual([200, 100])
})

test('nothing is left over where every hour has a named project', () => {
  const { series } = projectBars(
    sums(day('2026-11-24', 60)),
    [{ id: 'web', byDay: [day('2026-11-24', 60)] }],
    week,
    name,
  )
  expect(series).toEqual(['WEB'])
})

test('without any project there is one plain series', () => {
  expect(projectBars(sums(day('2026-11-24', 60)), [], week, name).series).toEqual(['Hours'])
})

test('more days than a month are shown by week, and no minute is lost', () => {
  const stats = sums(day('2026-11-24', 60), day('2026-11-23', 30), day('2026-08-27', 15))
  const { bars } = projectBars(stats, [], { from: '2026-08-27', to: '2026-11-24' }, name)
  expect(bars.length).toBeLessThanOrEqual(14)
  expect(bars.at(-1)?.values).toEqual([90])
  expect(bars[0]?.values).toEqual([15])
})

test('weekdays start on Monday and hold every minute', () => {
  const cells = byWeekday(sums(day('2026-11-23', 60), day('2026-11-16', 30), day('2026-11-22', 5)))
  expect(cells[0]).toMatchObject({ name: 'Monday', value: 90 })
  expect(cells[6]).toMatchObject({ name: 'Sunday', value: 5 })
})
