import { expect, test } from 'vitest'
import { documentsSearch } from './documents-search.ts'

const id = '01900000-0000-7000-8000-000000000001'

test('what is valid in the address is kept', () => {
  const search = { type: 'pdf', status: 'ready', project: id, task: id, uploader: 'me', q: 'plan' }
  expect(documentsSearch(search)).toEqual(search)
  expect(documentsSearch({ uploader: id })).toEqual({ uploader: id })
})

test('what is not valid is dropped and never an error', () => {
  const bad = {
    type: ['application/pdf', '', 'html5', 1],
    status: ['purging', 'toString', 'Ready'],
    project: ['WEB', '1'],
    task: ['WEB-1', null],
    uploader: ['everyone', `${id}x`],
    q: ['', '   ', 'x'.repeat(201), 'a\0b', '\ud800', {}],
    unknown: ['kept?'],
  }
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) expect(documentsSearch({ [name]: value })).toEqual({})
  }
})
