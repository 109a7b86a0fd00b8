import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CursorScope, cutPage, decodeCursor, encodeCursor } from './keyset.ts'

const scope: CursorScope = {
  list: 'checkins',
  filter: { tag: 'dev', limit: 5 },
  identity: {
    workspaceId: '00000000-0000-4000-8000-000000000001',
    userId: '00000000-0000-4000-8000-000000000002',
  },
}
const refused = expect.objectContaining({ status: 400, code: 'cursor.invalid' })
const from = (cursor: string, shape: Parameters<typeof decodeCursor>[2]) => {
  try {
    return decodeCursor(scope, cursor, shape)
  } catch (error) {
    return error
  }
}

describe('a cursor', () => {
  test('gives back the key it was made of', () => {
    const instant = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString())
    fc.assert(
      fc.property(instant, fc.uuid(), fc.string({ maxLength: 300 }), (at, id, text) => {
        const key = [at.slice(0, 10), at, id, text.replaceAll('\u0000', '')]
        const cursor = encodeCursor(scope, key)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(scope, cursor, ['day', 'instant', 'id', 'text'])).toEqual(key)
      }),
    )
  })

  test('ignores the page size, because a person may change it', () => {
    const cursor = encodeCursor(scope, ['a'])
    const wider = { ...scope, filter: { tag: 'dev', limit: 50, cursor: 'x' } }
    expect(decodeCursor(wider, cursor, ['text'])).toEqual(['a'])
  })

  // There is no secret in it: whoever knows the recipe can make one with a right hash.
  test.each([
    ['a day that does not exist', ['2026-02-30'], ['day']],
    ['a month that does not exist', ['2026-13-01'], ['day']],
    ['the year 0000', ['0000-01-01'], ['day']],
    ['an hour that does not exist', ['2026-01-01T25:00:00.000Z'], ['instant']],
    ['an instant with an offset', ['2026-01-01T00:00:00+00:00'], ['instant']],
    ['words for an instant', ['now'], ['instant']],
    ['an id that is none', ['nil'], ['id']],
    ['a NUL', ['a\u0000b'], ['text']],
    ['half of a pair', ['a\ud800'], ['text']],
    ['a part too few', [], ['id']],
    ['a part too many', ['a', 'b'], ['text']],
    ['a long text', ['a'.repeat(301)], ['text']],
  ] as const)('made by hand with %s is refused', (_what, key, shape) => {
    expect(from(encodeCursor(scope, key), shape)).toEqual(refused)
  })

  test.each(['', 'e30', 'bnVsbA', 'WzFd', '%%%', 'not a cursor', '🙂'])('%j is refused', (text) => {
    expect(from(text, ['id'])).toEqual(refused)
  })
})

test('one row too many says that there is a next page, and is cut off', () => {
  expect(cutPage([1, 2, 3], 2)).toEqual({ rows: [1, 2], last: 2 })
  expect(cutPage([1, 2], 2)).toEqual({ rows: [1, 2], last: null })
  expect(cutPage([], 2)).toEqual({ rows: [], last: null })
})
