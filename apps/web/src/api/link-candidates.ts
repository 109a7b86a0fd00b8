import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CheckinPage } from '@worksmart/types/checkins'
import type { TaskPage } from '@worksmart/types/tasks'
import type { Client } from './client.ts'

const shown = 20

/** The tasks and check-ins that fit the words, newest first; a task's key finds it at once. */
export const linkCandidates = (client: Client, words: string) =>
  queryOptions({
    queryKey: ['documents', 'candidates', words] as const,
    queryFn: async ({ signal }) => {
      const ref = /^\s*([a-z][a-z0-9]+-[1-9]\d*)\s*$/i.exec(words)?.[1]?.toUpperCase()
      const q = words.trim() || undefined
      const [tasks, checkins] = await Promise.all([
        client.request<TaskPage>('GET', '/tasks', {
          query: ref === undefined ? { q, limit: shown } : { ref },
          signal,
        }),
        client.request<CheckinPage>('GET', '/checkins', { query: { q, limit: shown }, signal }),
      ])
      return { tasks: tasks.items, checkins: checkins.items }
    },
    placeholderData: keepPreviousData,
  })
