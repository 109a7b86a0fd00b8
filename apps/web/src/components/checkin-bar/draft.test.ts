import { expect, test } from 'vitest'
import { readDraft, writeDraft } from './draft.ts'

test('a draft comes back with the spans that were kept as text', () => {
  writeDraft('draft', { text: '2h #dev', suppressed: [[3, 7]] })
  expect(readDraft('draft')).toEqual({ text: '2h #dev', suppressed: [[3, 7]] })
})

test('an empty draft leaves nothing behind', () => {
  writeDraft('draft', { text: '2h', suppressed: [] })
  writeDraft('draft', { text: '', suppressed: [] })
  expect(localStorage.getItem('draft')).toBeNull()
})

test.each([
  ['not JSON', '{'],
  ['another shape', '[1]'],
  ['no text', '{"text":7}'],
])('a stored draft that is %s is as good as none', (_, stored) => {
  localStorage.setItem('draft', stored)
  expect(readDraft('draft')).toBeNull()
})

test('spans that do not fit the text are dropped', () => {
  const spans = [[0, 2], [1, 99], [2, 2], 'x', [0.5, 1]]
  localStorage.setItem('draft', JSON.stringify({ text: '2h fix', suppressed: spans }))
  expect(readDraft('draft')).toEqual({ text: '2h fix', suppressed: [[0, 2]] })
})
