// Vectors for what the run seeds: each text once, however many rows have it.

import { details, objects, verbs } from '../words.ts'
import type { Service } from './service.ts'

/** `vectorOf` answers base64, as the contract has it; null for a text that was not embedded. */
export type Vectors = { model: string; vectorOf: (text: string) => string | null }

const textsPerCall = 64

/** Every activity that the fixture's words make. */
export const everyActivity: readonly string[] = verbs.flatMap((verb) =>
  objects.flatMap((object) => details.map((detail) => `${verb} ${object} ${detail}`)),
)

export async function embedAll(service: Service, texts: readonly string[]): Promise<Vectors> {
  const vectors = new Map<string, string>()
  let model = ''
  for (let from = 0; from < texts.length; from += textsPerCall) {
    const part = texts.slice(from, from + textsPerCall)
    const { result } = await service.ask('embed', { kind: 'passage', texts: part })
    model = result.model
    for (const [index, vector] of result.vectors.entries()) vectors.set(part[index] ?? '', vector)
  }
  return { model, vectorOf: (text) => vectors.get(text) ?? null }
}
