import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { Plus } from 'lucide-react'
import { memo } from 'react'
import { taskStatusNames } from '../../lib/status-words.ts'
import type { TasksSearch } from '../../lib/tasks-search.ts'
import { BoardCard } from './board-card.tsx'
import { QuickAdd } from './quick-add.tsx'
import { canEdit } from './task-rights.ts'
import { StatusIcon } from './task-status.tsx'
import type { Group } from './task-view.ts'
import { useTasksContext } from './tasks-context.tsx'

export type BoardColumnProps = {
  group: Group
  search: TasksSearch
  /** Null where no card of this column is meant. */
  currentId: string | null
  liftedId: string | null
  isAdding: boolean
  hasPick: boolean
  onAdd(status: Group['status']): void
}

/** One status of the board. Drawn again only when its tasks or its marks change. */
export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { group, search, currentId, liftedId, isAdding, hasPick, onAdd } = props
  const { status, tasks } = group
  const { me, openProjects } = useTasksContext()
  const name = taskStatusNames[status]
  const canAdd = openProjects.length > 0
  return (
    <section
      aria-labelledby={`column-${status}`}
      data-column={status}
      {...stylex.props(styles.root)}
    >
      <div {...stylex.props(styles.head)}>
        <h2
          id={`column-${status}`}
          {...stylex.props(styles.name, textStyles.base, textStyles.semibold)}
        >
          <StatusIcon status={status} />
          {name}
          <span {...stylex.props(textStyles.subtle, textStyles.numeric)}>{tasks.length}</span>
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
      {isAdding && <QuickAdd status={status} search={search} />}
      {tasks.length === 0 && !isAdding && (
        <p {...stylex.props(styles.none, textStyles.sm)}>
          No tasks
          {canAdd && (
            <Button size="sm" tone="quiet" onPress={() => onAdd(status)}>
              Add
            </Button>
          )}
        </p>
      )}
      <ul {...stylex.props(styles.list)}>
        {tasks.map((task) => (
          <BoardCard
            key={task.id}
            task={task}
            isCurrent={task.id === currentId}
            isLifted={task.id === liftedId}
            hasPick={hasPick && canEdit(task, me) && task.version > 0}
          />
        ))}
      </ul>
    </section>
  )
}, isSameColumn)

// Groups are made anew with every answer; most columns hold the same tasks as before.
function isSameColumn(a: BoardColumnProps, b: BoardColumnProps): boolean {
  return (
    a.search === b.search &&
    a.currentId === b.currentId &&
    a.liftedId === b.liftedId &&
    a.isAdding === b.isAdding &&
    a.hasPick === b.hasPick &&
    a.onAdd === b.onAdd &&
    a.group.tasks.length === b.group.tasks.length &&
    a.group.tasks.every((task, index) => task === b.group.tasks[index])
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.sunken,
    borderRadius: radius.lg,
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    paddingBlockEnd: space.s12,
    paddingInline: space.s6,
  },
  head: {
    alignItems: 'center',
    display: 'flex',
    justifyContent: 'space-between',
    minHeight: 44,
    paddingInlineStart: space.s8,
  },
  name: { alignItems: 'center', display: 'flex', gap: space.s8, margin: 0 },
  none: {
    alignItems: 'center',
    color: color.textMuted,
    display: 'flex',
    gap: space.s8,
    margin: 0,
    paddingInlineStart: space.s8,
  },
  list: { listStyle: 'none', margin: 0, minHeight: 40, padding: 0 },
})
