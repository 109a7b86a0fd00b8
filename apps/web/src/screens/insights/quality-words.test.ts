import { expect, test } from 'vitest'
import { qualityWords } from './quality-words.ts'

const none = { accepted: 0, edited: 0, dismissed: 0 }

test('all kinds are one sentence, and what nobody decided is not counted', () => {
  expect(
    qualityWords([
      { kind: 'tag', shown: 40, accepted: 9, edited: 1, dismissed: 2 },
      { kind: 'anomaly', shown: null, accepted: 3, edited: 0, dismissed: 0 },
    ]),
  ).toBe('Of 15 decided, 12 were taken as suggested, 1 after a change, and 2 dismissed.')
  expect(qualityWords([{ kind: 'tag', shown: 1, ...none, accepted: 1 }])).toBe(
    'Of 1 decided, 1 was taken as suggested, 0 after a change, and 0 dismissed.',
  )
})

test('before the first decision it says so', () => {
  expect(qualityWords([{ kind: 'tag', shown: 7, ...none }])).toBe(
    'Nobody has decided about a suggestion yet.',
  )
})
