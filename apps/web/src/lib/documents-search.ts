import { isSearchText, isUuid, keepValid, type SearchChecks } from './search-checks.ts'

/**
 * What the address of Documents says. `type` is an extension such as `pdf`, `uploader` is `me` or a
 * person's id, `project` and `task` are ids.
 */
export type DocumentsSearch = {
  type?: string
  status?: string
  project?: string
  task?: string
  uploader?: string
  q?: string
}

/** Keys set to undefined are taken out of the address. */
export type DocumentsPatch = Partial<Record<keyof DocumentsSearch, string | undefined>>

const checks: SearchChecks<DocumentsSearch> = {
  type: (value) => /^[a-z]{2,4}$/.test(value),
  status: (value) => /^(?:ready|scanning|quarantined)$/.test(value),
  project: isUuid,
  task: isUuid,
  uploader: (value) => value === 'me' || isUuid(value),
  q: isSearchText,
}

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function documentsSearch(raw: Record<string, unknown>): DocumentsSearch {
  return keepValid(checks, raw)
}
