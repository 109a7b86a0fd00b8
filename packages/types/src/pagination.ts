import * as z from 'zod'
import { limits } from './limits.ts'

/** The query fields that every list shares. */
export const pageFields = {
  limit: z.coerce
    .number('Use a number from 1 to 100.')
    .int('Use a number from 1 to 100.')
    .min(1, 'Use a number from 1 to 100.')
    .max(limits.pageMax, 'Use a number from 1 to 100.')
    .default(limits.pageDefault),
  cursor: z.string().max(600).optional(),
}

/** A list answer: no total and no offset, only where to go on. `nextCursor` null means the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

export type Page<Item> = { items: Item[]; nextCursor: string | null }

/** A yes or no in a query string: `true` or `false`, nothing else. */
export const QueryFlag = z.enum(['true', 'false']).transform((word) => word === 'true')
