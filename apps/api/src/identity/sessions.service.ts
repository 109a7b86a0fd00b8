import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { AppError } from '../errors.ts'
import { insertEndedSession } from './sessions.queries.ts'

/**
 * Ends the session that asks: once this has answered, no process takes a token of it. Ending it again
 * is the same. In local mode nobody signed in, so there is nothing to end.
 */
export async function endSession(deps: Dependencies, actor: Actor): Promise<void> {
  try {
    await deps.database.withActor(actor, async (tx, viewer) => {
      if (viewer.sessionId) await insertEndedSession(tx, viewer, viewer.sessionId)
    })
  } catch (error) {
    // Somebody whose first answer got lost asks again, and what they want is already so.
    if (!(error instanceof AppError && error.code === 'session.ended')) throw error
  }
}
