import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { makeEventReader } from '@worksmart/types/event-reader'
import type {
  Narrative,
  NarrativeDraft,
  NarrativeLine,
  NarrativePage,
} from '@worksmart/types/narrative'
import { newId } from '../lib/uuid.ts'
import { ApiProblem, type Client } from './client.ts'

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

/**
 * Asks for a draft of the last seven days. Nothing is published. `onSentence` is told of each sentence
 * as it arrives; the draft is the truth when the two differ.
 */
export function draftNarrative(
  client: Client,
  projectId: string,
  onSentence: (line: NarrativeLine) => void,
  signal: AbortSignal,
): Promise<NarrativeDraft> {
  return client.answerTo(
    'POST',
    `/projects/${projectId}/status-narrative`,
    { body: {}, accept: 'text/event-stream', signal, timeoutMs: draftMs },
    async ({ body }) => {
      let draft: NarrativeDraft | null = null
      const { add } = makeEventReader((data, name) => {
        const event = JSON.parse(data)
        if (name === 'sentence') onSentence(event)
        if (name === 'draft') draft = event
        if (name === 'error') throw new ApiProblem(event)
      })
      // Not every browser that we serve can walk a body with `for await`.
      const reader = body?.getReader()
      for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
        add(piece.value)
      }
      if (!draft) throw new Error('The answer ended before the draft.')
      return draft
    },
  )
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
