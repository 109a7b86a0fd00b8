import { queryOptions } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import type { Client } from './client.ts'

/** One task for its key and title, which seldom change; a write to any task makes it stale. */
export const taskById = (client: Client, id: string) =>
  queryOptions({
    queryKey: ['tasks', 'id', id] as const,
    queryFn: ({ signal }) => client.request<Task>('GET', `/tasks/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
