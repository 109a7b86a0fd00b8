import { endedSessions } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** Two sign-outs of one session at once: the second finds the first one's row and adds none. */
export async function insertEndedSession(tx: Tx, viewer: Viewer, sessionId: string): Promise<void> {
  const { workspaceId, userId } = viewer
  await tx.db
    .insert(endedSessions)
    .values({ sessionId, workspaceId, userId })
    .onConflictDoNothing({ target: endedSessions.sessionId })
}
