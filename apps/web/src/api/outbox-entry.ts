import type {
  Checkin,
  CheckinPatchFields,
  CheckinPatchLine,
  NewCheckinFields,
  NewCheckinLine,
} from '@worksmart/types/checkins'
import type { ErrorCode } from '@worksmart/types/error-codes'

export type OutboxWrite =
  | { kind: 'create'; body: NewCheckinLine | NewCheckinFields }
  | { kind: 'edit'; body: CheckinPatchLine | CheckinPatchFields }
  | { kind: 'remove'; reason: string | null }
  | { kind: 'restore'; reason: string | null }

/**
 * One write that the api has not confirmed. `before` and `after` are the row without and with it,
 * null where there is none; the screen draws `after` until the answer comes.
 */
export type OutboxEntry = {
  /** A UUIDv7 and the idempotency key of every attempt. For a create it is the row's own id. */
  key: string
  checkinId: string
  write: OutboxWrite
  before: Checkin | null
  after: Checkin | null
  /** `failed` and `conflict` wait for the person; the others go by themselves. */
  state: 'waiting' | 'sending' | 'failed' | 'conflict'
  code: ErrorCode | null
  /** Only on a conflict: the row as it is now. */
  current: Checkin | null
}

/** The entry as it starts, and starts again when the person asks for a retry. */
export function newEntry(
  entry: Pick<OutboxEntry, 'key' | 'checkinId' | 'write' | 'before' | 'after'>,
): OutboxEntry {
  const { key, checkinId, write, before, after } = entry
  return { key, checkinId, write, before, after, state: 'waiting', code: null, current: null }
}

export function needsAttention(entry: OutboxEntry): boolean {
  return entry.state === 'failed' || entry.state === 'conflict'
}

/**
 * What may be sent now. Writes to one row go in order, and a write that needs attention holds back
 * those behind it. Creates go one at a time, so that `created_at` keeps the order of typing.
 */
export function sendable(entries: readonly OutboxEntry[], atOnce: number): OutboxEntry[] {
  const sending = entries.filter((entry) => entry.state === 'sending')
  const rows = new Set<string>()
  let isCreating = sending.some((entry) => entry.write.kind === 'create')
  const ready: OutboxEntry[] = []
  for (const entry of entries) {
    const isFirst = !rows.has(entry.checkinId)
    rows.add(entry.checkinId)
    if (!isFirst || entry.state !== 'waiting') continue
    if (entry.write.kind === 'create') {
      if (isCreating) continue
      isCreating = true
    }
    ready.push(entry)
  }
  return ready.slice(0, Math.max(0, atOnce - sending.length))
}

/** Without the confirmed entry; the next write to that row now builds on what the api answered. */
export function settled(
  entries: readonly OutboxEntry[],
  key: string,
  row: Checkin | null,
): OutboxEntry[] {
  const done = entries.find((entry) => entry.key === key)
  const rest = entries.filter((entry) => entry.key !== key)
  const next = rest.findIndex((entry) => entry.checkinId === done?.checkinId)
  const follower = rest[next]
  if (!follower || !row) return rest
  return rest.with(next, { ...follower, before: row })
}

/** Without the entry and without what was built on it: a refused create takes its edits along. */
export function discarded(entries: readonly OutboxEntry[], key: string): OutboxEntry[] {
  const at = entries.findIndex((entry) => entry.key === key)
  const gone = entries[at]
  if (!gone) return [...entries]
  return entries.filter((entry, index) => index < at || entry.checkinId !== gone.checkinId)
}

/** The row as the person left it, or undefined when nothing is under way for it. */
export function expectedRow(
  entries: readonly OutboxEntry[],
  checkinId: string,
): Checkin | null | undefined {
  return entries.findLast((entry) => entry.checkinId === checkinId)?.after
}
