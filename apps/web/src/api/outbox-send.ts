import type { Checkin } from '@worksmart/types/checkins'
import type { ErrorCode } from '@worksmart/types/error-codes'
import { fieldsOf } from './checkin-mutations.ts'
import { ApiProblem, type Client, etagOf } from './client.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { isLate, lateEdit, sendLateCreate } from './outbox-late.ts'

export type Outcome =
  /** `row` null: the check-in is gone, as was asked. */
  | { kind: 'saved'; row: Checkin | null }
  | { kind: 'refused'; code: ErrorCode }
  | { kind: 'conflict'; current: Checkin }
  /** Try again by itself. `retryAfterMs` null when the api did not say when. */
  | { kind: 'later'; isReachable: boolean; retryAfterMs: number | null }

/** One attempt. It never throws: each failure is an outcome the queue knows what to do with. */
export async function sendEntry(client: Client, entry: OutboxEntry): Promise<Outcome> {
  try {
    return { kind: 'saved', row: await request(client, entry) }
  } catch (error) {
    return outcomeOf(error, entry)
  }
}

async function request(client: Client, entry: OutboxEntry): Promise<Checkin | null> {
  const { write, key: idempotencyKey, checkinId } = entry
  const path = `/checkins/${checkinId}`
  const base = entry.before
  const late = entry.after !== null && isLate(entry) ? entry.after : null
  switch (write.kind) {
    case 'create':
      if (late) return sendLateCreate(client, late)
      return client.request<Checkin>('POST', '/checkins', { body: write.body, idempotencyKey })
    case 'edit':
      return client.request<Checkin>('PATCH', path, {
        body: late ? lateEdit(late, write.body.reason) : write.body,
        idempotencyKey,
        ...(base ? { ifMatch: etagOf(base) } : {}),
      })
    case 'remove':
      await client.request<void>('DELETE', path, {
        idempotencyKey,
        ...reasonBody(write.reason),
        ...(base ? { ifMatch: etagOf(base) } : {}),
      })
      return null
    case 'restore':
      return client.request<Checkin>('POST', `${path}/restore`, {
        idempotencyKey,
        ...reasonBody(write.reason),
      })
  }
}

function reasonBody(reason: string | null) {
  return reason === null ? {} : { body: { reason } }
}

// Nothing is wrong with the write itself; the same bytes may well succeed later. 401 stands here
// because signing in again repairs it, and a queued line must not be thrown at the person before.
const passing = new Set([401, 408, 429, 502, 503, 504])

function outcomeOf(error: unknown, entry: OutboxEntry): Outcome {
  if (!(error instanceof ApiProblem))
    return { kind: 'later', isReachable: false, retryAfterMs: null }
  const { status, code, current, retryAfterMs } = error
  const isBusy = code === 'idempotency.in_progress' || code === 'database.conflict_retry'
  if (passing.has(status) || isBusy) return { kind: 'later', isReachable: true, retryAfterMs }
  if (entry.write.kind === 'remove' && status === 404) return { kind: 'saved', row: null }
  if (status === 412 && isCheckin(current, entry.checkinId)) {
    // The answer to an earlier attempt was lost: what stands there is what was asked for.
    return isAsAsked(entry.after, current)
      ? { kind: 'saved', row: current }
      : { kind: 'conflict', current }
  }
  return { kind: 'refused', code }
}

function isAsAsked(after: Checkin | null, current: Checkin): boolean {
  const told = (row: Checkin) => JSON.stringify([row.text, fieldsOf(row)])
  return after !== null && told(after) === told(current)
}

function isCheckin(current: unknown, id: string): current is Checkin {
  return typeof current === 'object' && current !== null && 'id' in current && current.id === id
}
