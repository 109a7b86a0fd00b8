import type { Task } from '@worksmart/types/tasks'
import type { KeyboardEvent } from 'react'
import { hasSingleKeys } from '../../components/shortcuts.tsx'
import { isEditable } from '../../lib/hotkeys.ts'
import { statuses } from './task-words.ts'

export type TaskKey =
  | { kind: 'step'; by: 1 | -1 }
  | { kind: 'end'; of: 'first' | 'last' }
  | { kind: 'status'; status: Task['status'] }
  | { kind: 'shift'; by: 1 | -1 }
  | { kind: 'open' | 'edit' | 'remove' }

/** What a key on a focused task asks for, or null when it is not ours. */
export function taskKey(event: KeyboardEvent): TaskKey | null {
  if (event.nativeEvent.isComposing || isEditable(event.target)) return null
  if (event.altKey || event.metaKey || event.ctrlKey) return null
  if (event.shiftKey) return shiftKeys[event.key] ?? null
  if (event.key === 'Enter') return isTask(event.target) ? { kind: 'open' } : null
  const named = keys[event.key]
  if (named) return named
  return hasSingleKeys() ? letterKey(event.key.toLowerCase()) : null
}

function letterKey(key: string): TaskKey | null {
  const status = /^[1-4]$/.test(key) ? statuses[Number(key) - 1] : undefined
  return status ? { kind: 'status', status } : (letters[key] ?? null)
}

const shiftKeys: Record<string, TaskKey> = {
  ArrowLeft: { kind: 'shift', by: -1 },
  ArrowRight: { kind: 'shift', by: 1 },
}
const keys: Record<string, TaskKey> = {
  ArrowDown: { kind: 'step', by: 1 },
  ArrowUp: { kind: 'step', by: -1 },
  Home: { kind: 'end', of: 'first' },
  End: { kind: 'end', of: 'last' },
  Delete: { kind: 'remove' },
}
const letters: Record<string, TaskKey> = {
  j: { kind: 'step', by: 1 },
  k: { kind: 'step', by: -1 },
  e: { kind: 'edit' },
}

function isTask(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.hasAttribute('data-task')
}

/** The status one column to the left or right; null at the end of the board. */
export function neighbourStatus(status: Task['status'], by: 1 | -1): Task['status'] | null {
  return statuses[statuses.indexOf(status) + by] ?? null
}
