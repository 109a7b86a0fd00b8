import type { Suppressed } from './tokens.ts'

/** Replaces `[start, end)` of the line, in UTF-16 units. */
export type Edit = { start: number; end: number; text: string }

/**
 * One offer to mend a line. `keep-text` adds its span to `suppressed` and leaves the line alone;
 * `timer` and `last-activity` are for the bar to carry out.
 */
export type Fix =
  | { label: string; edit: Edit }
  | { label: string; action: 'timer' | 'last-activity' }
  | { label: string; action: 'keep-text'; start: number; end: number }

export const applyEdit = (line: string, { start, end, text }: Edit): string =>
  line.slice(0, start) + text + line.slice(end)

/** Suppressed spans after an edit: those behind it move, those it overlaps are gone. */
export const shiftSpans = (spans: Suppressed, { start, end, text }: Edit): [number, number][] => {
  const by = text.length - (end - start)
  return spans.flatMap(([from, to]): [number, number][] => {
    if (to <= start) return [[from, to]]
    return from >= end ? [[from + by, to + by]] : []
  })
}
