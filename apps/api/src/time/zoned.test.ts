import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilNow, instantOf } from './zoned.ts'

const zones = Intl.supportedValuesOf('timeZone')
const day = fc
  .date({ min: new Date('2000-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const minute = fc.integer({ min: 0, max: 1439 })

const at = (instant: Date, zone: string) => {
  const { today, nowMin } = civilNow(instant, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${today} ${two(Math.floor(nowMin / 60))}:${two(nowMin % 60)}`
}

describe('in every zone of the world', () => {
  test('an instant made of a day and a minute shows that day and minute, or lies in a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), day, minute, (zone, today, nowMin) => {
        const instant = instantOf(today, nowMin, zone)
        const shown = civilNow(instant, zone)
        if (shown.today === today && shown.nowMin === nowMin) return
        // The clocks skipped that minute: one minute before the jump and one after it differ by more.
        const gap = instantOf(today, nowMin, 'UTC').getTime() - Date.parse(`${shown.today}T00:00Z`)
        const jumped = Math.abs(shown.nowMin - gap / 60_000)
        expect(jumped, `${zone} ${today} ${nowMin}`).toBeGreaterThan(0)
        // A whole day was skipped once, on a date line; everything else jumps at most two hours.
        expect(jumped).toBeLessThanOrEqual(24 * 60)
      }),
      { numRuns: 3000 },
    )
  })

  test('now is a day and a minute that lead back to now', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), day, minute, (zone, today, nowMin) => {
        const now = new Date(Date.parse(`${today}T00:00:00Z`) + nowMin * 60_000)
        const civil = civilNow(now, zone)
        expect(civil.nowMin).toBeGreaterThanOrEqual(0)
        expect(civil.nowMin).toBeLessThan(1440)
        const back = instantOf(civil.today, civil.nowMin, zone).getTime()
        // A minute that happens twice means its first; then now is the second.
        const later = now.getTime() - back
        expect(later, zone).toBeGreaterThanOrEqual(0)
        expect(later).toBeLessThanOrEqual(2 * 3_600_000)
        if (later > 0) expect(civilNow(new Date(back), zone)).toEqual(civil)
      }),
      { numRuns: 3000 },
    )
  })

  test('every zone knows today', () => {
    for (const zone of zones) expect(civilNow(new Date(), zone).today).toMatch(/^\d{4}-\d\d-\d\d$/)
  })
})

describe('when clocks change', () => {
  test.each([
    // Skipped: read with the offset before the jump, so it lands after it.
    ['Europe/London', '2026-03-29', 90, '2026-03-29T01:30:00.000Z', '2026-03-29 02:30'],
    ['America/New_York', '2026-03-08', 150, '2026-03-08T07:30:00.000Z', '2026-03-08 03:30'],
    ['Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:45:00.000Z', '2026-10-04 02:45'],
    // Twice: the first.
    ['Europe/London', '2026-10-25', 90, '2026-10-25T00:30:00.000Z', '2026-10-25 01:30'],
    ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30:00.000Z', '2026-11-01 01:30'],
    ['Australia/Lord_Howe', '2026-04-05', 105, '2026-04-04T14:45:00.000Z', '2026-04-05 01:45'],
    // Far from any change, at both ends of the world and past midnight.
    ['Pacific/Kiritimati', '2026-11-24', 0, '2026-11-23T10:00:00.000Z', '2026-11-24 00:00'],
    ['Pacific/Niue', '2026-11-24', 0, '2026-11-24T11:00:00.000Z', '2026-11-24 00:00'],
    ['Asia/Kathmandu', '2026-11-24', 1439, '2026-11-24T18:14:00.000Z', '2026-11-24 23:59'],
    ['Europe/London', '2026-11-24', 1500, '2026-11-25T01:00:00.000Z', '2026-11-25 01:00'],
  ])('%s on %s at minute %i is %s', (zone, today, nowMin, instant, shown) => {
    expect(instantOf(today, nowMin, zone).toISOString()).toBe(instant)
    expect(at(new Date(instant), zone)).toBe(shown)
  })

  test('a day has 23, 24 or 25 hours', () => {
    const hours = (zone: string, today: string) =>
      (instantOf(today, 1440, zone).getTime() - instantOf(today, 0, zone).getTime()) / 3_600_000
    expect(hours('Europe/London', '2026-03-29')).toBe(23)
    expect(hours('Europe/London', '2026-11-24')).toBe(24)
    expect(hours('Europe/London', '2026-10-25')).toBe(25)
    expect(hours('Australia/Lord_Howe', '2026-10-04')).toBe(23.5)
  })
})
