import * as z from 'zod'
import { inferenceLimits, Vector, wireText } from './fields.ts'

export const EmbedRequest = z
  .strictObject({
    kind: z.enum(['query', 'passage']),
    texts: z
      .array(wireText(inferenceLimits.embedCharacters))
      .min(1)
      .max(inferenceLimits.embedTexts),
  })
  .meta({ id: 'EmbedRequest' })
export type EmbedRequest = z.input<typeof EmbedRequest>

/** In the order of the texts; compare only vectors of the same `model`. */
export const EmbedResult = z
  .object({
    model: wireText(200),
    dim: z.int().min(6).max(3072),
    vectors: z.array(Vector).max(inferenceLimits.embedTexts),
  })
  .meta({ id: 'EmbedResult' })
export type EmbedResult = z.infer<typeof EmbedResult>
