import { limits } from '@worksmart/types/limits'
import { projectStatusNames } from './status-words.ts'

export const projectSorts = ['activity', 'name', 'status', 'hours', 'tasks', 'owner'] as const
export type ProjectSort = (typeof projectSorts)[number]

/**
 * What the address of Projects says. Without `status` all but archived ones are shown, `any` shows
 * those too. A `-` before `sort` turns the order round.
 */
export type ProjectsSearch = { status?: string; sort?: string; q?: string }

export const projectTabs = ['overview', 'tasks', 'time', 'documents', 'history'] as const
export type ProjectTab = (typeof projectTabs)[number]

export type ProjectPageSearch = { tab?: ProjectTab }

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function projectsSearch(raw: Record<string, unknown>): ProjectsSearch {
  const { status, sort, q } = raw
  return {
    ...(isStatus(status) ? { status } : {}),
    ...(typeof sort === 'string' && isProjectSort(sort.replace(/^-/, '')) ? { sort } : {}),
    ...(typeof q === 'string' && isSearchText(q) ? { q } : {}),
  }
}

export function projectPageSearch(raw: Record<string, unknown>): ProjectPageSearch {
  const tab = projectTabs.find((name) => name === raw.tab)
  return tab === undefined || tab === 'overview' ? {} : { tab }
}

function isStatus(value: unknown): value is string {
  return typeof value === 'string' && (value === 'any' || value in projectStatusNames)
}

export function isProjectSort(value: string): value is ProjectSort {
  return projectSorts.some((name) => name === value)
}

function isSearchText(text: string): boolean {
  return text.trim() !== '' && [...text].length <= limits.search && text.isWellFormed()
}
