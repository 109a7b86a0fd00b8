import type { Edit } from '@worksmart/types/grammar/fix'

/**
 * The change between two states of a field. Where it is ambiguous (one more `l` in `all`), `caret`
 * decides: after typing, pasting and deleting the caret stands at the end of what is new.
 */
export function editBetween(before: string, after: string, caret: number): Edit {
  const shorter = Math.min(before.length, after.length)
  let tail = 0
  const tailMax = Math.min(shorter, after.length - caret)
  while (tail < tailMax && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++
  }
  let head = 0
  while (head < shorter - tail && before[head] === after[head]) head++
  return { start: head, end: before.length - tail, text: after.slice(head, after.length - tail) }
}

/**
 * Writes into the field the way a person types, so that the browser's own undo can take it back,
 * and leaves the caret behind the new text. The field takes the focus.
 */
export function writeInto(field: HTMLTextAreaElement, { start, end, text }: Edit): void {
  field.focus()
  field.setSelectionRange(start, end)
  if (start === end && text === '') return
  // Deprecated, but still the only way into the undo history of a text field.
  const isWritten =
    typeof document.execCommand === 'function' &&
    document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
  if (isWritten) return
  field.setRangeText(text, start, end, 'end')
  field.setSelectionRange(start + text.length, start + text.length)
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
