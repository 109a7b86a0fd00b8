import { describe, expect, test } from 'vitest'
import { CivilDay, Id, InstantIn, Minutes, TimeZone } from './fields.ts'

const takes = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('an id', () => {
  test('is answered in lower case', () => {
    expect(Id.parse('0192F0C4-7F7D-7C64-9A5B-111111111111')).toBe(
      '0192f0c4-7f7d-7c64-9a5b-111111111111',
    )
  })

  test.each(['', 'x', '0192f0c4', ' 0192f0c4-7f7d-7c64-9a5b-111111111111', null, 7])(
    '%j is none',
    (value) => {
      expect(takes(Id, value)).toBe(false)
    },
  )
})

describe('a day', () => {
  test.each(['2000-01-01', '2099-12-31', '2024-02-29'])('%s exists', (day) => {
    expect(takes(CivilDay, day)).toBe(true)
  })

  test.each([
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '1999-12-31',
    '2100-01-01',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    '+2026-01-01',
    20260101,
    null,
  ])('%j does not, or lies outside', (day) => {
    expect(takes(CivilDay, day)).toBe(false)
  })
})

describe('minutes', () => {
  test.each([1, 90, 1440])('%i fit', (minutes) => {
    expect(takes(Minutes, minutes)).toBe(true)
  })

  test.each([0, -1, 1441, 1.5, 5e-324, Number.NaN, Number.POSITIVE_INFINITY, '60', null, true])(
    '%j do not',
    (minutes) => {
      expect(takes(Minutes, minutes)).toBe(false)
    },
  )
})

describe('an instant', () => {
  test.each(['2026-11-24T10:05:00Z', '2026-11-24T10:05:00.123+05:45', '2000-01-01T00:00:00Z'])(
    '%s is one',
    (instant) => {
      expect(takes(InstantIn, instant)).toBe(true)
    },
  )

  test.each([
    '2026-11-24',
    '2026-11-24T10:05:00',
    '2026-02-30T10:05:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    '2100-01-01T00:00:00Z',
    'now',
  ])('%s is none that a database holds', (instant) => {
    expect(takes(InstantIn, instant)).toBe(false)
  })
})

describe('a time zone', () => {
  test.each(['Europe/London', 'UTC', 'Pacific/Kiritimati'])('%s is one', (zone) => {
    expect(takes(TimeZone, zone)).toBe(true)
  })

  test.each(['+01:00', 'Mars/Olympus', '', 'Europe/London\u0000', 'a'.repeat(65)])(
    '%j is none',
    (zone) => {
      expect(takes(TimeZone, zone)).toBe(false)
    },
  )
})
