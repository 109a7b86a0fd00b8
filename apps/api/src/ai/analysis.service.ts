import type { DocumentAnalysis } from '@worksmart/types/analysis'
import type { Candidate } from '@worksmart/types/inference/categorize'
import { inferenceLimits } from '@worksmart/types/inference/fields'
import { recordChanges } from '../audit/audit.ts'
import { type Actor, afterAnswer, type Tx, type Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import type { DocumentRow } from '../documents/documents.queries.ts'
import { changeableDocument, demandReady, visibleDocument } from '../documents/documents.service.ts'
import { AppError, conflict } from '../errors.ts'
import { civilNow } from '../time/zoned.ts'
import {
  claimForAnalysis,
  selectKnownNames,
  selectReviews,
  updateAnalysis,
} from './analysis.queries.ts'
import { fieldsOf, type StoredAnalysis } from './analysis-fields.ts'
import { selectCandidateProjects, selectCandidateTasks } from './categorize.queries.ts'
import type { RequestOf } from './inference-client.ts'
import { aiOff } from './inference-failures.ts'
import { selectSwitches } from './switches.queries.ts'

/** What a run needs to know; read in the caller's name before anything is sent. */
type Run = { documentId: string; sha256: string; request: RequestOf<'analyze'> }

/** How far the analysis is, what it found, and what was decided about each field. */
export function getAnalysis(
  deps: Dependencies,
  actor: Actor,
  id: string,
): Promise<DocumentAnalysis> {
  return deps.database.withActor(actor, async (tx, viewer) =>
    toAnalysis(tx, viewer, await visibleDocument(tx, viewer, id)),
  )
}

/**
 * Answers the analysis that there is (200), or begins one (202) that goes on after the answer. One
 * that is at work is 409; a service that is off or away is told at once.
 */
export async function beginAnalysis(
  deps: Dependencies,
  actor: Actor,
  id: string,
  again: boolean,
): Promise<{ status: 200 | 202; body: DocumentAnalysis }> {
  const begun = await deps.database.withActor(actor, async (tx, viewer) => {
    const document = await changeableDocument(tx, viewer, id)
    if (!again && isDone(document)) {
      return { run: null, body: await toAnalysis(tx, viewer, document) }
    }
    demandReady(document)
    if (!(await selectSwitches(tx, viewer)).documents) throw aiOff()
    deps.inference.demandThere('analyze')
    const claimed = await claimForAnalysis(tx, viewer, id)
    if (!claimed) {
      throw conflict('document.analysis_running', 'This document is being analysed already.')
    }
    await recordChanges(tx, viewer, [audit(deps, id, 'document.analysis_begun')])
    const run = await readRun(tx, viewer, claimed, civilNow(deps.now(), viewer.timeZone).today)
    return { run, body: await toAnalysis(tx, viewer, claimed) }
  })
  if (begun.run === null) return { status: 200, body: begun.body }
  // Nobody waits for this one: whatever becomes of it stands in the row.
  deps.background.run(runAnalysis(deps, afterAnswer(actor), begun.run))
  return { status: 202, body: begun.body }
}

function isDone({ analysisStatus, extractedData, sha256 }: DocumentRow): boolean {
  return analysisStatus === 'ready' && (extractedData as StoredAnalysis | null)?.sha256 === sha256
}

async function runAnalysis(deps: Dependencies, actor: Actor, run: Run): Promise<void> {
  const { documentId } = run
  await deps.database.withActor(actor, (tx, viewer) =>
    updateAnalysis(tx, viewer, documentId, { analysisStatus: 'running' }),
  )
  const outcome = await askForAnalysis(deps, actor, run)
  await deps.database.withActor(actor, async (tx, viewer) => {
    const isFound = 'result' in outcome
    const isKept = await updateAnalysis(
      tx,
      viewer,
      documentId,
      isFound
        ? { analysisStatus: 'ready', analysisCode: null, extractedData: outcome }
        : { analysisStatus: 'failed', analysisCode: outcome.code },
    )
    if (!isKept) return
    const action = isFound ? 'document.analyzed' : 'document.analysis_failed'
    await recordChanges(tx, viewer, [audit(deps, documentId, action)])
  })
}

async function askForAnalysis(
  deps: Dependencies,
  actor: Actor,
  run: Run,
): Promise<StoredAnalysis | { code: string }> {
  try {
    const etag = await demandObject(deps, actor, run)
    const call = { requestId: actor.requestId }
    const request = { ...run.request, etag }
    return {
      ...(await deps.inference.ask('analyze', request, call)),
      analysisId: deps.newId(),
      sha256: run.sha256,
      analyzedAt: deps.now().toISOString(),
    }
  } catch (error) {
    if (error instanceof AppError) return { code: error.code }
    throw error
  }
}

/**
 * Throws unless the bytes that were uploaded lie there, and answers their tag, so that the service
 * reads these and no others. Null, unchecked, where the api has no storage.
 */
async function demandObject(deps: Dependencies, actor: Actor, run: Run): Promise<string | null> {
  if (!deps.storage) return null
  const { documentId, sha256 } = run
  const found = await deps.storage.findDocument({ workspaceId: actor.workspaceId, documentId })
  if (!found) {
    throw conflict('document.object_missing', 'The file itself is not there any more.')
  }
  if (found.sha256 !== null && found.sha256 !== sha256) {
    throw conflict('document.object_changed', 'The file is not the one that was uploaded.')
  }
  return found.etag
}

async function readRun(tx: Tx, viewer: Viewer, document: DocumentRow, today: string): Promise<Run> {
  const projects = await selectCandidateProjects(tx, viewer)
  const tasks = await selectCandidateTasks(tx, viewer, [])
  const candidates: Candidate[] = [
    ...projects.slice(0, 40).map((row): Candidate => ({ kind: 'project', ...row })),
    ...tasks.slice(0, 60).map((row): Candidate => ({ kind: 'task', ...row })),
  ]
  const names = await selectKnownNames(tx, viewer)
  return {
    documentId: document.id,
    sha256: document.sha256,
    request: {
      documentId: document.id,
      storageKey: document.storageKey,
      etag: null,
      sizeBytes: document.sizeBytes,
      mime: document.mime as RequestOf<'analyze'>['mime'],
      name: document.name,
      today,
      candidates,
      knownNames: names.slice(0, inferenceLimits.names),
    },
  }
}

async function toAnalysis(
  tx: Tx,
  viewer: Viewer,
  document: DocumentRow,
): Promise<DocumentAnalysis> {
  const stored =
    document.analysisStatus === 'ready' ? (document.extractedData as StoredAnalysis | null) : null
  const reviews = stored ? await selectReviews(tx, viewer, document.id) : new Map()
  const fields = stored ? fieldsOf(viewer, stored, reviews) : []
  return {
    documentId: document.id,
    status: document.analysisStatus as DocumentAnalysis['status'],
    code: document.analysisCode as DocumentAnalysis['code'],
    analyzedAt: stored?.analyzedAt ?? null,
    model: stored?.model?.id ?? null,
    warnings: stored?.warnings ?? [],
    pageCount: stored?.result.pageCount ?? 0,
    pages: stored?.result.pages ?? [],
    fields,
    reviewed: fields.filter(({ review }) => review !== null).length,
  }
}

function audit(deps: Dependencies, id: string, action: string) {
  return {
    id: deps.newId(),
    action,
    objectType: 'document',
    objectId: id,
    before: null,
    after: null,
  }
}
