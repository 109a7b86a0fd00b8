import { describe, expect, test } from 'vitest'
import { CheckinFilter, CheckinPatch, NewCheckin, Tag } from './checkins.ts'

const fields = { activity: 'fix nav', minutes: 60, tags: ['dev'], workDate: '2026-11-24' }
const takes = (value: unknown) => NewCheckin.safeParse(value).success

describe('a new check-in', () => {
  test('is a line or fields, never both', () => {
    expect(takes({ text: '2h #dev fix nav' })).toBe(true)
    expect(takes(fields)).toBe(true)
    expect(takes({ ...fields, text: '2h' })).toBe(false)
    expect(takes({})).toBe(false)
  })

  test.each(['userId', 'workspaceId', 'version', 'createdAt', 'source', 'deletedAt', 'isSample'])(
    'cannot say %s',
    (key) => {
      expect(takes({ ...fields, [key]: null })).toBe(false)
      expect(takes({ text: '2h x', [key]: null })).toBe(false)
    },
  )

  test('keeps a line as it was typed, because spans count its characters', () => {
    const text = '  2h  #Dev   fix nav '
    expect(NewCheckin.parse({ text })).toEqual({ text })
  })
})

describe('a tag', () => {
  test.each([
    ['Dev', 'dev'],
    ['two words', 'two-words'],
    ['  Dev  ', 'dev'],
    ['E\u0301té', 'été'],
    ['ÇA', 'ça'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(Tag.parse(typed)).toBe(kept)
    expect(Tag.parse(kept)).toBe(kept)
  })

  test.each(['', ' ', '\u202a', 'a'.repeat(51), 'a\u0000'])('%j is none', (tag) => {
    expect(Tag.safeParse(tag).success).toBe(false)
  })
})

describe('a patch', () => {
  test('may say one field alone, and nothing at all', () => {
    for (const patch of [{}, { minutes: 5 }, { projectId: null }, { reason: 'Wrong day.' }]) {
      expect(CheckinPatch.parse(patch)).toEqual(patch)
    }
  })

  test.each(['userId', 'createdAt', 'source', 'sourceId', 'id', 'version'])(
    'cannot change %s',
    (key) => {
      expect(CheckinPatch.safeParse({ [key]: 'x' }).success).toBe(false)
    },
  )
})

describe('a filter', () => {
  test('has a page size and an order even when nothing is asked', () => {
    expect(CheckinFilter.parse({})).toEqual({ limit: 50, order: 'logged' })
  })

  test('reads the words of an address', () => {
    expect(CheckinFilter.parse({ limit: '7', deleted: 'true', tag: 'Dev' })).toEqual({
      limit: 7,
      deleted: true,
      tag: 'dev',
      order: 'logged',
    })
  })
})
