// Brings storage and database together again, both ways: an upload that is checked when it starts
// may still arrive after its row was swept.

import type { JobDependencies, JobReport } from '../jobs/jobs.ts'
import { documentKey, type ListedObject, pendingKey, type Storage } from './storage.ts'
import {
  abandonedUploads,
  allDocuments,
  closeUpload,
  countEndedUploads,
  type DocumentId,
  deleteEndedUploads,
  deletePurged,
  dueDocuments,
  isKept,
  markPurging,
} from './sweep.queries.ts'
import { type Attempts, makeAttempts } from './sweep-attempts.ts'
import { listObjects, walkBoth } from './walk-both.ts'

const batchSize = 200
const strayAfterMs = 48 * 60 * 60_000

/** How many of each the sweep dealt with, or would have in a dry run. */
export type SweepReport = {
  abandonedUploads: number
  endedUploads: number
  purgedDocuments: number
  /** Objects that no row knows. */
  strayUploads: number
  strayObjects: number
  /** Rows without their object: told, never removed. */
  missingObjects: number
  failed: number
  parked: number
}

type Sweep = Omit<JobDependencies, 'storage'> & {
  storage: Storage
  report: SweepReport
  attempts: Attempts
}

/** The job `sweep-uploads`. Throws `AppError` 503 when the storage is away; the next run goes on. */
export async function sweepUploads(deps: JobDependencies): Promise<JobReport> {
  const { storage, pool, log } = deps
  if (!storage) return {}
  await storage.check(3000)
  const report: SweepReport = {
    abandonedUploads: 0,
    endedUploads: 0,
    purgedDocuments: 0,
    strayUploads: 0,
    strayObjects: 0,
    missingObjects: 0,
    failed: 0,
    parked: 0,
  }
  const sweep: Sweep = {
    ...deps,
    storage,
    report,
    attempts: await makeAttempts(pool, storage, log),
  }
  await closeAbandoned(sweep)
  await purgeDue(sweep)
  await removeStrayUploads(sweep)
  await compareDocuments(sweep)
  await forgetEnded(sweep)
  return Object.assign(report, sweep.attempts.counts())
}

async function closeAbandoned(sweep: Sweep): Promise<void> {
  const { storage, pool } = sweep
  for await (const uploads of abandonedUploads(pool, sweep.now(), batchSize)) {
    for (const upload of uploads) {
      const { workspaceId, id, documentId } = upload
      const item = { workspaceId, key: pendingKey({ workspaceId, uploadId: id }) }
      const isDone = await attempt(sweep, item, async () => {
        await storage.removeUpload({ workspaceId, uploadId: id })
        // A confirm that was broken off may have copied already.
        await storage.removeDocument({ workspaceId, documentId })
        await closeUpload(pool, upload)
      })
      if (isDone) sweep.report.abandonedUploads++
    }
  }
}

async function purgeDue(sweep: Sweep): Promise<void> {
  const { storage, pool, newId } = sweep
  for await (const documents of dueDocuments(pool, batchSize)) {
    for (const document of documents) {
      const { workspaceId, id } = document
      const item = { workspaceId, key: documentKey({ workspaceId, documentId: id }) }
      // The object before its row: broken off in between, the row says what is left to do.
      const isDone = await attempt(sweep, item, async () => {
        if (!(await markPurging(pool, document))) return
        await storage.removeDocument({ workspaceId, documentId: id })
        await deletePurged(pool, document, newId())
      })
      if (isDone) sweep.report.purgedDocuments++
    }
  }
}

async function removeStrayUploads(sweep: Sweep): Promise<void> {
  for await (const object of listObjects(sweep.storage, 'pending')) {
    if (await removeStray(sweep, object)) sweep.report.strayUploads++
  }
}

// One walk over both finds what only one of them has.
async function compareDocuments(sweep: Sweep): Promise<void> {
  const listed = listObjects(sweep.storage, 'documents')
  for await (const { object, row } of walkBoth(listed, rows(sweep))) {
    if (!row && (await removeStray(sweep, object))) sweep.report.strayObjects++
    if (!object) await tellMissing(sweep, row)
  }
}

async function forgetEnded(sweep: Sweep): Promise<void> {
  const { pool, report } = sweep
  if (sweep.isDryRun) {
    report.endedUploads = await countEndedUploads(pool)
    return
  }
  for (;;) {
    const gone = await deleteEndedUploads(pool, batchSize)
    report.endedUploads += gone
    if (gone < batchSize) return
  }
}

async function removeStray(sweep: Sweep, object: ListedObject): Promise<boolean> {
  // A confirm copies first and writes its row after, so what is young may still get one.
  if (object.modifiedAt.getTime() > sweep.now().getTime() - strayAfterMs) return false
  const item = { workspaceId: object.ref?.workspaceId ?? null, key: object.key }
  return attempt(sweep, item, async () => {
    await sweep.storage.removeListed(object)
    sweep.log(`The sweep removed ${object.key}, which no document knows.`)
  })
}

type Row = { key: string; document: DocumentId }

// The list was read before the row perhaps was written, so both are looked at again.
async function tellMissing({ storage, pool, report, log }: Sweep, row: Row): Promise<void> {
  const { workspaceId, id } = row.document
  if (await storage.findDocument({ workspaceId, documentId: id })) return
  if (!(await isKept(pool, row.document))) return
  report.missingObjects++
  log(`The file of the document ${id} is not in the storage.`)
}

async function attempt(
  sweep: Sweep,
  item: { workspaceId: string | null; key: string },
  work: () => Promise<unknown>,
): Promise<boolean> {
  return sweep.isDryRun || sweep.attempts.attempt(item, work)
}

async function* rows({ pool }: Sweep): AsyncGenerator<Row> {
  for await (const batch of allDocuments(pool, batchSize)) {
    for (const document of batch) {
      const { workspaceId, id } = document
      yield { key: documentKey({ workspaceId, documentId: id }), document }
    }
  }
}
