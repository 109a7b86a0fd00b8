import { applyEdit } from '@worksmart/types/grammar/fix'
import { expect, test } from 'vitest'
import { numbers } from '../../../test/samples.ts'
import { editBetween } from './text-edit.ts'

// Few letters, so that most edits are ambiguous without the caret.
const letters = 'aab #'

function* edits(count: number) {
  const random = numbers(count * 40, 7)
  const below = (limit: number) => Math.floor((random.next().value ?? 0) * limit)
  const text = (length: number) =>
    Array.from({ length }, () => letters.charAt(below(letters.length))).join('')
  for (let index = 0; index < count; index++) {
    const before = text(below(16))
    const start = below(before.length + 1)
    const end = start + below(before.length - start + 1)
    yield { before, edit: { start, end, text: text(below(5)) } }
  }
}

test('the edit found between two texts turns the one into the other, wherever the caret is', () => {
  for (const { before, edit } of edits(2000)) {
    const after = applyEdit(before, edit)
    for (const caret of [0, edit.start + edit.text.length, after.length]) {
      expect(applyEdit(before, editBetween(before, after, caret))).toBe(after)
    }
  }
})

test('a letter typed among equal ones is found where it was typed', () => {
  expect(editBetween('2h 2h fix', '2h 22h fix', 4)).toEqual({ start: 3, end: 3, text: '2' })
  expect(editBetween('2h 2h fix', '2h 22h fix', 5)).toEqual({ start: 4, end: 4, text: '2' })
  expect(editBetween('aaa', 'aaaa', 1)).toEqual({ start: 0, end: 0, text: 'a' })
})

test('with the caret behind the new text, nothing outside of the true edit is touched', () => {
  for (const { before, edit } of edits(2000)) {
    const caret = edit.start + edit.text.length
    const found = editBetween(before, applyEdit(before, edit), caret)
    expect(found.start).toBeGreaterThanOrEqual(edit.start)
    expect(found.end).toBe(edit.end)
    expect(found.start + found.text.length).toBe(caret)
  }
})
