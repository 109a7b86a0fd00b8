import type { AiDecision, AiFeedback } from '@worksmart/types/ai'
import { recordChanges } from '../audit/audit.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { changeableDocument } from '../documents/documents.service.ts'
import { AppError, invalidField } from '../errors.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import { documentOf } from './analysis-fields.ts'
import { silencedBy } from './anomaly-pattern.ts'
import { derivedId } from './derived-id.ts'
import {
  countDismissals,
  type Decision,
  holdSuggestion,
  insertSuggestions,
  type SuggestionRow,
  updateDecision,
} from './suggestions.queries.ts'

/** Two dismissals of the same value for the same pattern end it. */
const dismissalsThatEnd = 2
const proposedKinds = new Set(['task', 'project', 'tag'])

/** Records what the caller did with a suggestion of theirs. A second word replaces the first. */
export function recordFeedback(
  deps: Dependencies,
  actor: Actor,
  input: AiFeedback,
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, (tx, viewer) =>
    writeOnce(tx, viewer, retry, async () => {
      const row = await findSuggestion(tx, viewer, input)
      const decision = decisionOn(row, input)
      await updateDecision(tx, viewer, row.id, decision)
      await recordChanges(tx, viewer, [
        {
          id: deps.newId(),
          action: `suggestion.${input.outcome}`,
          objectType: 'suggestion',
          objectId: row.id,
          before: { kind: row.kind, outcome: row.outcome, value: row.value },
          after: { kind: row.kind, outcome: decision.outcome, value: decision.value },
        },
      ])
      const body: AiDecision = {
        suggestionId: row.id,
        outcome: input.outcome,
        ended: await hasEnded(tx, viewer, row, decision),
      }
      return { status: 200, body, etag: null }
    }),
  )
}

async function findSuggestion(tx: Tx, viewer: Viewer, input: AiFeedback): Promise<SuggestionRow> {
  const { suggestionId: id, pattern } = input
  const row = await holdSuggestion(tx, viewer, id)
  if (row) return row
  // An anomaly and a field of a document are computed at each look: their pattern proves the id.
  if (pattern === undefined || derivedId(viewer, pattern) !== id) throw noSuggestion()
  const documentId = documentOf(pattern)
  if (documentId !== null) await changeableDocument(tx, viewer, documentId)
  await insertSuggestions(tx, viewer, [
    {
      id,
      kind: documentId === null ? 'anomaly' : 'document',
      shown: [{ value: null }],
      evidence: [],
      strategy: 'rules',
      model: null,
      contextHash: silencedBy(pattern),
      documentId,
    },
  ])
  const made = await holdSuggestion(tx, viewer, id)
  if (!made) throw noSuggestion()
  return made
}

/** Absent, not visible, and another’s are one answer. */
export function noSuggestion(): AppError {
  const detail = 'This suggestion is not here, or not visible to you.'
  return new AppError(404, 'suggestion.not_found', detail, {
    errors: [{ pointer: '/suggestionId', code: 'suggestion.not_found', message: detail }],
  })
}

function decisionOn(row: SuggestionRow, input: AiFeedback): Decision {
  // What is shown of a narrative is its draft, which holds no values to choose from.
  const shown = Array.isArray(row.shown)
    ? (row.shown as { value?: unknown }[]).map((one) => one.value)
    : []
  const { outcome, value = shown[0] ?? null, until = null, latencyMs = null } = input
  const isOfShown = outcome === 'accepted' || outcome === 'dismissed'
  if (proposedKinds.has(row.kind) && isOfShown && !shown.includes(value)) {
    throw invalidField('/value', 'not_shown', 'Name one of the values that were shown.')
  }
  return { outcome, value, until, latencyMs }
}

async function hasEnded(
  tx: Tx,
  viewer: Viewer,
  { kind, contextHash }: SuggestionRow,
  { outcome, value }: Decision,
): Promise<boolean> {
  if (outcome !== 'dismissed') return false
  if (!proposedKinds.has(kind)) return kind === 'anomaly'
  return (await countDismissals(tx, viewer, { kind, contextHash, value })) >= dismissalsThatEnd
}
