import type { Task } from '@worksmart/types/tasks'
import { type RefObject, useCallback, useState } from 'react'
import { useAnnounce } from '../../components/live-region.tsx'
import { taskStatusNames } from '../../lib/status-words.ts'
import { type Drop, showLine } from './drop-line.ts'
import { neighbourStatus } from './task-keys.ts'
import type { Group } from './task-view.ts'
import { shortTask } from './task-words.ts'

export type Lift = { task: Task; from: Drop; at: Drop }

export type KeyboardLiftOptions = {
  board: RefObject<HTMLElement | null>
  line: RefObject<HTMLElement | null>
  groups: readonly Group[]
  mayLift(task: Task): boolean
  onDrop(task: Task, drop: Drop): void
}

/**
 * Moving a card with the keyboard: Enter lifts, arrows choose a place, Enter drops, Escape leaves
 * everything as it was. Each step is said; the card itself moves only when it is dropped.
 */
export function useKeyboardLift(options: KeyboardLiftOptions) {
  const { board, line, groups, mayLift, onDrop } = options
  const announce = useAnnounce()
  const [lift, setLift] = useState<Lift | null>(null)

  const countIn = (status: string, without: string) =>
    groups.find((group) => group.status === status)?.tasks.filter(({ id }) => id !== without)
      .length ?? 0
  const place = ({ status, index }: Drop, id: string) =>
    `${taskStatusNames[status]}, ${index + 1} of ${countIn(status, id) + 1}`

  function start(task: Task) {
    if (!mayLift(task)) return
    const index = groups.find(({ status }) => status === task.status)?.tasks.indexOf(task) ?? 0
    const at = { status: task.status, index: Math.max(index, 0) }
    setLift({ task, from: at, at })
    draw(task, at)
    announce(
      `Lifted ${shortTask(task)}. ${place(at, task.id)}. Arrow keys move it, Enter drops it, Escape cancels.`,
    )
  }

  function move(now: Lift, key: string) {
    const at = next(now, key)
    if (!at || (at.status === now.at.status && at.index === now.at.index)) return
    setLift({ ...now, at })
    draw(now.task, at)
    announce(place(at, now.task.id))
  }

  function next({ at, task }: Lift, key: string): Drop | null {
    const last = countIn(at.status, task.id)
    if (key === 'ArrowUp') return { ...at, index: Math.max(at.index - 1, 0) }
    if (key === 'ArrowDown') return { ...at, index: Math.min(at.index + 1, last) }
    if (key === 'Home') return { ...at, index: 0 }
    if (key === 'End') return { ...at, index: last }
    const status = neighbourStatus(at.status, key === 'ArrowLeft' ? -1 : 1)
    return status && { status, index: Math.min(at.index, countIn(status, task.id)) }
  }

  function draw(task: Task, at: Drop) {
    if (!board.current || !line.current) return
    showLine(board.current, line.current, task.id, at)
    // Absent in the test's browser; elsewhere the place to drop must be in sight.
    line.current.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }

  const clear = useCallback(() => {
    setLift(null)
    if (line.current) line.current.hidden = true
  }, [line])

  function drop({ task, from, at }: Lift) {
    clear()
    if (at.status !== from.status || at.index !== from.index) onDrop(task, at)
    announce(`Dropped ${shortTask(task)} in ${place(at, task.id)}.`)
  }

  const cancel = useCallback(
    (now: Lift) => {
      clear()
      announce(`Cancelled. ${shortTask(now.task)} is back in ${taskStatusNames[now.from.status]}.`)
    },
    [clear, announce],
  )

  return { lift, start, move, drop, cancel }
}

export const liftKeys: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
])
