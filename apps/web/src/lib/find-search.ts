import type { SearchType } from '@worksmart/types/search'
import { isSearchText, keepValid, type SearchChecks } from './search-checks.ts'

export const findTypes = ['task', 'project', 'checkin', 'document'] as const

/** What the address of Search says: the query, and the one kind of thing it is about. */
export type FindSearch = { q?: string; in?: string }

const checks: SearchChecks<FindSearch> = {
  q: isSearchText,
  in: (value) => findTypes.some((type) => type === value),
}

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function findSearch(raw: Record<string, unknown>): FindSearch {
  return keepValid(checks, raw)
}

export function typeOf({ in: kind }: FindSearch): SearchType | null {
  return findTypes.find((type) => type === kind) ?? null
}
