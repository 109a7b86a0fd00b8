import type { Task } from '@worksmart/types/tasks'
import { createContext, use } from 'react'

/** The column whose field for a new task is open. */
export type AddingTo = Task['status'] | null

export type QuickAdd = { adding: AddingTo; setAdding(status: AddingTo): void }

export const QuickAddContext = createContext<QuickAdd>({ adding: null, setAdding: () => {} })

export function useQuickAdd(): QuickAdd {
  return use(QuickAddContext)
}
