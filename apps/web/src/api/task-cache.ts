import type { QueryClient } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import type { TaskRows } from './tasks.ts'

const lists = { queryKey: ['tasks', 'list'] }
const singles = { queryKey: ['tasks', 'ref'] }

/** The newest version of a task that any list or drawer holds. */
export function findTask(queryClient: QueryClient, id: string): Task | undefined {
  return newest(queryClient, (task) => task.id === id)
}

export function findTaskByRef(queryClient: QueryClient, ref: string): Task | undefined {
  return newest(queryClient, (task) => task.ref === ref)
}

function newest(queryClient: QueryClient, isIt: (task: Task) => boolean): Task | undefined {
  const known = [
    ...queryClient.getQueriesData<TaskRows>(lists).map(([, rows]) => rows?.items.find(isIt)),
    ...queryClient.getQueriesData<Task>(singles).map(([, task]) => task),
  ]
  let best: Task | undefined
  for (const task of known) {
    if (task && isIt(task) && (best === undefined || task.version > best.version)) best = task
  }
  return best
}

/** Rewrites a task wherever it is held. Lists without it stay the same object. */
export function changeTask(
  queryClient: QueryClient,
  id: string,
  change: (task: Task) => Task,
): void {
  queryClient.setQueriesData<TaskRows>(lists, (rows) => {
    const index = rows?.items.findIndex((task) => task.id === id) ?? -1
    const task = rows?.items[index]
    return rows && task ? { ...rows, items: rows.items.with(index, change(task)) } : rows
  })
  queryClient.setQueriesData<Task>(singles, (task) => (task?.id === id ? change(task) : task))
}

/** Puts a task into every list: what a view does not match is filtered where it is shown. */
export function addTask(queryClient: QueryClient, task: Task): void {
  queryClient.setQueriesData<TaskRows>(lists, (rows) => {
    if (!rows || rows.items.some(({ id }) => id === task.id)) return rows
    return { ...rows, items: [task, ...rows.items] }
  })
}

export function dropTask(queryClient: QueryClient, id: string): void {
  queryClient.setQueriesData<TaskRows>(lists, (rows) => {
    if (!rows?.items.some((task) => task.id === id)) return rows
    return { ...rows, items: rows.items.filter((task) => task.id !== id) }
  })
}
