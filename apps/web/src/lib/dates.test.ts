import { describe, expect, test } from 'vitest'
import { instants, numbers } from '../../test/samples.ts'
import {
  addDays,
  civilToday,
  daysBetween,
  formatDay,
  formatTime,
  isCivilDay,
  longDay,
  nowMinute,
  weekStart,
} from './dates.ts'

const zones = Intl.supportedValuesOf('timeZone')
const days = instants(2000).map((date) => date.toISOString().slice(0, 10))

/** What the platform says, by another route than the code under test takes. */
function wallClock(timeZone: string, at: Date): string {
  return at.toLocaleString('sv-SE', { timeZone })
}

describe('every IANA zone', () => {
  test('the day, the minute and the time are those on the wall there', () => {
    for (const [index, timeZone] of zones.entries()) {
      for (const at of instants(25, index)) {
        const wall = wallClock(timeZone, at)
        const [hour = '', minute = ''] = wall.slice(11).split(':')
        expect(civilToday(timeZone, at), timeZone).toBe(wall.slice(0, 10))
        expect(nowMinute(timeZone, at), timeZone).toBe(Number(hour) * 60 + Number(minute))
        expect(formatTime(at.toISOString(), timeZone), timeZone).toBe(`${hour}:${minute}`)
      }
    }
    expect(zones.length).toBeGreaterThan(400)
  })

  test('on the day the clocks change, the day does not', () => {
    const london = (time: string) => civilToday('Europe/London', new Date(`2026-10-25T${time}Z`))
    expect([london('00:30:00'), london('01:30:00'), london('23:59:00')]).toEqual(
      Array(3).fill('2026-10-25'),
    )
    expect(nowMinute('Europe/London', new Date('2026-10-25T00:30:00Z'))).toBe(90)
    expect(nowMinute('Europe/London', new Date('2026-10-25T01:30:00Z'))).toBe(90)
  })
})

describe('days', () => {
  test('adding and taking away days is exact, over every change of the clocks', () => {
    for (const [index, n] of [...numbers(days.length, 7)].entries()) {
      const from = days[index] ?? ''
      const count = Math.floor((n - 0.5) * 40_000)
      const to = addDays(from, count)
      expect(daysBetween(from, to)).toBe(count)
      expect(addDays(to, -count)).toBe(from)
    }
  })

  test('a week starts on the Monday at or before the day', () => {
    for (const day of days) {
      const monday = weekStart(day)
      expect(longDay(monday)).toMatch(/^Monday /)
      expect([0, 1, 2, 3, 4, 5, 6]).toContain(daysBetween(monday, day))
    }
  })

  test('a day is accepted exactly when it exists from 2000 to 2099', () => {
    for (const day of days) expect(isCivilDay(day)).toBe(true)
    const bad = ['2026-02-29', '2026-13-01', '1999-12-31', '2100-01-01', '2026-1-1', '', 'today']
    for (const text of bad) expect(isCivilDay(text)).toBe(false)
  })

  test('days have short names near today and a year when it is another one', () => {
    const today = '2026-11-24'
    expect(formatDay('2026-11-24', today)).toBe('Today')
    expect(formatDay('2026-11-23', today)).toBe('Yesterday')
    expect(formatDay('2026-11-22', today)).toBe('Sun 22 Nov')
    expect(formatDay('2026-11-25', today)).toBe('Wed 25 Nov')
    expect(formatDay('2025-12-31', today)).toBe('Wed 31 Dec 2025')
  })

  test('a screen reader hears the day in full', () => {
    expect(longDay('2026-11-23')).toBe('Monday 23 November 2026')
  })
})
