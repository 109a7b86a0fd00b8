import type { RouteOptions } from 'fastify'
import * as z from 'zod'

const NoQuery = z.strictObject({})
const NoBody = z.strictObject({}).nullish()

/**
 * A route that names no query or body takes none: a filter that it does not know would otherwise be
 * left out without a word, and the caller would believe the answer to be filtered.
 */
export function refuseUnnamedInput(route: RouteOptions): void {
  if (route.schema?.hide || route.url.startsWith('/docs')) return
  const takesBody = ['POST', 'PATCH', 'PUT'].includes(String(route.method))
  route.schema = {
    ...route.schema,
    querystring: route.schema?.querystring ?? NoQuery,
    ...(takesBody ? { body: route.schema?.body ?? NoBody } : {}),
  }
}
