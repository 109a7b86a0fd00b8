import { expect, test } from 'vitest'
import { formatTimeLeft, timeLeft } from './time-left.ts'

test('nothing is said before there is a speed to go by', () => {
  const left = timeLeft(1000)
  expect(left(0, 0)).toBeNull()
  expect(left(100, 400)).toBeNull()
  expect(left(100, 900)).toBe(9)
})

test('a steady upload counts down to zero', () => {
  const left = timeLeft(1000)
  const guesses = Array.from({ length: 11 }, (_, second) => left(second * 100, second * 1000))
  expect(guesses).toEqual([null, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
})

test('the guess follows the last seconds, not the whole upload', () => {
  const left = timeLeft(10_000)
  for (let second = 0; second <= 10; second++) left(second * 10, second * 1000)
  for (let second = 11; second <= 20; second++) left(100 + (second - 10) * 500, second * 1000)
  expect(left(5600, 21_000)).toBe(9)
})

test('an upload that starts again is judged anew', () => {
  const left = timeLeft(1000)
  left(0, 0)
  left(900, 1000)
  expect(left(0, 2000)).toBeNull()
  expect(left(100, 3000)).toBe(9)
})

test('time is said in the largest unit that fits', () => {
  expect([0, 12, 59, 60, 170, 7300].map(formatTimeLeft)).toEqual([
    '1 s left',
    '12 s left',
    '59 s left',
    '1 min left',
    '3 min left',
    '2 h left',
  ])
})
