import { type QueryClient, queryOptions, skipToken } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import { newId } from '../lib/uuid.ts'
import type { TaskFields } from './task-writer.ts'

/** A write that was not saved, with what the person wrote. `theirs` is set after a conflict. */
export type TaskTrouble = {
  id: string
  kind: 'create' | 'edit' | 'remove'
  /** The task as the person meant it. */
  task: Task
  fields: TaskFields
  theirs: Task | null
  error: unknown
}

const queryKey = ['task-troubles'] as const

/** They stand in the cache: what was typed outlives the screen, and leaves with the person. */
export const taskTroubles = queryOptions({
  queryKey,
  queryFn: skipToken,
  initialData: [] as readonly TaskTrouble[],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
})

export function addTrouble(queryClient: QueryClient, trouble: Omit<TaskTrouble, 'id'>): void {
  queryClient.setQueryData<readonly TaskTrouble[]>(queryKey, (all = []) => [
    ...all,
    { ...trouble, id: newId() },
  ])
}

export function dropTrouble(queryClient: QueryClient, id: string): void {
  queryClient.setQueryData<readonly TaskTrouble[]>(queryKey, (all = []) =>
    all.filter((trouble) => trouble.id !== id),
  )
}
