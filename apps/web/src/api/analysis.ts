import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AnalysisField, DocumentAnalysis } from '@worksmart/types/analysis'
import type { Client } from './client.ts'
import { renewDocuments } from './documents.ts'

const atWorkMs = 1500

/** How far the analysis of a document is, and what it found. Looked at often while it is at work. */
export const documentAnalysis = (client: Client, id: string) =>
  queryOptions({
    queryKey: ['document-analysis', id] as const,
    queryFn: ({ signal }) =>
      client.request<DocumentAnalysis>('GET', `/documents/${id}/analysis`, { signal }),
    staleTime: 10_000,
    refetchInterval: ({ state }) => (isAtWork(state.data) ? atWorkMs : false),
  })

export function isAtWork(analysis: DocumentAnalysis | undefined): boolean {
  return analysis?.status === 'queued' || analysis?.status === 'running'
}

/** Begins an analysis, or answers the one that there is; `again` makes a new one. */
export async function analyzeDocument(
  client: Client,
  queryClient: QueryClient,
  id: string,
  again: boolean,
): Promise<void> {
  const begun = await client.request<DocumentAnalysis>('POST', `/documents/${id}/analyze`, {
    body: { again },
  })
  const queryKey = ['document-analysis', id]
  void queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, begun)
  void renewDocuments(queryClient)
}

/**
 * Lays a decision over the field at once. An answer that was asked for before does not know of it and
 * is dropped; the api is asked again for who and when.
 */
export function applyReview(
  queryClient: QueryClient,
  documentId: string,
  fieldId: string,
  review: AnalysisField['review'],
): void {
  const queryKey = ['document-analysis', documentId]
  void queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData<DocumentAnalysis>(queryKey, (analysis) => {
    if (!analysis) return analysis
    const fields = analysis.fields.map((field) =>
      field.id === fieldId ? { ...field, review } : field,
    )
    return { ...analysis, fields, reviewed: fields.filter((field) => field.review).length }
  })
}
