import type { Task } from '@worksmart/types/tasks'
import type { TaskFields } from '../../api/task-writer.ts'
import { formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { taskStatusNames } from '../../lib/status-words.ts'
import type { TasksContext } from './tasks-context.tsx'

type Names = Pick<TasksContext, 'today' | 'projectOf' | 'nameOf'>
type Words = { label: string; show(task: Task): string }

function wordsOf({ today, projectOf, nameOf }: Names): Record<keyof TaskFields, Words> {
  return {
    title: { label: 'Title', show: ({ title }) => title },
    status: { label: 'Status', show: ({ status }) => taskStatusNames[status] },
    assigneeId: { label: 'Assignee', show: (task) => nameOf(task.assigneeId) ?? 'Nobody' },
    projectId: { label: 'Project', show: (task) => projectOf(task.projectId)?.name ?? 'A project' },
    dueOn: {
      label: 'Due',
      show: ({ dueOn }) => (dueOn === null ? 'No due date' : formatDay(dueOn, today)),
    },
    estimateMinutes: {
      label: 'Estimate',
      show: (task) =>
        task.estimateMinutes === null ? 'None' : formatMinutes(task.estimateMinutes),
    },
    description: { label: 'Description', show: ({ description }) => description || 'None' },
    position: { label: 'Place in its list', show: ({ position }) => position },
  }
}

/** The fields that the person wrote, and that the two versions disagree about. */
export function fieldDifferences(fields: TaskFields, mine: Task, theirs: Task, names: Names) {
  const words = wordsOf(names)
  return fieldsOf(fields)
    .map((field) => words[field])
    .map(({ label, show }) => ({ label, mine: show(mine), theirs: show(theirs) }))
    .filter((field) => field.mine !== field.theirs)
}

/** What was to be saved, in one line: `Title: Fix nav`. */
export function fieldWords(fields: TaskFields, mine: Task, names: Names): string {
  const words = wordsOf(names)
  return fieldsOf(fields)
    .map((field) => `${words[field].label}: ${words[field].show(mine)}`)
    .join('. ')
}

// A place is not a value that anyone would choose by reading it.
function fieldsOf(fields: TaskFields): (keyof TaskFields)[] {
  return (Object.keys(fields) as (keyof TaskFields)[]).filter((field) => field !== 'position')
}
