import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import type { TaskView } from '../../api/tasks.ts'
import { addDays, weekStart } from '../../lib/dates.ts'
import { taskStatusNames } from '../../lib/status-words.ts'
import type { TasksSearch } from '../../lib/tasks-search.ts'
import { byPosition } from './task-position.ts'
import { isOverdue, statuses } from './task-words.ts'

/** What the api is asked to leave out; the rest of the filter is applied to what arrives. */
export function viewOf(search: TasksSearch, meId: string): TaskView {
  const { assignee, project, q } = search
  return {
    ...(project ? { projectId: project } : {}),
    ...(assignee && assignee !== 'none' ? { assigneeId: assignee === 'me' ? meId : assignee } : {}),
    ...(q ? { q } : {}),
  }
}

/** True for a task that the address asks for. The same test decides for rows changed just now. */
export function isMatch(task: Task, search: TasksSearch, meId: string, today: string): boolean {
  const { assignee, project, q, due } = search
  if (project && task.projectId !== project) return false
  if (assignee === 'none' && task.assigneeId !== null) return false
  if (assignee === 'me' && task.assigneeId !== meId) return false
  if (assignee && !['me', 'none'].includes(assignee) && task.assigneeId !== assignee) return false
  if (q && !task.title.toLowerCase().includes(q.toLowerCase())) return false
  return isDue(task, due, today)
}

function isDue(task: Task, due: string | undefined, today: string): boolean {
  if (due === undefined) return true
  if (due === 'none') return task.dueOn === null
  if (due === 'overdue') return isOverdue(task, today)
  if (task.dueOn === null) return false
  if (due === 'today') return task.dueOn === today
  return task.dueOn >= today && task.dueOn <= addDays(weekStart(today), 6)
}

/** How many filters narrow the tasks; the view and the order do not. */
export function filterCount({ status, assignee, project, due, q }: TasksSearch): number {
  return [status, assignee, project, due, q].filter(Boolean).length
}

type NameOf = (projectId: string) => Pick<Project, 'name'> | null

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

function sorter(sort: string | undefined, projectOf: NameOf): (a: Task, b: Task) => number {
  const name = (task: Task) => projectOf(task.projectId)?.name ?? ''
  switch (sort) {
    case 'due':
      return (a, b) => compare(a.dueOn ?? '9', b.dueOn ?? '9') || byPosition(a, b)
    case 'title':
      return (a, b) => collator.compare(a.title, b.title) || byPosition(a, b)
    case 'project':
      return (a, b) =>
        collator.compare(name(a), name(b)) || compare(a.projectId, b.projectId) || byPosition(a, b)
    case 'created':
      return (a, b) => compare(b.createdAt, a.createdAt) || compare(b.id, a.id)
    default:
      return byPosition
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

export type Group = { status: Task['status']; tasks: Task[] }

/** The tasks that match, by status in the order of the board. */
export function groupsOf(
  tasks: readonly Task[],
  search: TasksSearch,
  context: { meId: string; today: string; projectOf: NameOf },
): Group[] {
  const { meId, today, projectOf } = context
  const shown = tasks
    .filter((task) => isMatch(task, search, meId, today))
    .sort(sorter(search.view === 'board' ? undefined : search.sort, projectOf))
  return statuses.map((status) => ({
    status,
    tasks: shown.filter((task) => task.status === status),
  }))
}

export type FilterNames = { project: string | null; person: string | null }

const dueNames: Record<string, string> = {
  overdue: 'overdue',
  today: 'due today',
  week: 'due this week',
  none: 'without a due date',
}

/** Why nothing is shown: `No tasks in Website, assigned to Ana, match “nav”.` */
export function emptySentence(search: TasksSearch, { project, person }: FilterNames): string {
  const parts = [
    search.status && `that are ${taskStatusNames[search.status as Task['status']].toLowerCase()}`,
    search.due && dueNames[search.due],
    search.project && `in ${project ?? 'this project'}`,
    search.assignee === 'none' && 'assigned to nobody',
    search.assignee === 'me' && 'assigned to you',
    search.assignee &&
      !['me', 'none'].includes(search.assignee) &&
      `assigned to ${person ?? 'this person'}`,
    search.q && `with “${search.q}” in the title`,
  ].filter(Boolean)
  return `No tasks ${parts.join(', ')}`
}
