import { describe, expect, it } from 'vitest'
import { instantOf, rangeInstants } from './checkin-instants.ts'

describe('a time on the clocks of a zone', () => {
  it.each([
    ['2026-11-24', '09:30', 'Europe/London', '2026-11-24T09:30:00.000Z'],
    ['2026-07-01', '09:30', 'Europe/London', '2026-07-01T08:30:00.000Z'],
    ['2026-11-24', '00:15', 'Pacific/Auckland', '2026-11-23T11:15:00.000Z'],
    ['2026-11-24', '23:45', 'America/New_York', '2026-11-25T04:45:00.000Z'],
    ['2026-11-24', '12:00', 'Asia/Kathmandu', '2026-11-24T06:15:00.000Z'],
  ])('%s %s in %s', (day, time, zone, instant) => {
    expect(instantOf(day, time, zone)).toBe(instant)
  })

  it('ends on the next day when the range does', () => {
    const range = { date: '2026-11-24', start: '22:00', end: '01:30', endsNextDay: true }
    expect(rangeInstants(range, 'UTC')).toEqual({
      startedAt: '2026-11-24T22:00:00.000Z',
      endedAt: '2026-11-25T01:30:00.000Z',
      timeZone: 'UTC',
    })
  })

  it('is nothing for a plain duration', () => {
    const range = { date: '2026-11-24', start: null, end: null, endsNextDay: false }
    expect(rangeInstants(range, 'UTC')).toEqual({ startedAt: null, endedAt: null, timeZone: null })
  })
})
