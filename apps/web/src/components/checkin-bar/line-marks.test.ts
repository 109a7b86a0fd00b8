import { expect, test } from 'vitest'
import { numbers } from '../../../test/samples.ts'
import { type Mark, marksAfter, segmentsOf } from './line-marks.ts'

test('the backdrop always holds exactly the words of the field', () => {
  const random = numbers(20_000, 3)
  const below = (limit: number) => Math.floor((random.next().value ?? 0) * limit)
  for (let index = 0; index < 1000; index++) {
    const text = '2h #dev fix nav 🚀'.slice(0, below(19))
    // Marks of an earlier text may lie beyond the end of this one.
    const marks = Array.from({ length: below(4) }, (): Mark => {
      const start = below(24)
      return { start, end: start + below(6), tint: 'blue' }
    })
    const segments = segmentsOf(text, marks, below(24))
    expect(segments.map((segment) => segment.text).join('')).toBe(text)
    expect(new Set(segments.map(({ start }) => start)).size).toBe(segments.length)
  }
})

test('a wrong part of a token has both its tint and its underline', () => {
  const marks: Mark[] = [
    { start: 0, end: 4, tint: 'blue' },
    { start: 2, end: 6, trouble: 'error' },
  ]
  expect(segmentsOf('1h75 m', marks, null)).toEqual([
    { start: 0, text: '1h', tint: 'blue' },
    { start: 2, text: '75', tint: 'blue', trouble: 'error' },
    { start: 4, text: ' m', trouble: 'error' },
  ])
})

test('marks move with text that is being composed before them', () => {
  const marks: Mark[] = [
    { start: 0, end: 2, tint: 'blue' },
    { start: 3, end: 7, tint: 'slate' },
  ]
  expect(marksAfter(marks, { start: 2, end: 2, text: 'に' })).toEqual([
    { start: 0, end: 2, tint: 'blue' },
    { start: 4, end: 8, tint: 'slate' },
  ])
})
