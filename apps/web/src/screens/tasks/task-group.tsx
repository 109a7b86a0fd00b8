// biome-ignore-all lint/a11y/useSemanticElements: rows are cards on a phone, which a table cannot be.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows have the focus, and the controls in cells.
import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { Button } from '@worksmart/ui/button.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { Plus } from 'lucide-react'
import { taskStatusNames } from '../../lib/status-words.ts'
import type { TasksSearch } from '../../lib/tasks-search.ts'
import { QuickAdd } from './quick-add.tsx'
import { useQuickAdd } from './quick-add-state.tsx'
import { TaskRow } from './task-row.tsx'
import { StatusIcon } from './task-status.tsx'
import type { Group } from './task-view.ts'
import { useTasksContext } from './tasks-context.tsx'

export type TaskGroupProps = {
  group: Group
  currentId: string | null
  editingId: string | null
  search: TasksSearch
  onAdd(status: Task['status']): void
  onEdit(id: string): void
  onEditEnd(id: string): void
}

/** The tasks of one status, with its count and a field for a new one. */
export function TaskGroup(props: TaskGroupProps) {
  const { group, currentId, editingId, search, onAdd, onEdit, onEditEnd } = props
  const { status, tasks } = group
  const { openProjects } = useTasksContext()
  const { adding } = useQuickAdd()
  const name = taskStatusNames[status]
  const canAdd = openProjects.length > 0
  const headingId = `tasks-${status}`
  return (
    <div role="rowgroup" aria-labelledby={headingId}>
      <div role="row" {...stylex.props(styles.heading)}>
        <div role="gridcell" aria-colspan={7} {...stylex.props(styles.cell)}>
          <h2 id={headingId} {...stylex.props(styles.name, textStyles.base, textStyles.semibold)}>
            <StatusIcon status={status} />
            {name}
            <span {...stylex.props(styles.count, textStyles.numeric)}>{tasks.length}</span>
          </h2>
          {canAdd && (
            <IconButton
              id={`add-${status}`}
              icon={Plus}
              size="sm"
              label={`Add a task to ${name}`}
              onPress={() => onAdd(status)}
            />
          )}
        </div>
      </div>
      {adding === status && (
        <div role="row">
          <div role="gridcell" aria-colspan={7}>
            <QuickAdd status={status} search={search} />
          </div>
        </div>
      )}
      {tasks.length === 0 && adding !== status && (
        <div role="row" {...stylex.props(styles.none, textStyles.sm)}>
          <div role="gridcell" aria-colspan={7} {...stylex.props(styles.cell)}>
            No tasks
            {canAdd && (
              <Button size="sm" tone="quiet" onPress={() => onAdd(status)}>
                Add
              </Button>
            )}
          </div>
        </div>
      )}
      {tasks.map((task) => (
        <TaskRow
          key={task.id}
          task={task}
          isCurrent={task.id === currentId}
          isEditing={task.id === editingId}
          onEdit={onEdit}
          onEditEnd={onEditEnd}
        />
      ))}
    </div>
  )
}

const styles = stylex.create({
  heading: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    marginBlockStart: space.s12,
  },
  cell: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s8,
    minHeight: 36,
    paddingInlineEnd: space.s8,
    // The sign of the group stands over those of its rows, which are in the middle of their cell.
    paddingInlineStart: `calc(8px + (${density.controlSm} - 16px) / 2)`,
  },
  name: { alignItems: 'center', display: 'flex', gap: space.s8, margin: 0 },
  count: { color: color.textSubtle },
  none: { color: color.textMuted },
})
