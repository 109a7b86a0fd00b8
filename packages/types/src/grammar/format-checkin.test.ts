import { expect, test } from 'vitest'
import { formatCheckin } from './format-checkin.ts'
import { now } from './own-cases/own-case.ts'
import { parseCheckin } from './parse-checkin.ts'

const keys = now.projectKeys

// typed => canonical; the date is always written, so nothing that follows can be read as one.
const cases: [string, string][] = [
  ['2h #dev fix nav', '2h 2026-11-24 #dev fix nav'],
  ['90m #dev fix nav yesterday', '1h30m 2026-11-23 #dev fix nav'],
  ['45 min #Dev fix', '45m 2026-11-24 #dev fix'],
  ['9am-11 #dev fix', '09:00-11:00 2026-11-24 #dev fix'],
  ['2h 9-11am #dev fix', '09:00-11:00 2026-11-24 #dev fix'],
  ['22:00-1:30 #dev fix', '22:00-01:30 2026-11-24 #dev fix'],
  ['20:00-24:00 #dev fix', '20:00-24:00 2026-11-24 #dev fix'],
  ['0:00-24:00 #dev fix', '00:00-24:00 2026-11-24 #dev fix'],
  ['9:30-now #dev fix', '09:30-10:05 2026-11-24 #dev fix'],
  ['fix #b @web #a WS-1 2h', '2h 2026-11-24 #b #a @web WS-1 fix'],
  ['2h #"road map" @"Web site" fix', '2h 2026-11-24 #road-map @"Web site" fix'],
  ['2h #"a, b" fix', '2h 2026-11-24 #"a,-b" fix'],
  ['2h #“a"b” @„c"d“ fix', '2h 2026-11-24 #“a"b” @“c"d” fix'],
  ['2h #c# fix', '2h 2026-11-24 #c# fix'],
  ['2h #"x-" fix', '2h 2026-11-24 #"x-" fix'],
  ['2h #142', '2h 2026-11-24 #142'],
  ['2h #t \\#x \\@y', '2h 2026-11-24 #t \\#x \\@y'],
  ['2h #t a\\#b a\\\\b a\\b', '2h 2026-11-24 #t a#b a\\b a\\b'],
  ['2h #t a\\\\\\#b', '2h 2026-11-24 #t a\\\\#b'],
  ['2h #t \\\\x', '2h 2026-11-24 #t \\\\x'],
  ['2h #t "#x @y" z', '2h 2026-11-24 #t "#x @y" z'],
  ['2h #t "open', '2h 2026-11-24 #t \\"open'],
  ['2h #t \\- fix \\-', '2h 2026-11-24 #t \\- fix \\-'],
  ['2h #t a - b', '2h 2026-11-24 #t a - b'],
  ['2h #t fix \\mon', '2h 2026-11-24 #t fix mon'],
  ['2h #t \\9:30-11:30 fix', '2h 2026-11-24 #t \\9:30-11:30 fix'],
  ['9:30-11:30 #t \\for 2h fix', '09:30-11:30 2026-11-24 #t \\for 2h fix'],
  ['2h #t \\WS-1 and XX-2', '2h 2026-11-24 #t \\WS-1 and XX-2'],
  ['2h #t \\\u200ex', '2h 2026-11-24 #t \\\u200ex'],
]

for (const [typed, canonical] of cases) {
  test(`${JSON.stringify(typed)} is written ${JSON.stringify(canonical)}`, () => {
    const parsed = parseCheckin(typed, now)
    expect(parsed.ok).toBe(true)
    expect(formatCheckin(parsed, keys)).toBe(canonical)
  })
}

test('a canonical line is written as itself', () => {
  for (const [, canonical] of cases) {
    expect(formatCheckin(parseCheckin(canonical, now), keys)).toBe(canonical)
  }
})

test('without the keys, every word of the shape of a task reference is escaped', () => {
  const parsed = parseCheckin('2h #t fix UTF-8', now)
  expect(formatCheckin(parsed)).toBe('2h 2026-11-24 #t fix \\UTF-8')
})

test('a line whose canonical form exceeds 500 code points is null', () => {
  const room = 500 - '2h 2026-11-24 #t '.length
  const lineOf = (length: number) => `2h #t ${'a'.repeat(length)}`
  expect(formatCheckin(parseCheckin(lineOf(room), now), keys)).toHaveLength(500)
  expect(formatCheckin(parseCheckin(lineOf(room + 1), now), keys)).toBeNull()
})
