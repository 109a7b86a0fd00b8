import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toInstant, toInstantOrNull } from './instant.ts'

test.each([
  ['2026-11-07 12:54:00+00', '2026-11-07T12:54:00.000Z'],
  ['2026-11-07 12:54:00.5+00', '2026-11-07T12:54:00.500Z'],
  ['2026-11-07 12:54:00.05+00', '2026-11-07T12:54:00.050Z'],
  ['2026-11-07 12:54:00.123+00', '2026-11-07T12:54:00.123Z'],
])('%s is written as %s', (stamp, instant) => {
  expect(toInstant(stamp)).toBe(instant)
  expect(toInstantOrNull(stamp)).toBe(instant)
})

test('nothing stays nothing', () => {
  expect(toInstantOrNull(null)).toBeNull()
})

test('any instant survives the way Postgres writes it', () => {
  const dates = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2099-12-31'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(dates, (date) => {
      const stamp = date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.?0*Z$/, '+00')
      expect(toInstant(stamp)).toBe(date.toISOString())
    }),
  )
})
