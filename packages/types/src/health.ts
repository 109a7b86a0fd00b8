import * as z from 'zod'

/**
 * `mode` and `version` are public on purpose: a deploy refuses to go on when they are not `clerk` and
 * the commit it brought. `responseMs` and `pool` are for admins.
 */
export const Health = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable', 'off', 'stopping']),
    mode: z.enum(['dev', 'clerk']).optional(),
    detail: z.string().optional(),
    responseMs: z.number().optional(),
    version: z.string().optional(),
    pool: z.object({ max: z.int(), open: z.int(), idle: z.int(), waiting: z.int() }).optional(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>
