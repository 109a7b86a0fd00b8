import { documentTypes } from '@worksmart/types/document-types'
import type { Me, User, UserFilter, UserPage, UserPatch } from '@worksmart/types/users'
import { switchesFor } from '../ai/switches.queries.ts'
import { recordChanges } from '../audit/audit.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { conflict, forbidden, notFound, stale } from '../errors.ts'
import { isErased } from '../privacy/erasure.queries.ts'
import {
  holdAdmins,
  selectMe,
  selectUser,
  selectUserPage,
  toUser,
  type UserRow,
  type UserWithTime,
  updateUser,
} from './users.queries.ts'

/** The people of the workspace by name; the role decides which fields are there. */
export function listUsers(deps: Dependencies, actor: Actor, filter: UserFilter): Promise<UserPage> {
  const scope = { list: 'users', filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['text', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    const page = cutPage(await selectUserPage(tx, viewer, filter, after), filter.limit)
    return {
      items: page.rows.map((row) => toUser(row, viewer, deps.identity.mode)),
      nextCursor: page.last && encodeCursor(scope, [page.last.name, page.last.id]),
    }
  })
}

/** The caller, their workspace and what the screens may offer. */
export function getMe(deps: Dependencies, actor: Actor): Promise<Me> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const row = await selectMe(tx, viewer)
    if (!row) throw notFound('user')
    return {
      id: row.user.id,
      name: row.user.name,
      email: row.user.email,
      role: viewer.role,
      timeZone: row.user.timeZone,
      version: row.user.version,
      workspace: row.workspace,
      mode: deps.identity.mode,
      sampleData: row.sampleData,
      uploads: {
        maxBytes: deps.uploads.maxBytes,
        types: [...new Set(deps.uploads.types.map((ending) => documentTypes[ending]))],
      },
      aiEnabled: row.user.aiEnabled,
      ai: switchesFor(row.settings, row.user.aiEnabled),
    }
  })
}

/**
 * Changes a person who still has `version`: name, time zone and the AI switch are one's own; role and
 * `active` are for an admin, and never one's own. Who is being erased is not switched on again: 409.
 */
export function editUser(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
  patch: UserPatch,
): Promise<User> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = await selectUser(tx, viewer, id)
    if (!before) throw notFound('user')
    checkMayChange(viewer, before, patch)
    if (before.version !== version) throw stale(toChanged(deps, before, viewer))
    const changes = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    ) as Partial<UserRow>
    if (patch.active === true && (await isErased(tx, viewer, id))) {
      throw conflict('user.erased', 'Their data is being erased. Add them again as a new person.')
    }
    await keepAnAdmin(tx, viewer, before, changes)
    const after = await updateUser(tx, viewer, id, version, changes)
    if (!after) {
      const now = await selectUser(tx, viewer, id)
      throw now ? stale(toChanged(deps, now, viewer)) : notFound('user')
    }
    await recordChanges(tx, viewer, [
      {
        id: deps.newId(),
        action: 'user.updated',
        objectType: 'user',
        objectId: id,
        before: contentIn(before),
        after: contentIn(after),
      },
    ])
    return toChanged(deps, after, viewer)
  })
}

function checkMayChange(viewer: Viewer, row: UserRow, patch: UserPatch): void {
  const isOwn = row.id === viewer.userId
  const asksForRights = patch.role !== undefined || patch.active !== undefined
  if (isOwn && asksForRights) {
    throw forbidden('user.self_change', 'Nobody changes their own role. Another admin can.')
  }
  const asksForOwn =
    patch.name !== undefined || patch.timeZone !== undefined || patch.aiEnabled !== undefined
  if (!isOwn && (viewer.role !== 'admin' || asksForOwn)) throw forbidden()
}

/** The last active admin stays one: without any, nobody could make another. */
async function keepAnAdmin(
  tx: Tx,
  viewer: Viewer,
  before: UserRow,
  changes: Partial<UserRow>,
): Promise<void> {
  const stays = (changes.role ?? before.role) === 'admin' && (changes.active ?? before.active)
  if (before.role !== 'admin' || !before.active || stays) return
  const admins = await holdAdmins(tx, viewer)
  if (admins.some((id) => id !== before.id)) return
  throw conflict('workspace.last_admin', 'The last admin stays. Make another person admin first.')
}

// One's own row is told whole, so that the settings need not ask again.
function toChanged(deps: Dependencies, row: UserWithTime, viewer: Viewer): User {
  const user = toUser(row, viewer, deps.identity.mode)
  if (row.id !== viewer.userId) return user
  const { email, active, timeZone, aiEnabled, version } = row
  return { ...user, email, active, timeZone, aiEnabled, version }
}

/** What the log keeps of a person. */
export function contentIn(row: UserRow): Record<string, unknown> {
  const { name, role, timeZone, active, aiEnabled } = row
  return { name, role, timeZone, active, aiEnabled }
}
