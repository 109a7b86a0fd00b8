import { CalendarCheck, Settings } from 'lucide-react'

/** Where the navigation leads. A screen is added here when it works, and not before. */
export const destinations = [
  { to: '/today', label: 'Today', icon: CalendarCheck, keys: 'g d', place: 'top' },
  { to: '/settings/data', label: 'Settings', icon: Settings, keys: 'g s', place: 'bottom' },
] as const

export type Destination = (typeof destinations)[number]
