import type { KeyboardEvent, RefObject } from 'react'
import type { Completions } from './use-completions.ts'

export type FieldKeys = {
  field: RefObject<HTMLTextAreaElement | null>
  completions: Completions
  submit(): void
  /** Brings back the last line; null when there is none. */
  recall: (() => void) | null
  /** False when there is no chip to go to. */
  enterChips(): boolean
  cancel(): void
}

/** Safari ends a composition before its Enter arrives; only the old key code still tells. */
const composingKeyCode = 229

function isOnLastRow({ value, selectionEnd, clientHeight }: HTMLTextAreaElement): boolean {
  if (selectionEnd === value.length) return true
  const isOneRow = clientHeight < 2 * 24
  return isOneRow && !value.includes('\n', selectionEnd)
}

/** The keys of the field. Backspace and all that edits text stay the browser's. */
export function fieldKeyHandler(keys: FieldKeys) {
  return (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { nativeEvent, key, shiftKey } = event
    if (nativeEvent.isComposing || nativeEvent.keyCode === composingKeyCode) return
    if (keys.completions.handleKey(event)) return
    const field = keys.field.current
    if (!field) return
    const isPlain = !(shiftKey || event.altKey || event.ctrlKey || event.metaKey)
    if (key === 'Enter' && !shiftKey) keys.submit()
    else if (key === 'Escape') keys.cancel()
    else if (key === 'ArrowUp' && isPlain && field.value === '' && keys.recall) keys.recall()
    else if (!(key === 'ArrowDown' && isPlain && isOnLastRow(field) && keys.enterChips())) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** 1 to 3 for Alt with that digit, else 0. The code is read: macOS types a symbol for the key. */
export function fixNumber({ code, altKey, ctrlKey, metaKey }: KeyboardEvent): number {
  const digit = /^(?:Digit|Numpad)([1-3])$/.exec(code)?.[1]
  return altKey && !ctrlKey && !metaKey ? Number(digit ?? 0) : 0
}
