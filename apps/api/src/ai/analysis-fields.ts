// A stored analysis as the fields that a person looks through. Pure.

import type { AnalysisField, FieldReview } from '@worksmart/types/analysis'
import type { AnalyzeAnswer } from '@worksmart/types/inference'
import type { AnalyzeResult } from '@worksmart/types/inference/documents'
import type { Identity } from '../db/with-actor.ts'
import { derivedId } from './derived-id.ts'

/** What is kept in `documents.extracted_data`: the answer as it came, and what it was made of. */
export type StoredAnalysis = Omit<AnalyzeAnswer, 'result'> & {
  result: AnalyzeResult
  analysisId: string
  sha256: string
  analyzedAt: string
}

type Bare = Omit<AnalysisField, 'id' | 'pattern' | 'review'> & { key: string }

const prefix = 'document'

export function fieldPattern(documentId: string, analysisId: string, key: string): string {
  return [prefix, documentId, analysisId, key].join('|')
}

/** The document that a pattern is about; null for one of another kind. */
export function documentOf(pattern: string): string | null {
  const [kind, documentId = null] = pattern.split('|')
  return kind === prefix ? documentId : null
}

const nothing = {
  subkind: null,
  confidence: null,
  evidence: null,
  reasons: [],
  assigneeId: null,
  dueOn: null,
  projectId: null,
  taskId: null,
}

/** Every field of an analysis, for one reader: ids are theirs. `reviews` is by pattern. */
export function fieldsOf(
  reader: Identity,
  { analysisId, result }: StoredAnalysis,
  reviews: ReadonlyMap<string, FieldReview>,
): AnalysisField[] {
  return bareFields(result).map(({ key, ...field }) => {
    const pattern = fieldPattern(result.documentId, analysisId, key)
    return {
      id: derivedId(reader, pattern),
      pattern,
      ...field,
      review: reviews.get(pattern) ?? null,
    }
  })
}

function bareFields({ type, summary, entities, actions, links }: AnalyzeResult): Bare[] {
  return [
    ...(type
      ? [
          {
            ...nothing,
            key: 'type',
            kind: 'type' as const,
            value: type.value,
            confidence: type.confidence,
          },
        ]
      : []),
    ...summary.map(({ text, page, quote, start, end }, index) => ({
      ...nothing,
      key: `summary:${index}`,
      kind: 'summary' as const,
      value: text,
      evidence: { page, quote, start, end },
    })),
    ...entities.map(({ kind, value, confidence, page, quote, start, end }, index) => ({
      ...nothing,
      key: `entity:${index}`,
      kind: 'entity' as const,
      subkind: kind,
      value,
      confidence,
      evidence: { page, quote, start, end },
    })),
    ...actions.map(({ text, assigneeId, dueOn, confidence, page, quote, start, end }, index) => ({
      ...nothing,
      key: `action:${index}`,
      kind: 'action' as const,
      value: text,
      confidence,
      assigneeId,
      dueOn,
      evidence: { page, quote, start, end },
    })),
    ...links.map(({ kind, id, confidence, reasons }, index) => ({
      ...nothing,
      key: `link:${index}`,
      kind: 'link' as const,
      subkind: kind,
      value: id,
      confidence,
      reasons: reasons.map(({ text }) => text),
      projectId: kind === 'project' ? id : null,
      taskId: kind === 'task' ? id : null,
    })),
  ]
}
