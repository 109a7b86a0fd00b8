import type { AiState } from '@worksmart/types/ai'
import type { InferenceOperation } from '@worksmart/types/inference'
import { AppError } from '../errors.ts'
import type { AnswerOf, Call, Inference, RequestOf } from './inference-client.ts'

/** What came of asking; without an answer the api goes on with its own. */
export type Kindly<Op extends InferenceOperation> = {
  ai: AiState
  answer: AnswerOf<Op> | null
}

/**
 * Asks the service for something that the api can also do without it: no failure of the service is
 * one of the request. `isOn` false means that nothing is sent.
 */
export async function askKindly<Op extends InferenceOperation>(
  inference: Inference,
  isOn: boolean,
  operation: Op,
  request: RequestOf<Op>,
  call: Call,
): Promise<Kindly<Op>> {
  if (!isOn) return { ai: 'off', answer: null }
  try {
    const answer = await inference.ask(operation, request, call)
    return { ai: answer.degraded ? 'degraded' : 'ready', answer }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ai: error.code === 'ai.off' ? 'off' : 'unavailable', answer: null }
  }
}
