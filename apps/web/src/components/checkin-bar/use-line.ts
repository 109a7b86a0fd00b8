import type { Edit } from '@worksmart/types/grammar/fix'
import { type RefObject, useCallback, useMemo, useState } from 'react'
import { type LineReading, type Lookup, type Moment, readLines } from './read-lines.ts'
import { type Span, spansAfter } from './suppressed-spans.ts'
import { editBetween, writeInto } from './text-edit.ts'

export type LineState = {
  value: string
  suppressed: Span[]
  /** What the chips show: the same, except while an input method is composing. */
  read: { value: string; suppressed: Span[]; moment: Moment }
  /** Counts what the person changed, so that timers know when the line rests. */
  version: number
}

export type Line = LineState & {
  readings: LineReading[]
  /** Takes over what the field now holds. */
  changed(isComposing: boolean): void
  /** Turns spans back into text, or back into tokens. The text stays. */
  suppress(next: (spans: Span[]) => Span[]): void
  /** Writes into the field so that the browser can undo it. */
  write(edit: Edit): void
  /** Empties the field or leaves only this text. The browser's undo history goes with it. */
  reset(text: string, suppressed: Span[]): void
}

/**
 * All that is typed and what it was read as. The field itself stays uncontrolled: it owns text,
 * caret, undo and composition, and tells of changes.
 */
export function useLine(
  field: RefObject<HTMLTextAreaElement | null>,
  first: { text: string; suppressed: Span[] },
  lookup: Lookup,
  moment: () => Moment,
): Line {
  const [state, setState] = useState<LineState>(() => ({
    value: first.text,
    suppressed: first.suppressed,
    read: { value: first.text, suppressed: first.suppressed, moment: moment() },
    version: 0,
  }))
  const { read } = state
  const readings = useMemo(
    () => readLines(read.value, read.suppressed, read.moment, lookup),
    [read, lookup],
  )

  const changed = useCallback(
    (isComposing: boolean) => {
      if (!field.current) return
      const { value, selectionEnd } = field.current
      const now = moment()
      setState((last) => {
        const edit = editBetween(last.value, value, selectionEnd)
        const suppressed = spansAfter(last.suppressed, edit)
        const next = isComposing ? last.read : { value, suppressed, moment: now }
        return { value, suppressed, read: next, version: last.version + 1 }
      })
    },
    [field, moment],
  )

  const suppress = useCallback(
    (next: (spans: Span[]) => Span[]) => {
      const now = moment()
      setState(({ value, suppressed, version }) => {
        const spans = next(suppressed)
        const nextRead = { value, suppressed: spans, moment: now }
        return { value, suppressed: spans, read: nextRead, version: version + 1 }
      })
    },
    [moment],
  )

  const write = useCallback(
    (edit: Edit) => {
      if (field.current) writeInto(field.current, edit)
    },
    [field],
  )

  const reset = useCallback(
    (text: string, suppressed: Span[]) => {
      if (field.current) field.current.value = text
      const next = { value: text, suppressed, moment: moment() }
      setState(({ version }) => ({ value: text, suppressed, read: next, version: version + 1 }))
    },
    [field, moment],
  )

  return { ...state, readings, changed, suppress, write, reset }
}
