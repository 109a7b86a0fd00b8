import type { FastifyInstance } from 'fastify'
import { AppError, invalidField } from '../errors.ts'
import { findRepeatedKey } from './json-keys.ts'

/**
 * Bodies are JSON and nothing else: a form or a plain text is what a foreign page can send without
 * asking, and a compressed one could unfold to any size. A repeated key is 422.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body)
    parse(request, text, (error, value) => {
      const repeated = error === null ? findRepeatedKey(text) : null
      if (repeated === null) return done(error, value)
      const pointer = `/${repeated.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`
      done(invalidField(pointer, 'repeated_key', 'This field stands there twice; send it once.'))
    })
  })
  app.addHook('preParsing', async (request) => {
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
      throw new AppError(415, 'request.media_type', 'Send the body without compression.')
    }
  })
}
