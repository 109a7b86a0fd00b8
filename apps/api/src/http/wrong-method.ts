import type { FastifyInstance, HTTPMethods } from 'fastify'
import { AppError } from '../errors.ts'
import { sendProblem } from './error-handler.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const

/** A known address with the wrong method is 405 with `Allow`, before identity and for everyone. */
export function answerWrongMethods(app: FastifyInstance, routeNames: readonly string[]): void {
  const allowed = new Map<string, Set<string>>()
  for (const name of routeNames) {
    const [method, url] = name.split(' ') as [string, string]
    allowed.set(url, (allowed.get(url) ?? new Set()).add(method))
  }
  for (const [url, known] of allowed) {
    const others = methods.filter((method) => !known.has(method) && !app.hasRoute({ method, url }))
    app.route({
      method: others as HTTPMethods[],
      url,
      config: { auth: 'public' },
      schema: { hide: true } as object,
      handler: (request, reply) =>
        sendProblem(
          request,
          reply,
          new AppError(
            405,
            'request.method_not_allowed',
            'This address does not take that method.',
            {
              headers: { allow: [...known].join(', ') },
            },
          ),
        ),
    })
  }
}
