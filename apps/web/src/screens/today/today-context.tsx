import type { Project } from '@worksmart/types/projects'
import type { Role } from '@worksmart/types/roles'
import { createContext, use } from 'react'
import type { CheckinActions } from './use-checkin-actions.ts'

/** What every row needs and no row changes; its identity moves only when one of these does. */
export type TodayContext = {
  meId: string
  role: Role
  timeZone: string
  today: string
  isTeam: boolean
  projects: readonly Project[]
  tags: readonly string[]
  projectOf(id: string | null): Project | null
  nameOf(userId: string): string
  actions: CheckinActions
}

export const TodayContextValue = createContext<TodayContext | null>(null)

/** Only below Today. */
export function useTodayContext(): TodayContext {
  const context = use(TodayContextValue)
  if (!context) throw new Error('useTodayContext needs Today above it')
  return context
}
