import type {
  Checkin,
  CheckinFilter,
  CheckinStats,
  CheckinStatsFilter,
} from '@worksmart/types/checkins'
import { recordPrivateRead } from '../audit/private-reads.ts'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor, type KeyShape } from '../db/keyset.ts'
import type { Actor, Prepared, TextRow, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { forbidden, notFound } from '../errors.ts'
import { compileRowWriter } from '../http/row-writer.ts'
import { foldStats, selectStats } from './checkin-stats.queries.ts'
import {
  checkinColumns,
  type Scope,
  selectCheckin,
  selectPage,
  toCheckin,
} from './checkins.queries.ts'

const writeRow = compileRowWriter(checkinColumns)
const keyShapes: Record<CheckinFilter['order'], KeyShape> = {
  logged: ['instant', 'id'],
  worked: ['day', 'instant', 'id'],
}
const column = Object.fromEntries(checkinColumns.map((c, i) => [c.key, i])) as Record<
  keyof Checkin,
  number
>

/** One page, already written as JSON: `{ items, nextCursor }`. */
export async function listCheckins(
  deps: Dependencies,
  actor: Actor,
  filter: CheckinFilter,
): Promise<string> {
  if (filter.deleted === true && (filter.userId ?? actor.userId) !== actor.userId) {
    throw forbidden('permission.denied', 'A bin is visible to its owner only.')
  }
  const cursorScope = { list: 'checkins', filter, identity: actor }
  const after =
    filter.cursor === undefined
      ? null
      : decodeCursor(cursorScope, filter.cursor, keyShapes[filter.order])
  const rows = await readInScope(deps, actor, filter, filter.deleted === true, (scope) =>
    selectPage(scope, filter, after, filter.limit + 1),
  )
  const page = cutPage(rows, filter.limit)
  const next = page.last === null ? null : encodeCursor(cursorScope, keyOf(page.last, filter.order))
  return `{"items":[${page.rows.map(writeRow).join(',')}],"nextCursor":${JSON.stringify(next)}}`
}

/** The key of a row for the next page; timestamps stay text, so nothing is rounded. */
export function keyOf(row: TextRow, order: CheckinFilter['order']): string[] {
  const logged = [toInstant(row[column.createdAt] ?? ''), row[column.id] ?? '']
  return order === 'worked' ? [row[column.workDate] ?? '', ...logged] : logged
}

/**
 * Runs a read in one round trip. About one's own rows the SQL is the same in every role; anything
 * wider depends on it.
 */
export async function readInScope(
  deps: Dependencies,
  actor: Actor,
  filter: { userId?: string | undefined },
  ownOnly: boolean,
  statement: (scope: Scope) => Prepared,
): Promise<TextRow[]> {
  const own: Scope = { workspaceId: actor.workspaceId, userId: actor.userId }
  if (ownOnly || filter.userId === actor.userId) return deps.database.readAs(actor, statement(own))
  let scope: Scope = own
  const rows = await deps.database.readAsRole(actor, (viewer) => {
    scope = scopeOf(viewer, filter)
    return statement(scope)
  })
  if (scope.userId !== actor.userId) await recordPrivateRead(deps, actor, scope.userId)
  return rows
}

function scopeOf(viewer: Viewer, filter: { userId?: string | undefined }): Scope {
  const { workspaceId } = viewer
  if (viewer.role !== 'member') return { workspaceId, userId: filter.userId ?? null }
  if (filter.userId !== undefined && filter.userId !== viewer.userId) {
    throw forbidden(
      'permission.denied',
      'You can see your own check-ins. A manager can see the team’s.',
    )
  }
  return { workspaceId, userId: viewer.userId }
}

export async function checkinStats(
  deps: Dependencies,
  actor: Actor,
  filter: CheckinStatsFilter,
): Promise<CheckinStats> {
  return foldStats(
    await readInScope(deps, actor, filter, false, (scope) => selectStats(scope, filter)),
  )
}

export async function getCheckin(deps: Dependencies, actor: Actor, id: string): Promise<Checkin> {
  const checkin = await deps.database.withActor(actor, async (tx, viewer) => {
    const row = await selectCheckin(tx, viewer, id)
    if (!row) throw notFound('checkin')
    return toCheckin(row)
  })
  if (checkin.userId !== actor.userId) await recordPrivateRead(deps, actor, checkin.userId)
  return checkin
}
