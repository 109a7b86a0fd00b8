import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { CheckinPage } from '@worksmart/types/checkins'
import type { Task, TaskFilter, TaskPage } from '@worksmart/types/tasks'
import { ApiProblem, type Client } from './client.ts'
import { findTaskByRef } from './task-cache.ts'

/** What the api narrows by itself. */
export type TaskView = Pick<TaskFilter, 'projectId' | 'assigneeId' | 'status' | 'dueBefore' | 'q'>

/** `isCut` when the workspace holds more than a view can show. */
export type TaskRows = { items: Task[]; isCut: boolean }

const pageSize = 100
const pagesMax = 20
const renewMs = 60_000

/** Every task of a view, at most 2,000: a board and its groups need them whole. */
export const taskList = (client: Client, view: TaskView) =>
  queryOptions({
    queryKey: ['tasks', 'list', view] as const,
    queryFn: async ({ signal }): Promise<TaskRows> => {
      const items: Task[] = []
      let cursor: string | undefined
      for (let page = 0; page < pagesMax; page++) {
        const query = { ...view, limit: pageSize, cursor }
        const answer = await client.request<TaskPage>('GET', '/tasks', { query, signal })
        items.push(...answer.items)
        if (answer.nextCursor === null) return { items, isCut: false }
        cursor = answer.nextCursor
      }
      return { items, isCut: true }
    },
    refetchInterval: renewMs,
    placeholderData: keepPreviousData,
  })

/** One task by its key, such as `WEB-142`; what a list holds of it is shown meanwhile. */
export const taskByRef = (client: Client, queryClient: QueryClient, ref: string) =>
  queryOptions({
    queryKey: ['tasks', 'ref', ref] as const,
    queryFn: async ({ signal }): Promise<Task> => {
      const page = await client.request<TaskPage>('GET', '/tasks', { query: { ref }, signal })
      const [task] = page.items
      if (!task) throw new ApiProblem({ status: 404, code: 'task.not_found' })
      return task
    },
    initialData: () => findTaskByRef(queryClient, ref),
    initialDataUpdatedAt: 0,
    refetchInterval: renewMs,
  })

/** The newest time on a task: everyone's for managers and admins, a member's own. */
export const taskTime = (client: Client, taskId: string) =>
  queryOptions({
    queryKey: ['checkins', 'of-task', taskId] as const,
    queryFn: ({ signal }) =>
      client.request<CheckinPage>('GET', '/checkins', {
        query: { taskId, order: 'worked', limit: 50 },
        signal,
      }),
    staleTime: 0,
  })
