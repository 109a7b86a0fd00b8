import type { AiState } from '@worksmart/types/ai'

/** True when the service had a part in the answer; without it the answer comes from rules. */
export function isFromAi(ai: AiState): boolean {
  return ai === 'ready' || ai === 'degraded'
}

/** One quiet line for a place where AI would help; null when it does. */
export function aiLine(ai: AiState, instead: string): string | null {
  if (ai === 'off') return `AI help is off. ${instead}`
  return ai === 'unavailable' ? `AI help is not available right now. ${instead}` : null
}
