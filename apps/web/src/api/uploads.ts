import type { Document, NewDocument, NewUpload, PresignedUpload } from '@worksmart/types/documents'
import type { Client } from './client.ts'

/** Asks for an address to PUT one file to. The same key asks for the same upload again. */
export function presignUpload(
  client: Client,
  upload: NewUpload,
  { idempotencyKey, signal }: { idempotencyKey: string; signal: AbortSignal },
): Promise<PresignedUpload> {
  return client.request('POST', '/documents/presign', { body: upload, idempotencyKey, signal })
}

/** Has the stored file checked and made a document. A repeat answers the same document. */
export function confirmUpload(
  client: Client,
  uploadId: string,
  signal: AbortSignal,
): Promise<Document> {
  const body: NewDocument = { uploadId }
  return client.request('POST', '/documents', { body, signal })
}
