import * as z from 'zod'

/** `mode` is public on purpose: a deploy refuses to go on when it is not `clerk`. */
export const Health = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable', 'off', 'stopping']),
    mode: z.enum(['dev', 'clerk']).optional(),
    detail: z.string().optional(),
    responseMs: z.number().optional(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>
