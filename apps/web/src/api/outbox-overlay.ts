import type { Checkin, CheckinStats } from '@worksmart/types/checkins'
import type { ErrorCode } from '@worksmart/types/error-codes'
import { compareWorked, matchesView } from './checkin-order.ts'
import { patchSums } from './checkin-sums.ts'
import type { CheckinView } from './checkins.ts'
import type { OutboxEntry, OutboxWrite } from './outbox-entry.ts'

/** What the screen says about a row that the api has not confirmed. */
export type LocalState = {
  key: string
  kind: OutboxWrite['kind']
  state: 'pending' | 'failed' | 'conflict'
  code: ErrorCode | null
  /** The person's own version, null when they deleted the row. */
  mine: Checkin | null
  /** Only on a conflict: the version that is saved now. */
  theirs: Checkin | null
}

export type Overlay = { rows: readonly Checkin[]; locals: ReadonlyMap<string, LocalState> }

/**
 * The loaded rows as they will be once the queue is through. Optimistic rows live here and not in
 * the caches: a refetch cannot wipe them, a reload brings them back, and a refusal undoes itself.
 * Rows that nothing is queued for keep their identity.
 */
export function overlayRows(
  rows: readonly Checkin[],
  hasMore: boolean,
  entries: readonly OutboxEntry[],
  view: CheckinView,
): Overlay {
  if (entries.length === 0) return { rows, locals: new Map() }
  const locals = new Map<string, LocalState>()
  const shown = [...rows]
  for (const entry of entries) {
    const earlier = locals.get(entry.checkinId)
    if (earlier && earlier.state !== 'pending') continue
    const local = localState(entry)
    const row = drawn(entry)
    locals.set(entry.checkinId, local)
    const at = shown.findIndex((other) => other.id === entry.checkinId)
    const old = shown[at]
    // The answer of a create may already stand in a refetched page; that row is the newer one.
    if (entry.write.kind === 'create' && old && !earlier) continue
    if (at !== -1) shown.splice(at, 1)
    if (!row || !matchesView(row, view)) continue
    const place = placeOf(shown, row, entry.write.kind)
    if (place < shown.length || !hasMore || at !== -1) shown.splice(place, 0, row)
  }
  return { rows: shown, locals }
}

// A new line stands at the top of its day whatever this device's clock says, so that it does not
// jump when the api's own time arrives.
function placeOf(rows: readonly Checkin[], row: Checkin, kind: OutboxWrite['kind']): number {
  const place =
    kind === 'create'
      ? rows.findIndex((other) => other.workDate <= row.workDate)
      : rows.findIndex((other) => compareWorked(row, other) < 0)
  return place === -1 ? rows.length : place
}

function localState(entry: OutboxEntry): LocalState {
  const isStopped = entry.state === 'failed' || entry.state === 'conflict'
  return {
    key: entry.key,
    kind: entry.write.kind,
    state: isStopped ? (entry.state as 'failed' | 'conflict') : 'pending',
    code: entry.code,
    mine: entry.after,
    theirs: entry.current,
  }
}

function drawn(entry: OutboxEntry): Checkin | null {
  if (entry.state === 'conflict') return entry.current ?? entry.before
  if (entry.state === 'failed' && entry.write.kind === 'remove') return entry.before
  if (entry.state === 'failed' && entry.write.kind === 'restore') return null
  return entry.after
}

/** The sums with everything that is on its way. What was refused does not count. */
export function overlaySums(
  stats: CheckinStats,
  entries: readonly OutboxEntry[],
  view: CheckinView,
): CheckinStats {
  const stopped = new Set<string>()
  return entries.reduce((sums, entry) => {
    if (entry.state === 'failed' || entry.state === 'conflict') stopped.add(entry.checkinId)
    return stopped.has(entry.checkinId) ? sums : patchSums(sums, view, entry)
  }, stats)
}
