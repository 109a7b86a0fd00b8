/**
 * One shortcut. `keys` is one key (`c`, `?`, `F6`), two in a row (`g d`), or one with the command key
 * (`mod+k`), which works in text fields too.
 */
export type Hotkey = { keys: string; label: string; run: () => void }

/** A second key that comes later than this starts over. */
const sequenceMs = 1200

const textInputs = new Set([
  'text',
  'search',
  'email',
  'url',
  'tel',
  'password',
  'number',
  'date',
  'time',
  'datetime-local',
  'month',
  'week',
])

/** True where keys write text or choose a value, so that single keys must stay untouched. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLInputElement) return textInputs.has(target.type)
  return (
    target.closest('[role="textbox"],[role="combobox"],[role="menu"],[role="listbox"]') !== null
  )
}

/** True in a text field that holds something: there, undo belongs to the browser. */
export function hasText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) {
    return isEditable(target) && target.value !== ''
  }
  return target instanceof HTMLElement && target.isContentEditable && target.textContent !== ''
}

/**
 * A key listener for the bindings that `current()` gives at that moment. It leaves alone: text
 * fields, an open dialog, a key with Alt, and events someone has already handled.
 */
export function hotkeyListener(
  current: () => readonly Hotkey[],
  now: () => number = () => performance.now(),
): (event: KeyboardEvent) => void {
  let first = ''
  let firstAt = Number.NEGATIVE_INFINITY
  return (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    if (event.altKey) return
    const command = event.ctrlKey || event.metaKey ? 'mod+' : ''
    const isSingle = event.key.length === 1 && !command
    if (isSingle && (isEditable(event.target) || isBehindDialog(event.target))) return
    const key = command + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
    const sequence = now() - firstAt <= sequenceMs ? `${first} ${key}` : ''
    const bindings = current()
    const binding =
      bindings.find(({ keys }) => keys === sequence) ?? bindings.find(({ keys }) => keys === key)
    const isPrefix = !binding && bindings.some(({ keys }) => keys.startsWith(`${key} `))
    first = isPrefix ? key : ''
    firstAt = isPrefix ? now() : Number.NEGATIVE_INFINITY
    if (!binding) return
    event.preventDefault()
    binding.run()
  }
}

function isBehindDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="dialog"],[role="alertdialog"]') !== null
  )
}
