import { CalendarCheck, FolderKanban, ListTodo, Settings } from 'lucide-react'

/** Where the navigation leads. A screen is added here when it works, and not before. */
export const destinations = [
  { to: '/today', label: 'Today', icon: CalendarCheck, keys: 'g d', place: 'top' },
  { to: '/tasks', label: 'Tasks', icon: ListTodo, keys: 'g t', place: 'top' },
  { to: '/projects', label: 'Projects', icon: FolderKanban, keys: 'g p', place: 'top' },
  { to: '/settings/data', label: 'Settings', icon: Settings, keys: 'g s', place: 'bottom' },
] as const

export type Destination = (typeof destinations)[number]
