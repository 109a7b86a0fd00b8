import { queryOptions } from '@tanstack/react-query'
import type { AiDecision, AiFeedback, AiHealth, Categories } from '@worksmart/types/ai'
import { newId } from '../lib/uuid.ts'
import { ApiProblem, type Client } from './client.ts'

/** Later than this a hint about a line is of no use any more. */
const hintMs = 3000
const renewMs = 60_000
const preparingMs = 3000

/** What the line leaves open, or a rejection when no answer came in three seconds. */
export function askCategories(
  client: Client,
  text: string,
  signal: AbortSignal,
): Promise<Categories> {
  return client.request('POST', '/categorize', { body: { text }, signal, timeoutMs: hintMs })
}

/** Tells what a person did with a suggestion. The same decision is never counted twice. */
export function sendFeedback(client: Client, feedback: AiFeedback): Promise<AiDecision> {
  return client.request('POST', '/ai/feedback', { body: feedback, idempotencyKey: newId() })
}

/** How AI help is doing. Whatever it says, everything else works. */
export const aiHealth = (client: Client) =>
  queryOptions({
    queryKey: ['ai-health'],
    queryFn: async ({ signal }): Promise<AiHealth> => {
      try {
        return await client.request<AiHealth>('GET', '/health/ai', { signal })
      } catch (error) {
        // The answer of a service that is away carries a status of its own.
        if (!(error instanceof ApiProblem) || error.status !== 503) throw error
        const { detail } = error
        return { status: 'unavailable', ...(typeof detail === 'string' ? { detail } : {}) }
      }
    },
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.status === 'preparing' ? preparingMs : renewMs),
  })
