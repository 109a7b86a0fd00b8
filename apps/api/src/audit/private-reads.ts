// A manager or an admin who reads other people's own rows leaves a line in the log: who looked at
// whose, in which hour. One line an hour, because a screen that refreshes is one look.

import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { recordChanges } from './audit.ts'

export type PrivateReads = {
  /** True the first time in this hour that this person reads these rows. */
  isFirst: (actorId: string, target: string, now: Date) => boolean
  forget: (actorId: string, target: string) => void
}

const mostEntries = 10_000

export function makePrivateReads(): PrivateReads {
  let hour = ''
  const seen = new Set<string>()
  const keyOf = (actorId: string, target: string) => `${actorId} ${target}`
  return {
    isFirst(actorId, target, now) {
      const current = now.toISOString().slice(0, 13)
      if (current !== hour || seen.size > mostEntries) seen.clear()
      hour = current
      const key = keyOf(actorId, target)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    },
    forget: (actorId, target) => void seen.delete(keyOf(actorId, target)),
  }
}

/**
 * Notes that this person read check-ins of `userId`, or of everyone when null. What was read has
 * been read: a database that takes no writes just now does not take the answer back.
 */
export async function recordPrivateRead(
  deps: Dependencies,
  actor: Actor,
  userId: string | null,
): Promise<void> {
  const target = userId ?? actor.workspaceId
  if (!deps.privateReads.isFirst(actor.userId, target, deps.now())) return
  try {
    await deps.database.withActor(actor, (tx, viewer) =>
      recordChanges(tx, viewer, [
        {
          id: deps.newId(),
          action: 'checkins.read',
          objectType: userId === null ? 'workspace' : 'user',
          objectId: target,
          before: null,
          after: null,
        },
      ]),
    )
  } catch {
    deps.privateReads.forget(actor.userId, target)
  }
}
