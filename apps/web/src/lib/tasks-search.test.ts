import { expect, test } from 'vitest'
import { tasksSearch } from './tasks-search.ts'

const id = '01900000-0000-7000-8000-000000000001'

test('what is valid in the address is kept', () => {
  const search = {
    view: 'board',
    status: 'in_progress',
    assignee: 'me',
    project: id,
    due: 'overdue',
    sort: 'title',
    q: 'nav',
  }
  expect(tasksSearch(search)).toEqual(search)
  expect(tasksSearch({ assignee: id })).toEqual({ assignee: id })
})

test('what is not valid is dropped and never an error', () => {
  const bad = {
    view: ['table', ''],
    status: ['archived', 'toString', 'In progress', 1],
    assignee: ['everyone', `${id}x`],
    project: ['WEB', '1'],
    due: ['tomorrow', '2026-11-24', null],
    sort: ['-title', 'length', 'position'],
    q: ['', '   ', 'x'.repeat(201), 'a\0b', '\ud800', {}],
    unknown: ['kept?'],
  }
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) expect(tasksSearch({ [name]: value })).toEqual({})
  }
})
