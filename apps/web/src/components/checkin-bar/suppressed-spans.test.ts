import { applyEdit } from '@worksmart/types/grammar/fix'
import { expect, test } from 'vitest'
import { numbers } from '../../../test/samples.ts'
import { type Span, spansAfter, spansWithin, withoutSpan, withSpan } from './suppressed-spans.ts'
import { editBetween } from './text-edit.ts'

function* histories(count: number) {
  const random = numbers(count * 60, 11)
  const below = (limit: number) => Math.floor((random.next().value ?? 0) * limit)
  const text = (length: number) => Array.from({ length }, () => '2h #d\n'.charAt(below(6))).join('')
  for (let index = 0; index < count; index++) {
    const before = text(6 + below(18))
    let spans: Span[] = []
    for (let at = 0; at < 3; at++) {
      const start = below(before.length)
      spans = withSpan(spans, [start, start + 1 + below(before.length - start)])
    }
    const start = below(before.length + 1)
    const end = start + below(Math.min(4, before.length - start) + 1)
    yield { before, spans, edit: { start, end, text: text(below(4)) } }
  }
}

const isTidy = (spans: readonly Span[], length: number) =>
  spans.every(([from, to], index) => {
    const next = spans[index + 1]
    return from >= 0 && from < to && to <= length && (!next || to <= next[0])
  })

test('adding spans keeps them sorted, apart and inside the text', () => {
  for (const { before, spans } of histories(500)) {
    expect(isTidy(spans, before.length)).toBe(true)
  }
})

test('after any edit, each span that is left covers the very words it covered', () => {
  for (const { before, spans, edit } of histories(3000)) {
    const after = applyEdit(before, edit)
    const left = spansAfter(spans, edit)
    expect(isTidy(left, after.length)).toBe(true)
    const words = spans.map(([from, to]) => before.slice(from, to))
    for (const [from, to] of left) expect(words).toContain(after.slice(from, to))
  }
})

test('exactly the spans that an edit reaches into are dropped', () => {
  for (const { spans, edit } of histories(3000)) {
    const untouched = spans.filter(([from, to]) => to <= edit.start || from >= edit.end)
    expect(spansAfter(spans, edit)).toHaveLength(untouched.length)
  }
})

test('an edit seen only as two texts and a caret keeps the same guarantee', () => {
  for (const { before, spans, edit } of histories(3000)) {
    const after = applyEdit(before, edit)
    const found = editBetween(before, after, edit.start + edit.text.length)
    const words = spans.map(([from, to]) => before.slice(from, to))
    for (const [from, to] of spansAfter(spans, found)) {
      expect(words).toContain(after.slice(from, to))
    }
  }
})

test('a span taken back is gone and its neighbours stay', () => {
  expect(
    withoutSpan(
      [
        [0, 2],
        [3, 7],
        [8, 9],
      ],
      [3, 7],
    ),
  ).toEqual([
    [0, 2],
    [8, 9],
  ])
})

test('overlapping spans become one', () => {
  expect(
    withSpan(
      [
        [0, 4],
        [6, 9],
      ],
      [3, 7],
    ),
  ).toEqual([[0, 9]])
})

test('spans of one line are counted from the start of that line', () => {
  expect(
    spansWithin(
      [
        [0, 2],
        [10, 12],
        [14, 20],
      ],
      10,
      16,
    ),
  ).toEqual([[0, 2]])
})
