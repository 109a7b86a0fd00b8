import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  Document,
  DocumentDownload,
  DocumentFilter,
  DocumentPage,
} from '@worksmart/types/documents'
import type { Client } from './client.ts'

/** What the api narrows by. */
export type DocumentView = Pick<
  DocumentFilter,
  'mime' | 'status' | 'projectId' | 'taskId' | 'uploaderId' | 'q'
>

const renewMs = 60_000
/** A scan takes a moment; past so long it waits for something that looking often does not bring. */
const scanMs = 120_000
const whileScannedMs = 2000

/** How long to wait before asking again, in ms: not long while a scan should be over any moment. */
export function renewAfter(documents: readonly Document[], nowMs: number): number {
  const isSoon = documents.some(
    ({ status, createdAt }) => status === 'scanning' && nowMs - Date.parse(createdAt) < scanMs,
  )
  return isSoon ? whileScannedMs : renewMs
}

/** The documents of a view, newest first, 50 at a time. */
export const documentPages = (client: Client, view: DocumentView) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'pages', view] as const,
    queryFn: ({ pageParam, signal }) =>
      client.request<DocumentPage>('GET', '/documents', {
        query: { ...view, limit: 50, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      renewAfter(state.data?.pages.flatMap(({ items }) => items) ?? [], Date.now()),
  })

/** One document; what a list holds of it is shown meanwhile. */
export const documentById = (client: Client, queryClient: QueryClient, id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id] as const,
    queryFn: ({ signal }) => client.request<Document>('GET', `/documents/${id}`, { signal }),
    initialData: () => findDocument(queryClient, id),
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state }) => renewAfter(state.data ? [state.data] : [], Date.now()),
  })

/** The bin: what the caller may bring back; rows stay 30 days. */
export const deletedDocuments = (client: Client) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'deleted'],
    queryFn: ({ pageParam, signal }) =>
      client.request<DocumentPage>('GET', '/documents', {
        query: { deleted: true, limit: 50, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  })

/**
 * An address of the bytes, good for one minute and never kept. `inline` is for looking at them in
 * the page; otherwise the browser saves the file under its name.
 */
export function documentAddress(
  client: Client,
  id: string,
  options: { inline: boolean; signal?: AbortSignal },
): Promise<DocumentDownload> {
  const { inline, ...request } = options
  return client.request('GET', `/documents/${id}/download`, {
    ...(inline ? { query: { inline: 1 } } : {}),
    ...request,
  })
}

/** The document as the lists know it. */
export function findDocument(queryClient: QueryClient, id: string): Document | undefined {
  const lists = queryClient.getQueriesData<{ pages: DocumentPage[] }>({
    queryKey: ['documents', 'pages'],
  })
  return lists
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap(({ items }) => items)
    .find((document) => document.id === id)
}

/** Asks again for everything that shows documents; a project's sums count them too. */
export function renewDocuments(queryClient: QueryClient): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['documents'] }),
    queryClient.invalidateQueries({ queryKey: ['project-summary'] }),
  ])
}
