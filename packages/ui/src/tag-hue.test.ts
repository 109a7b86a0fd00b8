import { expect, test } from 'vitest'
import { initials } from './initials.ts'
import { tagHue, tagHues } from './tag-hue.ts'

test.each([
  ['dev', 'slate'],
  ['design', 'orange'],
  ['meeting', 'olive'],
  ['copy', 'amber'],
  // The published 32-bit FNV-1a of "a" is 0xe40c292c, which is 7 modulo 9.
  ['a', 'pink'],
  ['café', 'pink'],
  ['日本', 'blue'],
])('the hue of #%s stays %s for good', (tag, hue) => {
  expect(tagHue(tag)).toBe(hue)
})

test('every hue is reachable and none takes more than its share', () => {
  const counts = new Map(tagHues.map((hue) => [hue, 0]))
  for (let index = 0; index < 9_000; index += 1) {
    const hue = tagHue(`tag-${index}`)
    counts.set(hue, (counts.get(hue) ?? 0) + 1)
  }
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(800)
    expect(count).toBeLessThan(1_200)
  }
})

test('initials survive one word, many words, emoji and nothing', () => {
  expect(initials('Ana Lima')).toBe('AL')
  expect(initials('  chiamaka  obi eze ')).toBe('CE')
  expect(initials('Bob')).toBe('B')
  expect(initials('👩‍💻 Dev')).toBe('👩‍💻D')
  expect(initials('')).toBe('')
})
