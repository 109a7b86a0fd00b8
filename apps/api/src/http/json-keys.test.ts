import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRepeatedKey } from './json-keys.ts'

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"b":1,"b":2}}', 'b'],
  ['[{"x":1},{"y":1,"y":1}]', 'y'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"a" : 1 , "a"\n:2}', 'a'],
  ['{"":1,"":2}', ''],
  ['{"q\\"":1,"q\\"":2}', 'q"'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
])('%s repeats %j', (json, key) => {
  expect(findRepeatedKey(json)).toBe(key)
})

test.each([
  '{"a":1,"b":2}',
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":2}]',
  '["a","a"]',
  '{"a":"a","b":"a"}',
  '{"a":["b","b"],"b":1}',
  '{"a":"{\\"a\\":1,\\"a\\":2}"}',
  '"a"',
  '7',
  '{}',
  '\uFEFF{"a":1}',
])('%s repeats nothing', (json) => {
  expect(findRepeatedKey(json)).toBeNull()
})

test('what JSON.stringify writes never repeats a key', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, spaced) => {
      expect(findRepeatedKey(JSON.stringify(value, null, spaced ? 2 : 0))).toBeNull()
    }),
  )
})

test('a body of the largest size is looked through in linear time', () => {
  const keys = Array.from({ length: 60_000 }, (_, i) => `"k${i}":"${'\\\\'.repeat(3)}"`)
  expect(findRepeatedKey(`{${keys.join(',')}}`)).toBeNull()
  expect(findRepeatedKey(`{${keys.join(',')},"k7":1}`)).toBe('k7')
})
