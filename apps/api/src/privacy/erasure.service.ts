import type { Erasure } from '@worksmart/types/users'
import { recordChanges } from '../audit/audit.ts'
import { toInstant } from '../db/instant.ts'
import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { conflict, forbidden, notFound } from '../errors.ts'
import {
  countOtherAdmins,
  deactivatePerson,
  insertErasure,
  selectPerson,
} from './erasure.queries.ts'

/**
 * Asks for the erasure of a person: they are switched off at once, and a job takes away what is
 * theirs. 409 for the last admin, who would leave a workspace that nobody can run.
 */
export function requestErasure(deps: Dependencies, actor: Actor, userId: string): Promise<Erasure> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const person = await selectPerson(tx, viewer, userId)
    if (!person) throw notFound('user')
    if (person.role === 'admin' && (await countOtherAdmins(tx, viewer, userId)) === 0) {
      throw conflict(
        'workspace.last_admin',
        'The last admin cannot be erased. Make somebody else an admin first.',
      )
    }
    const { row, isNew } = await insertErasure(tx, viewer, { id: deps.newId(), userId })
    if (isNew) {
      await deactivatePerson(tx, viewer, userId)
      await recordChanges(tx, viewer, [
        {
          id: deps.newId(),
          action: 'user.erasure_requested',
          objectType: 'user',
          objectId: userId,
          before: null,
          after: null,
        },
      ])
    }
    return { id: row.id, userId: row.userId, requestedAt: toInstant(row.createdAt) }
  })
}

/** The same for a colleague; one's own data is `DELETE /me`, where nothing else is asked. */
export function requestErasureOf(
  deps: Dependencies,
  actor: Actor,
  userId: string,
): Promise<Erasure> {
  if (userId === actor.userId) {
    throw forbidden('user.self_change', 'Erase your own data in your own settings.')
  }
  return requestErasure(deps, actor, userId)
}
