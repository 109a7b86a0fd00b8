import { type Edit, shiftSpans } from '@worksmart/types/grammar/fix'

/** `[start, end)` in UTF-16 units of the field's whole text. */
export type Span = [number, number]

/**
 * Spans after an edit of the text around them. Whoever turned a word into text judged that very
 * word: an edit inside it drops the span, an edit beside it only moves it.
 */
export function spansAfter(spans: readonly Span[], edit: Edit): Span[] {
  return shiftSpans(spans, edit)
}

/** Adds a span; those it overlaps are merged into it. The answer is sorted and free of overlaps. */
export function withSpan(spans: readonly Span[], [start, end]: Span): Span[] {
  const apart = spans.filter(([from, to]) => to <= start || from >= end)
  const merged = spans.filter((span) => !apart.includes(span))
  const all: Span[] = [
    ...apart,
    [
      Math.min(start, ...merged.map(([from]) => from)),
      Math.max(end, ...merged.map(([, to]) => to)),
    ],
  ]
  return all.sort(([a], [b]) => a - b)
}

/** Takes back every span that overlaps the given one. */
export function withoutSpan(spans: readonly Span[], [start, end]: Span): Span[] {
  return spans.filter(([from, to]) => to <= start || from >= end)
}

/** The spans inside `[start, end)` of the text, counted from `start`. */
export function spansWithin(spans: readonly Span[], start: number, end: number): Span[] {
  return spans
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => [from - start, to - start])
}
