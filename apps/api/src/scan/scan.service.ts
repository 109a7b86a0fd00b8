import { recordChanges } from '../audit/audit.ts'
import { type Actor, afterAnswer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { documentContent } from '../documents/documents.service.ts'
import { claimScan, endScan, postponeScan } from './scan.queries.ts'
import { type ScanDesk, scanOne } from './scan-one.ts'

/**
 * Begins the scan of a document that was just made, after the answer; nothing where no scanner is
 * set. Whatever becomes of it stands in the row, and the job goes on with what is left.
 */
export function scanSoon(deps: Dependencies, actor: Actor, documentId: string): void {
  const { scanner } = deps
  if (!scanner) return
  const place = { workspaceId: actor.workspaceId, documentId }
  const work = scanner.inTurn(async () => {
    await scanOne(scanner, deskOf(deps, afterAnswer(actor)), place, deps.onScan)
  })
  if (work) deps.background.run(work)
}

function deskOf({ database, newId }: Dependencies, actor: Actor): ScanDesk {
  return {
    claim: (place, leaseMs) => database.withActor(actor, ({ db }) => claimScan(db, place, leaseMs)),
    postpone: (claim, ms) => database.withActor(actor, ({ db }) => postponeScan(db, claim, ms)),
    end: (claim, signature) =>
      database.withActor(actor, async (tx, viewer) => {
        const row = await endScan(tx.db, claim, signature === null ? 'ready' : 'quarantined')
        if (!row) return false
        const change = {
          id: newId(),
          action: signature === null ? 'document.scanned' : 'document.quarantined',
          objectType: 'document',
          objectId: row.id,
          before: { ...documentContent(row), status: 'scanning' },
          after: documentContent(row),
          ...(signature === null ? {} : { reason: signature }),
        }
        await recordChanges(tx, viewer, [change])
        return true
      }),
  }
}
