import * as z from 'zod'
import { IdOut, Instant } from './fields.ts'
import { pageFields, pageOf } from './pagination.ts'

/** One change of one row: who, when, and each field's value before and after. */
export const HistoryEntry = z
  .object({
    id: IdOut,
    at: Instant,
    /** Null once the person was erased. */
    actorId: IdOut.nullable(),
    actorName: z.string().nullable(),
    action: z.enum(['created', 'updated', 'deleted', 'restored']),
    changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    reason: z.string().nullable(),
  })
  .meta({ id: 'HistoryEntry' })
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const HistoryPage = pageOf(HistoryEntry).meta({ id: 'HistoryPage' })
export type HistoryPage = z.infer<typeof HistoryPage>

export const HistoryFilter = z.strictObject(pageFields)
export type HistoryFilter = z.infer<typeof HistoryFilter>
