import { limits } from '@worksmart/types/limits'

/** Whether the text of one search parameter can be used. */
export type SearchChecks<Search> = Record<keyof Search, (value: string) => boolean>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isUuid(value: string): boolean {
  return uuid.test(value)
}

/** Words that the api can search for. */
export function isSearchText(value: string): boolean {
  return (
    value.trim() !== '' &&
    [...value].length <= limits.search &&
    value.isWellFormed() &&
    !value.includes('\0')
  )
}

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function keepValid<Search>(
  checks: SearchChecks<Search>,
  raw: Record<string, unknown>,
): Partial<Record<keyof Search, string>> {
  const kept = Object.entries<(value: string) => boolean>(checks).flatMap(([name, isValid]) => {
    const value = raw[name]
    return typeof value === 'string' && isValid(value) ? [[name, value]] : []
  })
  return Object.fromEntries(kept)
}
