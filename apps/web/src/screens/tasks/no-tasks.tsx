import { EmptyState } from '../../components/empty-state.tsx'
import { useQuickAdd } from './quick-add-state.tsx'
import { useTasksContext } from './tasks-context.tsx'

/** First use: tasks live in projects, so without one there is nothing to add to yet. */
export function NoTasks() {
  const { me, openProjects } = useTasksContext()
  const { setAdding } = useQuickAdd()
  if (openProjects.length === 0) {
    return (
      <EmptyState
        heading="No tasks"
        why={
          me.role === 'member'
            ? 'A task belongs to a project. A manager or an admin can create one.'
            : 'A task belongs to a project. Create one under Projects first.'
        }
      />
    )
  }
  return (
    <div id="first-task">
      <EmptyState
        heading="No tasks"
        why="Plan the work here; time is logged on a task by its key."
        action={{ label: 'Add a task', onPress: () => setAdding('todo') }}
      />
    </div>
  )
}
