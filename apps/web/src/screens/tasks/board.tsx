import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useAnnounce } from '../../components/live-region.tsx'
import { useShortcuts } from '../../components/shortcuts.tsx'
import { useWidth } from '../../components/use-width.ts'
import type { TasksPatch, TasksSearch } from '../../lib/tasks-search.ts'
import { BoardColumn } from './board-column.tsx'
import { ColumnPick } from './column-pick.tsx'
import type { Drop } from './drop-line.ts'
import { useQuickAdd } from './quick-add-state.tsx'
import { focusTask } from './task-focus.ts'
import { neighbourStatus, taskKey } from './task-keys.ts'
import { canDelete, canEdit, whoCanEdit } from './task-rights.ts'
import type { Group } from './task-view.ts'
import { statuses } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'
import { liftKeys, useKeyboardLift } from './use-keyboard-lift.ts'
import { usePointerDrag } from './use-pointer-drag.ts'

export type BoardProps = {
  groups: readonly Group[]
  search: TasksSearch
  onSet(patch: TasksPatch): void
}

/** The tasks as cards in four columns, moved by pointer or by keyboard. One column on a phone. */
export function Board({ groups, search, onSet }: BoardProps) {
  const { me, actions } = useTasksContext()
  const { adding, setAdding } = useQuickAdd()
  const announce = useAnnounce()
  const isNarrow = useWidth() === 'narrow'
  const board = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const [refusal, setRefusal] = useState('')
  const only = search.status ?? (isNarrow ? 'todo' : undefined)
  const shown = useMemo(
    () => (only ? groups.filter(({ status }) => status === only) : groups),
    [groups, only],
  )
  const all = useMemo(
    () => new Map(groups.flatMap(({ tasks }) => tasks).map((task) => [task.id, task])),
    [groups],
  )
  const focused = focusedId === null ? undefined : all.get(focusedId)
  const current = focused ?? shown.find(({ tasks }) => tasks.length > 0)?.tasks[0]
  useKeptFocus(board, focused)

  function mayLift(task: Task): boolean {
    const isAllowed = canEdit(task, me) && task.version > 0
    setRefusal(isAllowed ? '' : `${task.ref} stays where it is. ${whoCanEdit}`)
    return isAllowed
  }
  function drop(task: Task, { status, index }: Drop) {
    setFocusedId(task.id)
    actions.place(task, status, index)
  }
  const shared = { board, line, mayLift, onDrop: drop }
  const {
    lift,
    start,
    move,
    drop: dropLifted,
    cancel,
  } = useKeyboardLift({ ...shared, groups: shown })
  const handlePointerDown = usePointerDrag({ ...shared, taskOf: (id) => all.get(id) })

  useShortcuts([
    { keys: 'Enter', label: 'Lift, then drop', group: 'Tasks' },
    { keys: 'Space', label: 'Open', group: 'Tasks' },
    { keys: '⇧←/⇧→', label: 'Move the status', group: 'Tasks' },
    { keys: '1 – 4', label: 'Set the status', group: 'Tasks' },
    { keys: 'Delete', label: 'Delete', group: 'Tasks' },
  ])

  function handleKey(event: KeyboardEvent) {
    if (!(event.target as HTMLElement).hasAttribute('data-task')) return
    if (lift) return handleLifted(event, lift)
    const side = sideOf(event)
    const key = side === null ? taskKey(event) : null
    if (!current || (side === null && key === null) || key?.kind === 'edit') return
    event.preventDefault()
    if (side !== null) return focusSide(current, side)
    if (key) act(key, current)
  }

  function handleLifted(event: KeyboardEvent, now: NonNullable<typeof lift>) {
    if (event.key === 'Tab') return cancel(now)
    // Nothing else may happen to a card that is held.
    event.preventDefault()
    if (event.key === 'Enter') dropLifted(now)
    else if (event.key === 'Escape') cancel(now)
    else if (liftKeys.has(event.key)) move(now, event.key)
  }

  function act(key: NonNullable<ReturnType<typeof taskKey>>, task: Task) {
    if (key.kind === 'open') return start(task)
    if (key.kind === 'step' || key.kind === 'end') return focusInColumn(task, key)
    const isAllowed = key.kind === 'remove' ? canDelete(task, me) : canEdit(task, me)
    if (!isAllowed) return void mayLift(task)
    if (key.kind === 'remove') {
      focusInColumn(task, { kind: 'step', by: 1 })
      return void actions.remove(task).catch(() => undefined)
    }
    const status =
      key.kind === 'status'
        ? key.status
        : key.kind === 'shift'
          ? neighbourStatus(task.status, key.by)
          : null
    if (status) actions.setStatus(task, status)
    else announce(`${task.ref} is in the last column.`)
  }

  function focusInColumn(
    task: Task,
    key: { kind: 'step'; by: 1 | -1 } | { kind: 'end'; of: 'first' | 'last' },
  ) {
    const tasks = shown.find(({ status }) => status === task.status)?.tasks ?? []
    const at = tasks.indexOf(task)
    const next = key.kind === 'step' ? tasks[at + key.by] : tasks.at(key.of === 'first' ? 0 : -1)
    if (next) focusTask(next.id)
  }

  function focusSide(task: Task, by: 1 | -1) {
    const row = shown.find(({ status }) => status === task.status)?.tasks.indexOf(task) ?? 0
    for (let at = statuses.indexOf(task.status) + by; statuses[at]; at += by) {
      const tasks = shown.find(({ status }) => status === statuses[at])?.tasks ?? []
      const next = tasks[Math.min(row, tasks.length - 1)]
      if (next) return focusTask(next.id)
    }
    return undefined
  }

  return (
    <div {...stylex.props(styles.root)}>
      {isNarrow && (
        <ColumnPick
          groups={groups}
          chosen={only ?? 'todo'}
          onChoose={(status) => onSet({ status })}
        />
      )}
      <p role="status" {...stylex.props(styles.refusal, textStyles.sm)}>
        {refusal}
      </p>
      <p id="board-help" hidden>
        Enter lifts the card, Space opens it.
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and pointer come up from the cards. */}
      <div
        ref={board}
        onKeyDown={handleKey}
        onPointerDown={isNarrow ? undefined : handlePointerDown}
        onFocus={(event) => setFocusedId(event.target.getAttribute('data-task') ?? focusedId)}
        onBlur={() => lift && cancel(lift)}
        {...stylex.props(styles.columns, shown.length > 1 && styles.several)}
      >
        {shown.map((group) => (
          <BoardColumn
            key={group.status}
            group={group}
            search={search}
            currentId={current?.status === group.status ? current.id : null}
            liftedId={lift?.task.status === group.status ? lift.task.id : null}
            isAdding={adding === group.status}
            hasPick={isNarrow}
            onAdd={setAdding}
          />
        ))}
        <div ref={line} aria-hidden hidden {...stylex.props(styles.line)} />
      </div>
    </div>
  )
}

/** A card that changes its column is drawn anew; the focus goes with it. */
function useKeptFocus(board: React.RefObject<HTMLElement | null>, focused: Task | undefined) {
  const last = useRef<{ id: string; status: string } | null>(null)
  // The old card and its focus are gone as soon as the new one is in the page.
  useLayoutEffect(() => {
    const before = last.current
    last.current = focused ? { id: focused.id, status: focused.status } : null
    if (!focused || before?.id !== focused.id || before.status === focused.status) return
    const isLost =
      document.activeElement === document.body || board.current?.contains(document.activeElement)
    if (isLost) focusTask(focused.id)
  }, [board, focused])
}

function sideOf(event: KeyboardEvent): 1 | -1 | null {
  if (event.shiftKey || event.altKey || event.metaKey || event.ctrlKey) return null
  if (event.key === 'ArrowLeft') return -1
  return event.key === 'ArrowRight' ? 1 : null
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8, minWidth: 0 },
  refusal: {
    backgroundColor: color.infoBg,
    borderRadius: radius.md,
    color: color.info,
    margin: 0,
    paddingBlock: { default: space.s6, ':empty': 0 },
    paddingInline: space.s12,
  },
  columns: { minWidth: 0, overflowX: 'auto', position: 'relative' },
  several: {
    alignItems: 'stretch',
    display: 'grid',
    gap: space.s12,
    gridTemplateColumns: 'repeat(4, minmax(212px, 1fr))',
  },
  line: {
    backgroundColor: color.accent,
    borderRadius: radius.full,
    height: 3,
    insetBlockStart: 0,
    insetInlineStart: 0,
    pointerEvents: 'none',
    position: 'absolute',
    transform: 'none',
    width: 0,
  },
})
