import type { SearchType } from '@worksmart/types/search'

/** What the groups of results are called, in the order a person filters by them. */
export const typeGroups: Record<SearchType, string> = {
  task: 'Tasks',
  project: 'Projects',
  checkin: 'Check-ins',
  document: 'Documents',
}
