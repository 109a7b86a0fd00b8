import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunksOf } from './chunk-text.ts'

test('a check-in is one piece, with its tags', () => {
  expect(chunksOf({ type: 'checkin', activity: 'fix nav', tags: ['dev', 'ops'] })).toEqual([
    'fix nav #dev #ops',
  ])
})

test('a title stands with a short description and alone before a long one', () => {
  expect(chunksOf({ type: 'task', title: 'Login', description: 'It times out.' })).toEqual([
    'Login\nIt times out.',
  ])
  const long = chunksOf({
    type: 'project',
    key: 'WEB',
    name: 'Website',
    description: 'x '.repeat(900),
  })
  expect(long[0]).toBe('WEB Website')
  expect(long.length).toBe(3)
})

test('whatever the text, every word of it is in a piece, and no piece is too long or broken', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((w) => !/\s/.test(w))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 600 }), (words) => {
      const pieces = chunksOf({ type: 'document', name: 'a.txt', pages: [words.join(' ')] })
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(1000)
        expect(piece.isWellFormed()).toBe(true)
      }
      const all = new Set(pieces.join(' ').split(/\s+/))
      for (const one of words) expect(all).toContain(one)
    }),
    { numRuns: 100 },
  )
})

test('a word without end is cut between its letters', () => {
  const pieces = chunksOf({ type: 'document', name: 'a.txt', pages: ['🙂'.repeat(2000)] })
  for (const piece of pieces) expect(piece.isWellFormed()).toBe(true)
  expect(pieces.slice(1).join('')).toBe('🙂'.repeat(2000))
})
