// biome-ignore-all lint/a11y/useSemanticElements: rows are cards on a phone, which a table cannot be.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows have the focus, and the controls in cells.
import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { useAnnounce } from '../../components/live-region.tsx'
import { useShortcuts } from '../../components/shortcuts.tsx'
import type { TasksPatch, TasksSearch } from '../../lib/tasks-search.ts'
import { listColumns } from './list-columns.ts'
import { useQuickAdd } from './quick-add-state.tsx'
import { focusTask } from './task-focus.ts'
import { TaskGroup } from './task-group.tsx'
import { neighbourStatus, taskKey } from './task-keys.ts'
import { canDelete, canEdit, whoCanEdit } from './task-rights.ts'
import type { Group } from './task-view.ts'
import { useTasksContext } from './tasks-context.tsx'

export type TaskListProps = {
  groups: readonly Group[]
  search: TasksSearch
  onSet(patch: TasksPatch): void
}

const headers = [
  { name: 'Status' },
  { name: 'Key' },
  { name: 'Title', sort: 'title' },
  { name: 'Project', sort: 'project' },
  { name: 'Assignee' },
  { name: 'Due', sort: 'due' },
  { name: 'Logged' },
] as const

/** The tasks by status. One row has the focus; the arrows move it, and Tab leads into its controls. */
export function TaskList({ groups, search, onSet }: TaskListProps) {
  const { me, actions, onOpen } = useTasksContext()
  const { setAdding } = useQuickAdd()
  const announce = useAnnounce()
  const shown = search.status ? groups.filter(({ status }) => status === search.status) : groups
  const order = useMemo(() => shown.flatMap(({ tasks }) => tasks), [shown])
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const [editingId, setEditingId] = useState<string | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const current = order.find(({ id }) => id === focusedId) ?? order[0]
  const endEdit = useCallback((id: string) => {
    setEditingId(null)
    // The row is drawn without its field first.
    requestAnimationFrame(() => focusTask(id))
  }, [])

  useShortcuts([
    { keys: '1 – 4', label: 'Set the status', group: 'Tasks' },
    { keys: '⇧←/⇧→', label: 'Move the status', group: 'Tasks' },
    { keys: 'Enter', label: 'Open', group: 'Tasks' },
    { keys: 'E', label: 'Rename', group: 'Tasks' },
    { keys: 'Delete', label: 'Delete', group: 'Tasks' },
  ])

  function handleKey(event: KeyboardEvent) {
    const key = taskKey(event)
    if (!key || !current || !grid.current?.contains(event.target as Node)) return
    event.preventDefault()
    act(key, current)
  }

  function act(key: NonNullable<ReturnType<typeof taskKey>>, task: Task) {
    const at = order.indexOf(task)
    if (key.kind === 'step') return focusAt(at + key.by)
    if (key.kind === 'end') return focusAt(key.of === 'first' ? 0 : order.length - 1)
    if (key.kind === 'open') return onOpen(task)
    const isAllowed = key.kind === 'remove' ? canDelete(task, me) : canEdit(task, me)
    if (!isAllowed) return announce(`${task.ref} stays as it is. ${whoCanEdit}`)
    if (key.kind === 'edit') return setEditingId(task.id)
    if (key.kind === 'remove') {
      focusAt(at + 1 < order.length ? at + 1 : at - 1)
      return void actions.remove(task).catch(() => undefined)
    }
    if (key.kind === 'status') return actions.setStatus(task, key.status)
    const status = key.kind === 'shift' ? neighbourStatus(task.status, key.by) : null
    if (status) actions.setStatus(task, status)
  }

  function focusAt(index: number) {
    const task = order[index]
    if (task) focusTask(task.id)
  }

  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Tasks"
      tabIndex={-1}
      onKeyDown={handleKey}
      onFocus={(event) => {
        const id = (event.target as HTMLElement).closest('[data-task]')?.getAttribute('data-task')
        if (id) setFocusedId(id)
      }}
      {...stylex.props(styles.grid)}
    >
      <div role="rowgroup">
        <div role="row" {...stylex.props(listColumns.row, listColumns.headers, styles.headers)}>
          {headers.map((header) => (
            <div
              key={header.name}
              role="columnheader"
              aria-sort={'sort' in header && search.sort === header.sort ? 'ascending' : undefined}
              {...stylex.props(styles.header, textStyles.xs, listColumns[header.name])}
            >
              {'sort' in header ? (
                <button
                  type="button"
                  onClick={() =>
                    onSet({ sort: search.sort === header.sort ? undefined : header.sort })
                  }
                  {...stylex.props(styles.sort, focusRing.native)}
                >
                  {header.name}
                  <span aria-hidden>{search.sort === header.sort ? ' ↑' : ''}</span>
                </button>
              ) : (
                <span
                  {...stylex.props(
                    header.name === 'Status' && styles.unseen,
                    header.name === 'Assignee' && listColumns.assigneeHead,
                  )}
                >
                  {header.name}
                </span>
              )}
            </div>
          ))}
        </div>
      </div>
      {shown.map((group) => (
        <TaskGroup
          key={group.status}
          group={group}
          currentId={current?.id ?? null}
          editingId={editingId}
          search={search}
          onAdd={setAdding}
          onEdit={setEditingId}
          onEditEnd={endEdit}
        />
      ))}
    </div>
  )
}

const styles = stylex.create({
  grid: { containerType: 'inline-size', minWidth: 0, outline: 'none' },
  headers: { minHeight: 28 },
  header: { color: color.textSubtle },
  // Its column is as wide as a sign.
  unseen: { clipPath: 'inset(50%)', position: 'absolute' },
  sort: {
    appearance: 'none',
    backgroundColor: 'transparent',
    borderRadius: radius.sm,
    borderStyle: 'none',
    color: { default: color.textSubtle, ':hover': color.text },
    cursor: 'pointer',
    font: 'inherit',
    minHeight: 24,
    minWidth: 24,
    paddingBlock: space.s4,
    paddingInline: 0,
    textAlign: 'start',
  },
})
