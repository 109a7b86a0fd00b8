import { queryOptions } from '@tanstack/react-query'
import type { DocumentLink, DocumentLinkPage, NewDocumentLink } from '@worksmart/types/documents'
import { allPages } from './all-pages.ts'
import { type Client, etagOf } from './client.ts'

/** Everything that a document stands beside, as far as the caller may see it. */
export const documentLinks = (client: Client, id: string) =>
  queryOptions({
    queryKey: ['documents', 'links', id] as const,
    queryFn: ({ signal }): Promise<DocumentLink[]> =>
      allPages((cursor) =>
        client.request<DocumentLinkPage>('GET', `/documents/${id}/links`, {
          query: { limit: 100, cursor },
          signal,
        }),
      ),
    staleTime: 0,
  })

/** Links a document to one thing; a link that is there already is the answer. */
export function addLink(
  client: Client,
  documentId: string,
  target: NewDocumentLink,
): Promise<DocumentLink> {
  return client.request('POST', `/documents/${documentId}/links`, { body: target })
}

export function removeLink(client: Client, link: DocumentLink): Promise<void> {
  return client.request('DELETE', `/documents/${link.documentId}/links/${link.id}`, {
    ifMatch: etagOf(link),
  })
}
