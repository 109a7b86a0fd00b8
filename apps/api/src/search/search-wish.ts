// What a person looks for: the query's own tokens and the filters beside it, as one.

import { projectMatcher, taskMatcher } from '@worksmart/types/grammar/match-names'
import { parseSearchQuery } from '@worksmart/types/grammar/search-query'
import {
  type Search,
  type SearchFilters,
  type SearchType,
  type SearchUnderstood,
  searchTypes,
} from '@worksmart/types/search'
import { loadDirectory, mentionsIn } from '../checkins/checkin-directory.queries.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type Wish = SearchUnderstood & {
  /** Something besides the words narrows what is looked at. */
  isNarrowed: boolean
}

/** Reads the query in the reader's own terms: names mean rows that they may see, or stay words. */
export async function readWish(
  tx: Tx,
  viewer: Viewer,
  { query, filters = {} }: Search,
  today: string,
): Promise<Wish> {
  const directory = await loadDirectory(tx, viewer, mentionsIn([query]))
  const projectKeys = new Set(directory.projects.map((project) => project.key))
  const read = parseSearchQuery(query, { today, projectKeys })
  const words = [read.text]
  const projectIds = new Set(filters.projectIds)
  const matchProject = projectMatcher(directory)
  for (const name of read.projects) {
    const rows = matchProject(name)
    if (rows.length === 0) words.push(name)
    for (const row of rows) projectIds.add(row.id)
  }
  const taskIds = new Set(filters.taskIds)
  const [onlyProject = null] = projectIds.size === 1 ? projectIds : []
  const matchTask = taskMatcher(directory, onlyProject)
  for (const ref of read.tasks) {
    const rows = matchTask(ref)
    if (rows.length === 0) words.push(ref)
    for (const row of rows) taskIds.add(row.id)
  }
  const wish = {
    text: words.filter(Boolean).join(' '),
    phrases: read.phrases,
    tags: [...new Set([...(filters.tags ?? []), ...read.tags])],
    projectIds: [...projectIds],
    taskIds: [...taskIds],
    userId: filters.userId ?? null,
    from: filters.from ?? read.from,
    to: filters.to ?? read.to,
    minMinutes: filters.minMinutes ?? read.minMinutes,
    maxMinutes: filters.maxMinutes ?? read.maxMinutes,
  }
  const isAboutTime = wish.tags.length > 0 || wish.minMinutes !== null || wish.maxMinutes !== null
  return {
    ...wish,
    types: typesOf(filters, isAboutTime),
    isNarrowed:
      isAboutTime ||
      projectIds.size + taskIds.size > 0 ||
      [wish.userId, wish.from, wish.to].some((one) => one !== null),
  }
}

// Only check-ins have tags and lengths.
function typesOf({ types = [...searchTypes] }: SearchFilters, isAboutTime: boolean): SearchType[] {
  return searchTypes.filter((type) => types.includes(type) && (!isAboutTime || type === 'checkin'))
}
