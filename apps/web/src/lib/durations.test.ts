import { expect, test } from 'vitest'
import { formatMinutes, spokenMinutes } from './durations.ts'

test('durations read as people write them', () => {
  expect([0, 1, 45, 60, 65, 135, 1440].map(formatMinutes)).toEqual([
    '0 min',
    '1 min',
    '45 min',
    '1 h',
    '1 h 05',
    '2 h 15',
    '24 h',
  ])
})

test('durations are spoken in words, one and many apart', () => {
  expect([0, 1, 60, 61, 135].map(spokenMinutes)).toEqual([
    '0 minutes',
    '1 minute',
    '1 hour',
    '1 hour 1 minute',
    '2 hours 15 minutes',
  ])
})

test('no minute is lost in what is shown or said', () => {
  const total = (text: string) => {
    const hours = Number(/(\d+) h/.exec(text)?.[1] ?? 0)
    const minutes = Number(/(\d+)(?: m|$)/.exec(text.replace(/\d+ h(ours?)?/, ''))?.[1] ?? 0)
    return hours * 60 + minutes
  }
  for (let minutes = 0; minutes <= 5000; minutes++) {
    expect(total(formatMinutes(minutes))).toBe(minutes)
    expect(total(spokenMinutes(minutes))).toBe(minutes)
  }
})
