import { fromDatabase } from '../db/pg-errors.ts'
import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { type AuditEntry, recordChanges } from './audit.ts'

/** Notes that this person takes data out, before the first byte of it is sent. */
export async function recordExport(
  deps: Dependencies,
  actor: Actor,
  entry: Pick<AuditEntry, 'action' | 'objectType' | 'objectId' | 'after'>,
): Promise<void> {
  const recorded = deps.database.withActor(actor, (tx, viewer) =>
    recordChanges(tx, viewer, [{ id: deps.newId(), before: null, ...entry }]),
  )
  await recorded.catch((error: unknown) => {
    // While the database only reads, people can still take their data out.
    if (fromDatabase(error)?.code !== 'database.read_only') throw error
  })
}
