import { expect, test } from 'vitest'
import { isProjectKey, suggestKey, toKey } from './project-key.ts'

const none = new Set<string>()

test.each([
  ['Website', 'WEB'],
  ['Website relaunch', 'WR'],
  ['Über uns', 'UU'],
  ['2026 budget', 'BR'],
  ['4 you', 'YR'],
  ['日本語', 'PR'],
  ['x', 'XR'],
  ['a b c d e f g h i j k l', 'ABCDEFGHIJ'],
])('%s is suggested the key %s', (name, key) => {
  expect(suggestKey(name, none)).toBe(key)
})

test('a key that is taken gets the next free number and stays within ten characters', () => {
  expect(suggestKey('Website', new Set(['WEB']))).toBe('WEB2')
  expect(suggestKey('Website', new Set(['WEB', 'WEB2', 'WEB3']))).toBe('WEB4')
  const long = 'a b c d e f g h i j'
  expect(suggestKey(long, new Set(['ABCDEFGHIJ']))).toBe('ABCDEFGHI2')
})

test('whatever the name, the suggestion is a key that the api takes', () => {
  for (const name of [
    '',
    ' ',
    '!!',
    '9',
    '99 luftballons',
    'ß',
    '𝕏 app',
    'İstanbul',
    'a'.repeat(100),
  ]) {
    expect(isProjectKey(suggestKey(name, none)), name).toBe(true)
  }
})

test('what is typed as a key becomes capitals without spaces, and no more than fit', () => {
  expect(toKey('web site')).toBe('WEBSITE')
  expect(toKey('abcdefghijklm')).toBe('ABCDEFGHIJ')
  expect(isProjectKey('1A')).toBe(false)
  expect(isProjectKey('A')).toBe(false)
})
