import type { FastifyReply } from 'fastify'

/** Aborts when the caller goes away before the answer, so that nobody works for an empty chair. */
export function callerSignal(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort()
  })
  return leaving.signal
}
