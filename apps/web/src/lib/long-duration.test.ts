import { expect, test } from 'vitest'
import { formatMinutes } from './durations.ts'
import { readLongDuration } from './long-duration.ts'

test.each([
  ['120h', 7200],
  ['2 h 15 min', 135],
  ['2h15', 135],
  [' 1.5 H ', 90],
  ['45 min', 45],
  ['100:30', 6030],
])('%s is %i minutes', (text, minutes) => {
  expect(readLongDuration(text)).toBe(minutes)
})

test('an empty field means none, and a number without a unit is not guessed at', () => {
  expect(readLongDuration('  ')).toBeNull()
  for (const text of ['40', 'forty hours', '0h', '2h and more', '999999999h', '-2h']) {
    expect(readLongDuration(text), text).toBeUndefined()
  }
})

test('what is shown in the field can be read again', () => {
  for (const minutes of [1, 59, 60, 75, 600, 6000]) {
    expect(readLongDuration(formatMinutes(minutes))).toBe(minutes)
  }
})
