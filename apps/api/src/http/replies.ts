import { Id } from '@worksmart/types/fields'
import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import type { Written } from './idempotency.ts'

/** The path of one row. */
export const IdPath = z.strictObject({ id: Id })

/** A 204: done, and there is nothing to say. */
export const Nothing = z.null().meta({ description: 'Done.' })

/** Sends the answer of a write that may be a replay, word for word. */
export function sendWritten(reply: FastifyReply, written: Written): never {
  if (written.etag !== null) reply.header('etag', written.etag)
  if (written.replayed) reply.header('idempotency-replayed', 'true')
  return reply
    .status(written.status)
    .type('application/json; charset=utf-8')
    .serializer(String)
    .send(written.body) as never
}
