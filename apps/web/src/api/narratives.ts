import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  Narrative,
  NarrativeDraft,
  NarrativeLine,
  NarrativePage,
} from '@worksmart/types/narrative'
import { newId } from '../lib/uuid.ts'
import type { Client } from './client.ts'

const draftMs = 65_000
const renewMs = 60_000

/** The last twenty statuses, newest first, with the project's time as it is now. */
export const narratives = (client: Client, projectId: string) =>
  queryOptions({
    queryKey: ['narratives', projectId] as const,
    queryFn: ({ signal }) =>
      client.request<NarrativePage>('GET', `/projects/${projectId}/narratives`, { signal }),
    // Time may be logged anywhere, and the badge counts it.
    staleTime: 0,
    refetchInterval: renewMs,
  })

/** Asks for a draft of the last seven days. Nothing is published. */
export function draftNarrative(
  client: Client,
  projectId: string,
  signal: AbortSignal,
): Promise<NarrativeDraft> {
  return client.request('POST', `/projects/${projectId}/status-narrative`, {
    body: {},
    signal,
    timeoutMs: draftMs,
  })
}

/** Publishes the sentences as the person leaves them. */
export async function publishNarrative(
  client: Client,
  queryClient: QueryClient,
  projectId: string,
  draft: { suggestionId: string; sentences: NarrativeLine[] },
): Promise<Narrative> {
  const id = newId()
  const narrative = await client.request<Narrative>('POST', `/projects/${projectId}/narratives`, {
    body: { id, ...draft },
    idempotencyKey: id,
  })
  await queryClient.invalidateQueries({ queryKey: ['narratives', projectId] })
  return narrative
}
