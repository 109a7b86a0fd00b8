import type { Task } from '@worksmart/types/tasks'
import { daysBetween, formatDay, longDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { taskStatusNames } from '../../lib/status-words.ts'

export const statuses = Object.keys(taskStatusNames) as Task['status'][]

/** Done tasks are never late, whenever they were due. */
export function isOverdue(task: Pick<Task, 'dueOn' | 'status'>, today: string): boolean {
  return task.dueOn !== null && task.status !== 'done' && task.dueOn < today
}

/** What a date alone does not say: `Overdue`, `Today` or `Tomorrow`; empty for any other. */
export function dueWord(task: Pick<Task, 'dueOn' | 'status'>, today: string): string {
  if (task.dueOn === null || task.status === 'done') return ''
  if (isOverdue(task, today)) return 'Overdue'
  const away = daysBetween(today, task.dueOn)
  return away === 0 ? 'Today' : away === 1 ? 'Tomorrow' : ''
}

/** The date, after a word where one says more: `Overdue, Fri 20 Nov`. */
export function dueWords(task: Pick<Task, 'dueOn' | 'status'>, today: string): string {
  if (task.dueOn === null) return ''
  return [dueWord(task, today), dateOf(task.dueOn, today)].filter(Boolean).join(', ')
}

// Read from a day that is neither the same nor the one after, so that the date itself is written.
function dateOf(day: string, today: string): string {
  const year = today.slice(0, 4)
  return formatDay(day, day.slice(5, 7) === '01' ? `${year}-12-31` : `${year}-01-31`)
}

/** `2 h 30 of 4 h`, only the time without an estimate, and nothing when there is neither. */
export function loggedWords(task: Pick<Task, 'loggedMinutes' | 'estimateMinutes'>): string {
  const { loggedMinutes, estimateMinutes } = task
  if (estimateMinutes === null) return loggedMinutes > 0 ? formatMinutes(loggedMinutes) : ''
  return `${formatMinutes(loggedMinutes)} of ${formatMinutes(estimateMinutes)}`
}

export function isOverEstimate(task: Pick<Task, 'loggedMinutes' | 'estimateMinutes'>): boolean {
  return task.estimateMinutes !== null && task.loggedMinutes > task.estimateMinutes
}

/** The task in one breath: `WEB-142 Nav overflow, In progress, Ana, due Friday 27 November 2026`. */
export function spokenTask(task: Task, assignee: string | null, today: string): string {
  const { loggedMinutes, estimateMinutes } = task
  const logged =
    estimateMinutes === null
      ? loggedMinutes > 0 && `${spokenMinutes(loggedMinutes)} logged`
      : `${spokenMinutes(loggedMinutes)} of ${spokenMinutes(estimateMinutes)} logged`
  return [
    `${task.ref} ${task.title}`.trim(),
    taskStatusNames[task.status],
    assignee,
    task.dueOn !== null &&
      `${isOverdue(task, today) ? 'overdue since' : 'due'} ${longDay(task.dueOn)}`,
    logged,
  ]
    .filter(Boolean)
    .join(', ')
}

/** For sentences about it; a title may be long. */
export function shortTask(task: Pick<Task, 'ref' | 'title'>): string {
  const title = task.title.length > 40 ? `${task.title.slice(0, 39).trimEnd()}…` : task.title
  return `${task.ref} ${title}`.trim()
}
