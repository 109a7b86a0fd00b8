import { expect, test } from 'vitest'
import { todaySearch } from './today-search.ts'

const id = '01900000-0000-7000-8000-000000000001'

test('what is valid in the address is kept', () => {
  const search = { day: '2026-11-24', who: 'team', tag: 'dev', project: id, q: 'fix nav' }
  expect(todaySearch(search)).toEqual(search)
  expect(todaySearch({ who: id })).toEqual({ who: id })
})

test('what is not valid is dropped and never an error', () => {
  const bad = {
    day: ['2026-02-30', 'today', 20261124, null],
    who: ['me', 'everyone', 7],
    tag: ['', 'two words', '#dev', 'x'.repeat(51), 123],
    project: ['WEB', '1', `${id}x`],
    q: ['', '   ', 'x'.repeat(201), 'a\0b', '\ud800', {}],
    unknown: ['kept?'],
  }
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) expect(todaySearch({ [name]: value })).toEqual({})
  }
})
