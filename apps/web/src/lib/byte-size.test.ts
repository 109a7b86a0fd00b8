import { expect, test } from 'vitest'
import { formatBytes } from './byte-size.ts'

test('sizes are read in the unit that keeps them short', () => {
  const sizes = [0, 1, 1023, 1024, 1536, 10 * 1024, 52_428_800, 1024 ** 3, 5.5 * 1024 ** 4]
  expect(sizes.map(formatBytes)).toEqual([
    '0 bytes',
    '1 byte',
    '1023 bytes',
    '1 KB',
    '1.5 KB',
    '10 KB',
    '50 MB',
    '1 GB',
    '5632 GB',
  ])
})

test('a size just below a step does not become 1024 of the smaller unit', () => {
  expect(formatBytes(1024 * 1024 - 1)).toBe('1 MB')
  expect(formatBytes(9.97 * 1024)).toBe('10 KB')
})
