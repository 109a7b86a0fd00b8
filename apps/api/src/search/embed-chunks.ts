import { inferenceLimits } from '@worksmart/types/inference/fields'
import type { Inference } from '../ai/inference-client.ts'
import type { Pool } from '../db/connect.ts'
import { AppError } from '../errors.ts'
import { dropVectors, selectWithoutVector, writeVectors } from './embeddings.queries.ts'

/** Small, because one call has two seconds. */
const piecesPerCall = 64

/**
 * Gives pieces their vectors, at most `most`. Thorough: vectors of another model, or of text that is
 * to go nowhere any more, are taken away, which looks at every piece. Answers how many were made; null
 * when the service did not help, and the next run goes on from there.
 */
export async function embedChunks(
  pool: Pool,
  inference: Inference,
  workspaceId: string,
  { most, isThorough }: { most: number; isThorough: boolean },
): Promise<number | null> {
  if (isThorough) {
    const asked = await askFor(inference, ['model'])
    if (asked === null) return null
    await dropVectors(pool, workspaceId, asked.model)
  }
  let made = 0
  while (made < most) {
    const pieces = await selectWithoutVector(pool, workspaceId, piecesPerCall)
    if (pieces.length === 0) break
    const answer = await askFor(
      inference,
      pieces.map((piece) => piece.text),
    )
    if (answer === null) return null
    const written = await writeVectors(
      pool,
      workspaceId,
      answer.model,
      pieces.map((piece, index) => ({ ...piece, vector: answer.vectors[index] ?? '' })),
    )
    made += written
    // Whatever was changed meanwhile is for the next run.
    if (written === 0) break
  }
  return made
}

async function askFor(inference: Inference, texts: string[]) {
  const cut = texts.map((text) => [...text].slice(0, inferenceLimits.embedCharacters).join(''))
  try {
    return (await inference.ask('embed', { kind: 'passage', texts: cut })).result
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
