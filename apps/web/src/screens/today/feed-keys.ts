import type { KeyboardEvent } from 'react'
import { hasSingleKeys } from '../../components/shortcuts.tsx'
import { isEditable } from '../../lib/hotkeys.ts'

export type FeedKey =
  | 'next'
  | 'previous'
  | 'extendNext'
  | 'extendPrevious'
  | 'edit'
  | 'remove'
  | 'duplicate'
  | 'select'
  | 'selectAll'
  | 'leave'

/**
 * What a key inside the feed asks for, or null when it is not ours. Enter and Space stay with a
 * button that has the focus.
 */
export function feedKey(event: KeyboardEvent): FeedKey | null {
  if (event.nativeEvent.isComposing || isEditable(event.target)) return null
  const isCommand = event.metaKey || event.ctrlKey
  if (event.altKey) return null
  if (isCommand) return commandKeys[event.key.toLowerCase()] ?? null
  if (event.shiftKey) return shiftKeys[event.key] ?? null
  if (event.key === 'Enter') return isRow(event.target) ? 'edit' : null
  return keys[event.key] ?? (hasSingleKeys() ? (letters[event.key.toLowerCase()] ?? null) : null)
}

const commandKeys: Record<string, FeedKey> = { d: 'duplicate', a: 'selectAll' }
const shiftKeys: Record<string, FeedKey> = { ArrowDown: 'extendNext', ArrowUp: 'extendPrevious' }
const keys: Record<string, FeedKey> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'next',
  PageUp: 'previous',
  Delete: 'remove',
  Escape: 'leave',
}
const letters: Record<string, FeedKey> = { j: 'next', k: 'previous', e: 'edit', x: 'select' }

function isRow(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.tagName === 'ARTICLE'
}
