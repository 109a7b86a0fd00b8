import { type Edit, shiftSpans } from '@worksmart/types/grammar/fix'
import type { Chip, Tint } from './chip-label.ts'
import { editBetween } from './text-edit.ts'
import type { Line } from './use-line.ts'

/** A stretch of the field's text that looks different. */
export type Mark = {
  start: number
  end: number
  tint?: Tint
  trouble?: 'error' | 'warning'
}

export type Segment = Omit<Mark, 'end'> & { text: string }

/** Moves marks along with an edit that has not been read yet; those it touches are dropped. */
export function marksAfter(marks: readonly Mark[], edit: Edit): Mark[] {
  return marks.flatMap((mark) =>
    shiftSpans([[mark.start, mark.end]], edit).map(([start, end]) => ({ ...mark, start, end })),
  )
}

/** Cuts the text where marks begin and end; marks may overlap. The pieces join to the text. */
export function segmentsOf(text: string, marks: readonly Mark[], cutAt: number | null): Segment[] {
  const within = (at: number) => Math.min(Math.max(at, 0), text.length)
  const cuts = new Set([0, text.length])
  for (const { start, end } of marks) cuts.add(within(start)).add(within(end))
  if (cutAt !== null) cuts.add(within(cutAt))
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end)
    const tint = over.find((mark) => mark.tint)?.tint
    const trouble = over.find((mark) => mark.trouble)?.trouble
    return {
      start,
      text: text.slice(start, end),
      ...(tint && { tint }),
      ...(trouble && { trouble }),
    }
  })
}

/**
 * Tints for all that was understood and, when asked for, underlines for what is wrong. They fit the
 * text that is in the field now, even while an input method composes and nothing is read.
 */
export function marksOf(
  { value, read, readings }: Line,
  chips: readonly Chip[],
  withTroubles: boolean,
): Mark[] {
  const marks: Mark[] = chips
    .filter(({ kind }) => kind !== 'text')
    .map(({ start, end, tint }) => ({ start, end, tint }))
  for (const { start: at, resolved } of withTroubles ? readings : []) {
    for (const { severity, start, end } of resolved.diagnostics) {
      if (severity === 'info' || start === end) continue
      marks.push({ start: at + start, end: at + end, trouble: severity })
    }
  }
  return value === read.value ? marks : marksAfter(marks, editBetween(read.value, value, 0))
}
