import * as stylex from '@stylexjs/stylex'
import type { Project } from '@worksmart/types/projects'
import type { User } from '@worksmart/types/users'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { taskStatusNames } from '../../lib/status-words.ts'
import type { TasksPatch, TasksSearch } from '../../lib/tasks-search.ts'
import { PickField } from '../today/filter-fields.tsx'
import { SearchField } from '../today/search-field.tsx'
import { statuses } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'
import { ViewSwitch } from './view-switch.tsx'

export type TaskFiltersProps = {
  search: TasksSearch
  projects: readonly Project[]
  people: readonly User[]
  onSet(patch: TasksPatch): void
}

const dueOptions = [
  { id: 'overdue', name: 'Overdue' },
  { id: 'today', name: 'Due today' },
  { id: 'week', name: 'Due this week' },
  { id: 'none', name: 'No due date' },
]

const sortOptions = [
  { id: 'due', name: 'By due date' },
  { id: 'title', name: 'By title' },
  { id: 'project', name: 'By project' },
  { id: 'created', name: 'Newest first' },
]

/** Which tasks, in which order, as a list or as a board: all of it stands in the address. */
export function TaskFilters({ search, projects, people, onSet }: TaskFiltersProps) {
  const { me } = useTasksContext()
  return (
    <search aria-label="Filters" {...stylex.props(styles.root)}>
      <ViewSwitch
        view={search.view === 'board' ? 'board' : 'list'}
        onChange={(view) => onSet({ view })}
      />
      <PickField
        label="Status"
        none="All statuses"
        value={search.status ?? ''}
        options={statuses.map((id) => ({ id, name: taskStatusNames[id] }))}
        onChange={(status) => onSet({ status: status || undefined })}
      />
      <PickField
        label="Assignee"
        none="Everyone"
        value={search.assignee === me.id ? 'me' : (search.assignee ?? '')}
        options={[
          { id: 'me', name: 'Me' },
          { id: 'none', name: 'Nobody' },
          ...people.filter(({ id }) => id !== me.id),
        ]}
        onChange={(assignee) => onSet({ assignee: assignee || undefined })}
      />
      <PickField
        label="Project"
        none="All projects"
        value={projects.some(({ id }) => id === search.project) ? (search.project ?? '') : ''}
        options={projects.map(({ id, name }) => ({ id, name }))}
        onChange={(project) => onSet({ project: project || undefined })}
      />
      <PickField
        label="Due"
        none="Any due date"
        value={search.due ?? ''}
        options={dueOptions}
        onChange={(due) => onSet({ due: due || undefined })}
      />
      {search.view !== 'board' && (
        <PickField
          label="Order"
          none="Board order"
          value={search.sort ?? ''}
          options={sortOptions}
          onChange={(sort) => onSet({ sort: sort || undefined })}
        />
      )}
      <SearchField
        label="Search these tasks"
        q={search.q ?? ''}
        onChange={(q) => onSet({ q: q || undefined })}
      />
    </search>
  )
}

const styles = stylex.create({
  root: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8, minWidth: 0 },
})
