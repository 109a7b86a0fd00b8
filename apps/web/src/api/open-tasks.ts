import { queryOptions } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import type { Client } from './client.ts'

/** What the bar can complete. How it is fetched loads with it, while the page rests. */
export const openTasks = (client: Client) =>
  queryOptions({
    queryKey: ['tasks', 'open'] as const,
    queryFn: async ({ signal }): Promise<Task[]> =>
      (await import('./newest-tasks.ts')).newestOpenTasks(client, signal),
    staleTime: 60_000,
  })
