// Fractional indexes: between any two positions of a column there is another one.

import { limits } from '@worksmart/types/limits'
import { generateKeyBetween } from 'fractional-indexing'
import { invalidField } from '../errors.ts'

/**
 * The position after the last one of a column, null when it is empty. Where no longer key fits, the
 * last one is shared: a tie is ordered by id.
 */
export function placeAfter(last: string | null): string {
  const next = generateKeyBetween(last, null)
  return last !== null && next.length > limits.position ? last : next
}

/** The position itself; 422 when it is none. */
export function checkPosition(position: string): string {
  try {
    // The library refuses what is not one of its keys, and only then is there a place after it.
    generateKeyBetween(position, null)
    return position
  } catch {
    throw invalidField('/position', 'invalid', 'This is not a position in a list.')
  }
}
