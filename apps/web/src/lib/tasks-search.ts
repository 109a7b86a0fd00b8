import { limits } from '@worksmart/types/limits'
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

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const checks: Record<keyof TasksSearch, (value: string) => boolean> = {
  view: (value) => value === 'list' || value === 'board',
  status: (value) => Object.hasOwn(taskStatusNames, value),
  assignee: (value) => value === 'me' || value === 'none' || uuid.test(value),
  project: (value) => uuid.test(value),
  due: (value) => dueChoices.some((choice) => choice === value),
  sort: (value) => taskSorts.some((sort) => sort === value),
  q: (value) =>
    value.trim() !== '' &&
    [...value].length <= limits.search &&
    value.isWellFormed() &&
    !value.includes('\0'),
}

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function tasksSearch(raw: Record<string, unknown>): TasksSearch {
  const kept = Object.entries(checks).flatMap(([name, isValid]) => {
    const value = raw[name]
    return typeof value === 'string' && isValid(value) ? [[name, value]] : []
  })
  return Object.fromEntries(kept)
}
