import { isSearchText, isUuid, keepValid, type SearchChecks } from './search-checks.ts'
import { taskStatusNames } from './status-words.ts'

export const taskSorts = ['due', 'title', 'project', 'created'] as const
export type TaskSort = (typeof taskSorts)[number]

export const dueChoices = ['overdue', 'today', 'week', 'none'] as const
export type DueChoice = (typeof dueChoices)[number]

/**
 * What the address of Tasks says. `assignee` is `me`, `none` or a person's id. Without `sort` the
 * order is the one of the board.
 */
export type TasksSearch = {
  view?: string
  status?: string
  assignee?: string
  project?: string
  due?: string
  sort?: string
  q?: string
}

/** Keys set to undefined are taken out of the address. */
export type TasksPatch = Partial<Record<keyof TasksSearch, string | undefined>>

const checks: SearchChecks<TasksSearch> = {
  view: (value) => value === 'list' || value === 'board',
  status: (value) => Object.hasOwn(taskStatusNames, value),
  assignee: (value) => value === 'me' || value === 'none' || isUuid(value),
  project: isUuid,
  due: (value) => dueChoices.some((choice) => choice === value),
  sort: (value) => taskSorts.some((sort) => sort === value),
  q: isSearchText,
}

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function tasksSearch(raw: Record<string, unknown>): TasksSearch {
  return keepValid(checks, raw)
}
