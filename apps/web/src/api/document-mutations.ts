import type { QueryClient } from '@tanstack/react-query'
import type { Document, DocumentPage } from '@worksmart/types/documents'
import { type Client, etagOf } from './client.ts'
import { renewDocuments } from './documents.ts'

/** Gives a document another name. `base` is the version that the person was looking at. */
export async function renameDocument(
  client: Client,
  queryClient: QueryClient,
  base: Document,
  name: string,
): Promise<Document> {
  const document = await client.request<Document>('PATCH', `/documents/${base.id}`, {
    body: { name },
    ifMatch: etagOf(base),
  })
  queryClient.setQueryData(['documents', 'one', base.id], document)
  void renewDocuments(queryClient)
  return document
}

/**
 * The soft delete: the document and its links are hidden at once, and can be restored for 30 days.
 * What its own page asked for stays until `forgetDocument`, or that page would ask for it again.
 */
export async function deleteDocument(
  client: Client,
  queryClient: QueryClient,
  document: Document,
): Promise<void> {
  await client.request<void>('DELETE', `/documents/${document.id}`, { ifMatch: etagOf(document) })
  await queryClient.cancelQueries({ queryKey: ['documents', 'pages'] })
  queryClient.setQueriesData<{ pages: DocumentPage[] }>(
    { queryKey: ['documents', 'pages'] },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          items: page.items.filter(({ id }) => id !== document.id),
        })),
      },
  )
}

/** Once nothing shows a deleted document any more. */
export function forgetDocument(queryClient: QueryClient, id: string): void {
  queryClient.removeQueries({ queryKey: ['documents', 'one', id] })
  queryClient.removeQueries({ queryKey: ['documents', 'links', id] })
  queryClient.removeQueries({ queryKey: ['document-bytes', id] })
  void renewDocuments(queryClient)
}

export async function restoreDocument(
  client: Client,
  queryClient: QueryClient,
  id: string,
): Promise<Document> {
  const document = await client.request<Document>('POST', `/documents/${id}/restore`)
  await renewDocuments(queryClient)
  return document
}

export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'mime' in value && 'version' in value
}
