import { documentTypes } from '@worksmart/types/documents'
import { limits } from '@worksmart/types/limits'
import type { Me, UserFilter, UserPage } from '@worksmart/types/users'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { notFound } from '../errors.ts'
import { selectMe, selectUserPage, toUser } from './users.queries.ts'

/** The people of the workspace by name; the role decides which fields are there. */
export function listUsers(deps: Dependencies, actor: Actor, filter: UserFilter): Promise<UserPage> {
  const scope = { list: 'users', filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['text', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    const page = cutPage(await selectUserPage(tx, viewer, filter, after), filter.limit)
    return {
      items: page.rows.map((row) => toUser(row, viewer)),
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
        maxBytes: limits.documentBytes,
        types: [...new Set(Object.values(documentTypes))],
      },
      // No inference service is part of this build yet, so no screen offers its help.
      ai: { suggestions: false, search: false, documents: false },
    }
  })
}
