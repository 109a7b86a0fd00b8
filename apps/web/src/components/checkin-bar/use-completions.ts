import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import {
  type Completion,
  type CompletionList,
  type CompletionSources,
  completionsAt,
} from './completions.ts'

export type Completions = {
  list: CompletionList | null
  /** Index of the marked item, -1 when none is. */
  active: number
  /** The person typed and the caret stands here now. */
  typedAt(caret: number): void
  /** The caret went somewhere else without typing. */
  movedTo(caret: number): void
  close(): void
  /** True when the key belonged to the list. */
  handleKey(event: KeyboardEvent): boolean
}

/** The list opens only through typing, so that walking over old words with the arrows is free. */
export function useCompletions(
  value: string,
  sources: CompletionSources,
  onChoose: (item: Completion, list: CompletionList) => void,
): Completions {
  const [caret, setCaret] = useState<number | null>(null)
  const [marked, setMarked] = useState<number | null>(null)
  const list = useMemo(
    () => (caret === null ? null : completionsAt(value, caret, sources)),
    [value, caret, sources],
  )
  const active = list ? Math.min(marked ?? list.preselected, list.items.length - 1) : -1

  const typedAt = useCallback((at: number) => {
    setCaret(at)
    setMarked(null)
  }, [])
  const movedTo = useCallback((at: number) => {
    setCaret((last) => (last === at ? last : null))
  }, [])
  const close = useCallback(() => setCaret(null), [])

  const handleKey = (event: KeyboardEvent): boolean => {
    if (!list || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false
    const { items } = list
    const chosen = items[event.key === 'Tab' && active < 0 ? list.forTab : active]
    if (event.key === 'ArrowDown') setMarked(active + 1 < items.length ? active + 1 : 0)
    else if (event.key === 'ArrowUp') setMarked(active > 0 ? active - 1 : items.length - 1)
    else if (event.key === 'Escape') close()
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) onChoose(chosen, list)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return { list, active, typedAt, movedTo, close, handleKey }
}
