import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codePoints, jsonDepth, safeText } from './text.ts'

const ok = (max: number, text: unknown, min = 1) => safeText(max, min).safeParse(text)

describe('safeText', () => {
  test('counts what a person counts: 50 emoji are 50', () => {
    expect(ok(50, '🙂'.repeat(50)).success).toBe(true)
    expect(ok(50, '🙂'.repeat(51)).success).toBe(false)
    expect(codePoints('e\u0301🙂')).toBe(3)
  })

  test('counts after it composed, because that is what is kept', () => {
    expect(ok(1, 'e\u0301').data).toBe('é')
    expect(ok(2, '\u0958\u0958').success).toBe(false)
  })

  test('trims, and what is then empty is empty', () => {
    expect(ok(10, '  a  ').data).toBe('a')
    expect(ok(10, ' \u00a0\t\n ').success).toBe(false)
    expect(ok(10, '   ', 0).data).toBe('')
  })

  test.each(['a\u0000b', '\u0000', '\ud800', 'a\udc00b', '\udc00\ud800'])('refuses %j', (text) => {
    expect(ok(100, text).success).toBe(false)
  })

  test.each([null, undefined, 1, {}, ['a']])('refuses %j, which is no text', (value) => {
    expect(ok(10, value).success).toBe(false)
  })

  test('a megabyte is refused before it is looked at', () => {
    expect(ok(500, 'a'.repeat(1_000_000)).success).toBe(false)
  })

  test('whatever it lets through is fit to be stored, and stays itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const result = ok(20, text)
        if (!result.success) return
        expect(result.data.isWellFormed()).toBe(true)
        expect(result.data).not.toContain('\u0000')
        expect(result.data).toBe(result.data.normalize('NFC').trim())
        expect(codePoints(result.data)).toBeGreaterThan(0)
        expect(codePoints(result.data)).toBeLessThanOrEqual(20)
        expect(ok(20, result.data).data).toBe(result.data)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('jsonDepth', () => {
  test.each([
    [1, 0],
    ['text', 0],
    [null, 0],
    [[], 1],
    [{}, 1],
    [{ a: [{ b: 1 }] }, 3],
  ])('of %j is %i', (value, depth) => {
    expect(jsonDepth(value, 32)).toBe(depth)
  })

  test('of a hostile body is known without walking to its end', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(jsonDepth(deep, 32)).toBe(33)
  })
})
