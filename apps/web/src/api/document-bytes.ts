import { queryOptions } from '@tanstack/react-query'
import type { Document } from '@worksmart/types/documents'
import type { Client } from './client.ts'
import { documentAddress } from './documents.ts'
import { getObject } from './object-store.ts'

/** More of a text than anyone reads in a preview, and little enough to draw at once. */
const textBytes = 256 * 1024

/**
 * The bytes of a document for looking at them: all of a picture or a PDF, the beginning of a text.
 * They change with no edit, so one answer holds as long as the page shows it.
 */
export const documentBytes = (
  client: Client,
  { id, mime, sizeBytes }: Document,
  kind: string | null,
) =>
  queryOptions({
    queryKey: ['document-bytes', id] as const,
    queryFn: async ({ signal }) => {
      const { url } = await documentAddress(client, id, { inline: true, signal })
      const isWhole = kind === 'pdf' || kind === 'picture'
      return getObject(url, {
        signal,
        maxBytes: isWhole ? sizeBytes : textBytes,
        // Only these two are drawn by the browser itself; anything else is text and no more.
        type: isWhole ? mime : 'text/plain',
      })
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A file may be 50 MB, so it is let go soon after its page.
    gcTime: 30_000,
  })
