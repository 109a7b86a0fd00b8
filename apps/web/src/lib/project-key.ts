import { limits } from '@worksmart/types/limits'

const shortest = limits.projectKeyMin
const longest = limits.projectKeyMax

/** True for 2 to 10 capital letters or digits with a letter first, which is what the api takes. */
export function isProjectKey(key: string): boolean {
  return /^[A-Z][A-Z0-9]{1,9}$/.test(key)
}

/** What was typed as a key can look like: capitals and digits, no more than fit. */
export function toKey(text: string): string {
  return plainCapitals(text).replace(/\s/g, '').slice(0, longest)
}

/**
 * A free key for a project of that name: the initials of several words, the first letters of one.
 * A name without a Latin letter gets `PR`; a key that is taken gets a number behind it.
 */
export function suggestKey(name: string, taken: ReadonlySet<string>): string {
  const words = plainCapitals(name).split(/\s+/).filter(Boolean)
  const initials = words.map((word) => word.charAt(0)).join('')
  const letters = words.length > 1 ? initials : (words[0] ?? '').slice(0, 3)
  const start = letters.replace(/^\d+/, '').slice(0, longest)
  const key = start.length >= shortest ? start : `${start || 'P'}R`
  if (!taken.has(key)) return key
  for (let number = 2; ; number++) {
    const end = String(number)
    const next = key.slice(0, longest - end.length) + end
    if (!taken.has(next)) return next
  }
}

function plainCapitals(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
}
