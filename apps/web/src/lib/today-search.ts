import { limits } from '@worksmart/types/limits'
import { isCivilDay } from './dates.ts'

/** What the address of Today says. `who` is `team` or a person's id; absent means oneself. */
export type TodaySearch = {
  day?: string
  who?: string
  tag?: string
  project?: string
  q?: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const checks: Record<keyof TodaySearch, (value: string) => boolean> = {
  day: isCivilDay,
  who: (value) => value === 'team' || uuid.test(value),
  tag: (value) => isShortText(value, limits.tag) && !/[\s#]/u.test(value),
  project: (value) => uuid.test(value),
  q: (value) => isShortText(value, limits.search),
}

/** Keeps what is valid. A bad parameter is dropped: an old link opens the screen, not an error. */
export function todaySearch(raw: Record<string, unknown>): TodaySearch {
  const kept = Object.entries(checks).flatMap(([name, isValid]) => {
    const value = raw[name]
    return typeof value === 'string' && isValid(value) ? [[name, value]] : []
  })
  return Object.fromEntries(kept)
}

function isShortText(value: string, longest: number): boolean {
  const length = [...value].length
  return value.trim() !== '' && length <= longest && value.isWellFormed() && !value.includes('\0')
}
