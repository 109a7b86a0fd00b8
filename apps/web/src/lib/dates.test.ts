import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const instant = fc.date({
  min: new Date('2000-01-02T00:00:00Z'),
  max: new Date('2099-12-30T00:00:00Z'),
  noInvalidDate: true,
})
const day = instant.map((date) => date.toISOString().slice(0, 10))

/** What the platform says, by another route than the code under test takes. */
function wallClock(timeZone: string, at: Date): string {
  return at.toLocaleString('sv-SE', { timeZone })
}

describe('every IANA zone', () => {
  test('today is the day on the wall there', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        expect(civilToday(timeZone, at)).toBe(wallClock(timeZone, at).slice(0, 10))
      }),
    )
  })

  test('the minute is the one on the wall there, 0 to 1439', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        const [hour = '', minute = ''] = wallClock(timeZone, at).slice(11).split(':')
        expect(nowMinute(timeZone, at)).toBe(Number(hour) * 60 + Number(minute))
        expect(formatTime(at.toISOString(), timeZone)).toBe(`${hour}:${minute}`)
      }),
    )
  })
})

describe('days', () => {
  test('adding and taking away days is exact, over every change of the clocks', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, count) => {
        const to = addDays(from, count)
        expect(daysBetween(from, to)).toBe(count)
        expect(addDays(to, -count)).toBe(from)
      }),
    )
  })

  test('a week starts on the Monday at or before the day', () => {
    fc.assert(
      fc.property(day, (some) => {
        const monday = weekStart(some)
        expect(longDay(monday)).toMatch(/^Monday /)
        expect(daysBetween(monday, some)).toBeGreaterThanOrEqual(0)
        expect(daysBetween(monday, some)).toBeLessThan(7)
      }),
    )
  })

  test('a day is accepted exactly when it exists from 2000 to 2099', () => {
    fc.assert(fc.property(day, (some) => expect(isCivilDay(some)).toBe(true)))
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
