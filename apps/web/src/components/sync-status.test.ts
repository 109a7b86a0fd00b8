import { expect, test } from 'vitest'
import { syncLine } from './sync-status.tsx'

const nothing = { saving: 0, waiting: 0, attention: 0 }
const words = (counts: Partial<typeof nothing>, isOnline = true) =>
  syncLine({ ...nothing, ...counts }, isOnline).text

test('the status says what matters most', () => {
  expect(words({})).toBe('Saved')
  expect(words({ saving: 2 })).toBe('Saving 2')
  expect(words({ waiting: 3 })).toBe('3 waiting')
  expect(words({}, false)).toBe('Offline')
  expect(words({ waiting: 2, saving: 1 }, false)).toBe('Offline, 3 waiting')
  expect(words({ attention: 1, saving: 4 })).toBe('1 needs attention')
  expect(words({ attention: 2 }, false)).toBe('2 need attention')
})
