import type { Checkin, CheckinPatchFields, NewCheckinFields } from '@worksmart/types/checkins'
import { fieldsOf } from './checkin-mutations.ts'
import { ApiProblem, type Client } from './client.ts'
import type { OutboxEntry } from './outbox-entry.ts'

const dayMs = 86_400_000

/**
 * Whether a line was typed too long ago to be sent as a line: the api reads words like "yesterday"
 * only from a day that is today's or next to it.
 */
export function isLate(entry: OutboxEntry, now: Date = new Date()): boolean {
  const { write } = entry
  if (write.kind !== 'create' && write.kind !== 'edit') return false
  if (!('today' in write.body) || write.body.today === undefined) return false
  const utcDay = Date.parse(now.toISOString().slice(0, 10))
  return Math.abs(Date.parse(write.body.today) - utcDay) > dayMs
}

/** What the line meant on the day it was typed, for an edit that is sent late. */
export function lateEdit(after: Checkin, reason: string | undefined): CheckinPatchFields {
  return { ...fieldsOf(after), ...(reason === undefined ? {} : { reason }) }
}

/**
 * Sends a late create by its fields. It has no idempotency key, because the line may have arrived
 * under that key with its answer lost; the id then says that the row is there.
 */
export async function sendLateCreate(client: Client, after: Checkin): Promise<Checkin> {
  const body: NewCheckinFields = { id: after.id, ...fieldsOf(after) }
  try {
    return await client.request<Checkin>('POST', '/checkins', { body })
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'checkin.id_taken') throw error
    return client.request<Checkin>('GET', `/checkins/${after.id}`)
  }
}
