// A person who was told that their role does not allow something leaves a line in the log of changes
// too. It is a sample: whoever tries a thousand times makes a few lines, so that nobody can fill the
// table, and the line is written after the answer, in a transaction of its own.

import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { makeBuckets } from '../http/request-limits.ts'

/** Of one person. */
const perMinute = { count: 5, windowMs: 60_000 }
const perDay = { count: 50, windowMs: 86_400_000 }

export const deniedAction = 'access.refused'

/** `what` is the method and the route as it is registered, `code` why: nothing that was sent. */
export type RecordDenial = (actor: Actor, what: string, code: string) => void

/** Returns at once. A database that takes no writes just now loses the line and nothing else. */
export function denialRecorder(
  deps: Pick<Dependencies, 'background' | 'database' | 'newId'>,
  nowMs: () => number = () => performance.now(),
): RecordDenial {
  const minutes = makeBuckets(nowMs)
  const days = makeBuckets(nowMs)
  return (actor, what, code) => {
    if (!minutes.spend(actor.userId, perMinute).isAllowed) return
    if (!days.spend(actor.userId, perDay).isAllowed) return
    // In the name of the person, with a permission that everybody has: theirs was just refused.
    // Somebody who was switched off may write nothing, this neither; the server's log has them.
    const written = deps.database.withActor(
      { ...actor, permission: 'account.read' },
      async (tx, viewer) => {
        await tx.rows({
          name: 'audit_denial',
          text: `
            insert into audit_log (workspace_id, id, actor_id, actor_role, action, object_type,
              object_id, reason, request_id)
            values ($1, $2, $3, $4, $5, 'user', $3, $6, $7)`,
          values: [
            viewer.workspaceId,
            deps.newId(),
            viewer.userId,
            viewer.role,
            deniedAction,
            `${code} at ${what}`,
            viewer.requestId,
          ],
        })
      },
    )
    deps.background.run(written.catch(() => {}))
  }
}
