import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import type { Me, User } from '@worksmart/types/users'
import { createContext, use } from 'react'
import type { TaskActions } from './use-task-actions.ts'

/** What every row and card needs and none changes; its identity moves only when one of these does. */
export type TasksContext = {
  me: Me
  today: string
  /** Where a new task may go: projects that are not archived. */
  openProjects: readonly Project[]
  /** Who may be given a task by this person. */
  assignable: readonly Pick<User, 'id' | 'name'>[]
  projectOf(id: string): Project | null
  /** Null for nobody. */
  nameOf(userId: string | null): string | null
  actions: TaskActions
  onOpen(task: Task): void
}

export const TasksContextValue = createContext<TasksContext | null>(null)

/** Only below Tasks. */
export function useTasksContext(): TasksContext {
  const context = use(TasksContextValue)
  if (!context) throw new Error('useTasksContext needs Tasks above it')
  return context
}
