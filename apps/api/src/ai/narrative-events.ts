import { makeEventReader } from '@worksmart/types/event-reader'
import { NarrativeEvent } from '@worksmart/types/inference'
import type { NarrativeLine } from '@worksmart/types/narrative'
import { checkSentence } from './answer-checks.ts'
import type { RequestOf } from './inference-client.ts'
import { parseJson } from './read-json.ts'

export type NarrativeEvents = {
  /** Throws as soon as something has come that cannot be believed. */
  add: (bytes: Uint8Array) => void
  /** The answer as a whole, as it was sent; throws when it did not come. */
  answer: () => unknown
}

/**
 * Reads a streamed narrative. A sentence is handed on only after it passed the same checks as one
 * of a whole answer; the answer at the end still has to be checked by who takes it.
 */
export function readNarrativeEvents(
  request: RequestOf<'narrative'>,
  onSentence: (line: NarrativeLine) => void,
): NarrativeEvents {
  let told: { answer: unknown } | null = null
  const { add } = makeEventReader((data) => {
    if (told) throw new Error('Something came after the answer.')
    const json = parseJson(data)
    const event = NarrativeEvent.parse(json)
    if (event.kind === 'answer') {
      told = json as { answer: unknown }
      return
    }
    checkSentence(request, event.sentence)
    onSentence(event.sentence)
  })
  return {
    add,
    answer() {
      if (!told) throw new Error('The stream ended without an answer.')
      return told.answer
    },
  }
}
