import { durationSource, exactMinutes } from '@worksmart/types/grammar/durations'
import { limits } from '@worksmart/types/limits'

const whole = new RegExp(`^(?:${durationSource})$`)

/**
 * The minutes of a budget or an estimate, read as the bar reads a duration but without the limit of
 * one day. Null is an empty field, undefined one that cannot be read.
 */
export function readLongDuration(text: string): number | null | undefined {
  // `2 h 15` is how we write it ourselves; the bar would take the 15 for a word.
  const words = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/h (\d\d)$/, 'h $1 min')
  if (words === '') return null
  if (!whole.test(words)) return undefined
  const minutes = exactMinutes(words)
  return minutes >= 1 && minutes <= limits.budgetMinutes ? minutes : undefined
}
