import type { HistoryEntry, HistoryFilter, HistoryPage } from '@worksmart/types/history'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { selectHistory } from './history.queries.ts'

/** The changes of a row that the caller was already found to see. */
export async function readHistory(
  tx: Tx,
  viewer: Viewer,
  object: { type: 'project' | 'task'; id: string },
  filter: HistoryFilter,
): Promise<HistoryPage> {
  const scope = { list: `history:${object.type}:${object.id}`, filter, identity: viewer }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
  const page = cutPage(await selectHistory(tx, viewer, object, after, filter.limit), filter.limit)
  return {
    items: page.rows.map(toHistoryEntry),
    nextCursor: page.last && encodeCursor(scope, [toInstant(page.last.at), page.last.id]),
  }
}

type HistoryRow = Awaited<ReturnType<typeof selectHistory>>[number]

function toHistoryEntry(row: HistoryRow): HistoryEntry {
  const before = (row.before ?? {}) as Record<string, unknown>
  const after = (row.after ?? {}) as Record<string, unknown>
  return {
    id: row.id,
    at: toInstant(row.at),
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action.slice(row.action.indexOf('.') + 1) as HistoryEntry['action'],
    changes: row.fields.map((field) => ({
      field,
      from: before[field] ?? null,
      to: after[field] ?? null,
    })),
    reason: row.reason,
  }
}
