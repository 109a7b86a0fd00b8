// Confirming an upload. What the browser wrote is copied to where it cannot write, and the copy is
// what is checked: a check of the upload itself could be outrun by a second PUT.

import { recordChanges } from '../audit/audit.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { AppError, conflict, notFound } from '../errors.ts'
import { etagOf } from '../http/etag.ts'
import { findReplay, type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import { scanSoon } from '../scan/scan.service.ts'
import { documentKey, type Storage } from '../storage/storage.ts'
import { insertDocument, selectDocument, toDocument } from './documents.queries.ts'
import { documentContent } from './documents.service.ts'
import { looksLike, signatureBytes } from './file-signature.ts'
import { claimUpload, endClaim, type UploadRow } from './uploads.queries.ts'
import {
  checkOpen,
  ownUpload,
  type Rejection,
  recordUpload,
  rejected,
  storageOf,
} from './uploads.service.ts'

/** No other confirm touches the upload for so long; the work below is ended before. */
const claimMs = 60_000
const workMs = 50_000

/** Makes the document of an upload. A repeat answers the same document. */
export async function confirmUpload(
  deps: Dependencies,
  actor: Actor,
  uploadId: string,
  retry: Retry,
): Promise<Written> {
  const storage = storageOf(deps)
  const begun = await deps.database.withActor(actor, (tx, viewer) =>
    claimOrAnswer(deps, tx, viewer, uploadId, retry),
  )
  if ('answer' in begun) return begun.answer
  const { claim } = begun
  try {
    const rejection = await copyAndCheck(storage, claim)
    if (rejection) return await reject(deps, actor, storage, claim, rejection)
    const written = await deps.database.withActor(actor, (tx, viewer) =>
      writeOnce(tx, viewer, retry, () => keep(deps, tx, viewer, claim)),
    )
    scanSoon(deps, actor, claim.documentId)
    // What stays behind when this fails is taken by the sweep.
    await storage.removeUpload({ ...claim, uploadId: claim.id }).catch(() => {})
    return written
  } catch (error) {
    await release(deps, actor, claim)
    throw error
  }
}

type Begun = { answer: Written } | { claim: UploadRow }

async function claimOrAnswer(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  uploadId: string,
  retry: Retry,
): Promise<Begun> {
  const replay = await findReplay(tx, viewer, retry)
  const upload = await ownUpload(tx, viewer, uploadId)
  if (upload.status === 'confirmed') {
    // Also a replay is answered only while the document is there for this person.
    const row = await selectDocument(tx, viewer, upload.documentId)
    if (!row) throw notFound('document')
    const document = toDocument(row)
    const body = JSON.stringify(document)
    return { answer: replay ?? { status: 200, body, etag: etagOf(document), replayed: false } }
  }
  const now = deps.now()
  checkOpen(upload, now)
  const claimedUntil = new Date(now.getTime() + claimMs).toISOString()
  const claim = await claimUpload(tx, viewer, uploadId, now.toISOString(), claimedUntil)
  if (claim) return { claim }
  throw new AppError(409, 'upload.confirming', 'This upload is being checked right now.', {
    headers: { 'retry-after': '1' },
  })
}

/** Null when the copy is the file that was announced; else why it is not. */
async function copyAndCheck(storage: Storage, upload: UploadRow): Promise<Rejection | null> {
  const ref = { ...upload, uploadId: upload.id }
  const startedAt = performance.now()
  const found = await storage.findUpload(ref)
  if (!found) throw incomplete('This file has not arrived yet. Upload it, then confirm.')
  if (found.sizeBytes !== upload.sizeBytes) return 'upload.size_mismatch'
  if (found.mime !== upload.mime) return 'upload.type_mismatch'
  const copied = await storage.keepUpload(ref, found.etag, upload.mime)
  if (copied !== 'kept') throw incomplete('This file is still being uploaded. Confirm it again.')
  const kept = await storage.findDocument(ref)
  if (kept?.sizeBytes !== upload.sizeBytes) return 'upload.size_mismatch'
  const sha256 = kept.sha256 ?? (await storage.hashDocument(ref))
  if (sha256 !== upload.sha256) return 'upload.checksum_mismatch'
  const start = await storage.readStart(ref, Math.min(signatureBytes, upload.sizeBytes))
  if (!looksLike(upload.mime, start)) return 'upload.content_mismatch'
  if (performance.now() - startedAt > workMs) {
    throw incomplete('Checking this file took too long. Confirm it again.')
  }
  return null
}

function incomplete(detail: string): AppError {
  return conflict('upload.incomplete', detail, '/uploadId')
}

async function keep(deps: Dependencies, tx: Tx, viewer: Viewer, claim: UploadRow) {
  const { workspaceId, documentId, name, mime, sizeBytes, sha256 } = claim
  const confirmedAt = deps.now().toISOString()
  const isMine = await endClaim(tx, viewer, claim, { status: 'confirmed', confirmedAt })
  const row = isMine
    ? await insertDocument(tx, {
        workspaceId,
        id: documentId,
        uploaderId: viewer.userId,
        name,
        mime,
        sizeBytes,
        sha256,
        storageKey: documentKey({ workspaceId, documentId }),
        status: deps.scanner ? 'scanning' : 'ready',
      })
    : undefined
  if (!row) throw lost()
  await recordChanges(tx, viewer, [
    {
      id: deps.newId(),
      action: 'document.created',
      objectType: 'document',
      objectId: row.id,
      before: null,
      after: documentContent(row),
    },
  ])
  const document = toDocument(row)
  return { status: 201, body: document, etag: etagOf(document) }
}

async function reject(
  deps: Dependencies,
  actor: Actor,
  storage: Storage,
  claim: UploadRow,
  code: Rejection,
): Promise<never> {
  await deps.database.withActor(actor, async (tx, viewer) => {
    if (!(await endClaim(tx, viewer, claim, { status: 'rejected', rejectCode: code }))) throw lost()
    await recordUpload(deps, tx, viewer, 'upload.rejected', claim, { code })
  })
  // The row is final already; what cannot be removed now is taken by the sweep.
  await Promise.allSettled([
    storage.removeUpload({ ...claim, uploadId: claim.id }),
    storage.removeDocument(claim),
  ])
  throw rejected(code)
}

// Nobody waited a minute and more for this; whoever took over ends it.
function lost(): AppError {
  return new AppError(409, 'upload.confirming', 'This upload is being checked right now.', {
    headers: { 'retry-after': '1' },
  })
}

// So that the browser may go on at once. When even this fails, the claim ends by itself.
async function release(deps: Dependencies, actor: Actor, claim: UploadRow): Promise<void> {
  await deps.database
    .withActor(actor, (tx, viewer) => endClaim(tx, viewer, claim, { status: 'pending' }))
    .catch(() => {})
}
