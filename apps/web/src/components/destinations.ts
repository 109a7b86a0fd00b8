import {
  CalendarCheck,
  ChartColumn,
  FileText,
  FolderKanban,
  ListTodo,
  Search,
  Settings,
  UsersRound,
} from 'lucide-react'

/**
 * Where the navigation leads. A screen is added here when it works, and not before. What is not at
 * the top stands under More on a phone; `bottom` begins what stands at the foot of the sidebar.
 */
export const destinations = [
  { to: '/today', label: 'Today', icon: CalendarCheck, keys: 'g d', place: 'top' },
  { to: '/tasks', label: 'Tasks', icon: ListTodo, keys: 'g t', place: 'top' },
  { to: '/projects', label: 'Projects', icon: FolderKanban, keys: 'g p', place: 'top' },
  { to: '/documents', label: 'Documents', icon: FileText, keys: 'g f', place: 'top' },
  { to: '/insights', label: 'Insights', icon: ChartColumn, keys: 'g i', place: 'more' },
  { to: '/search', label: 'Search', icon: Search, keys: '/', place: 'more' },
  { to: '/team', label: 'Team', icon: UsersRound, keys: 'g m', place: 'bottom' },
  { to: '/settings', label: 'Settings', icon: Settings, keys: 'g s', place: 'more' },
] as const

export type Destination = (typeof destinations)[number]
