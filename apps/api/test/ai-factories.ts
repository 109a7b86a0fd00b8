// Suggestions past the api, for tests about what a person does with them.

import { v7 } from 'uuid'
import type { Person, TestApp } from './app.ts'

/** A suggestion that this person was shown: tags, best first. */
export async function aSuggestion(
  t: TestApp,
  person: Person,
  seed: { kind?: string; shown?: unknown; evidence?: unknown; contextHash?: string } = {},
): Promise<string> {
  const id = v7()
  await t.sql(
    `insert into ai_feedback (workspace_id, id, user_id, kind, shown, evidence, strategy, context_hash)
     values ($1, $2, $3, $4, $5, $6, 'rules', $7)`,
    [
      person.workspaceId,
      id,
      person.id,
      seed.kind ?? 'tag',
      JSON.stringify(seed.shown ?? [{ value: 'dev' }, { value: 'ops' }]),
      JSON.stringify(seed.evidence ?? []),
      seed.contextHash ?? 'a pattern',
    ],
  )
  return id
}

/** A draft of a project's status that this person was shown. */
export function aDraft(t: TestApp, person: Person, projectId: string): Promise<string> {
  return aSuggestion(t, person, {
    kind: 'narrative',
    contextHash: projectId,
    shown: {
      source: 'data',
      from: '2026-11-18',
      to: '2026-11-24',
      sentences: [{ text: 'WEB is on track.', factIds: ['f1'] }],
      basedOn: { checkinCount: 0, minutes: 0, asOf: '2026-11-24T10:05:00.000Z' },
    },
    evidence: [{ id: 'f1', kind: 'status', text: 'WEB is on track.', sources: [] }],
  })
}

/** Stores an analysis of a document, as the service would have answered it. */
export async function anAnalysis(t: TestApp, documentId: string): Promise<void> {
  const quote = { page: 1, start: 0, end: 7, quote: 'Invoice' }
  const result = {
    schemaVersion: 1,
    documentId,
    pageCount: 1,
    pages: [{ page: 1, text: 'Invoice no. 117', source: 'text' }],
    type: { value: 'invoice', confidence: 'likely' },
    summary: [{ text: 'Invoice', ...quote }],
    entities: [],
    actions: [],
    links: [],
  }
  await t.sql(
    `update documents set analysis_status = 'ready',
       extracted_data = $2::jsonb || jsonb_build_object('sha256', sha256) where id = $1`,
    [
      documentId,
      JSON.stringify({
        contractVersion: 1,
        strategy: 'local',
        model: { id: 'fake-words/1', revision: '1' },
        degraded: false,
        warnings: [],
        result,
        analysisId: v7(),
        analyzedAt: '2026-11-24T10:00:00.000Z',
      }),
    ],
  )
}
