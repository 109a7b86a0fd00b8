import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { explain, problemOf } from './error-handler.ts'

export const wantsEvents = ({ headers }: FastifyRequest): boolean =>
  /\btext\/event-stream\b/i.test(headers.accept ?? '')

/** Sends one event; `data` is JSON already. The first one sends the headers. */
export type SendEvent = (event: string, data: string) => void

/**
 * Answers with server-sent events. What `work` throws before its first event is an ordinary problem;
 * later it is a last event `error` that carries the problem, because the status has gone out.
 */
export async function answerWithEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (send: SendEvent) => Promise<void>,
): Promise<void> {
  const stream = new PassThrough()
  let hasBegun = false
  const send: SendEvent = (event, data) => {
    if (!hasBegun) {
      hasBegun = true
      // A proxy that gathers the answer would make one piece of all events.
      reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream)
    }
    // Who left takes the stream along.
    if (!stream.destroyed) stream.write(`event: ${event}\ndata: ${data}\n\n`)
  }
  try {
    await work(send)
  } catch (error) {
    if (!hasBegun) throw error
    send('error', JSON.stringify(problemOf(explain(error as Error, request), request.id)))
  }
  if (!stream.destroyed) stream.end()
}
