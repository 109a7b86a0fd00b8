import { limits } from '@worksmart/types/limits'
import { jsonDepth } from '@worksmart/types/text'
import type { FastifySchemaCompiler } from 'fastify'
import type * as z from 'zod'
import { invalid, invalidField } from '../errors.ts'
import { fieldErrors } from './field-errors.ts'

const prefixes: Record<string, string> = {
  querystring: '/query',
  params: '/path',
  headers: '/headers',
}

/** Each part of a request is parsed by its contract; what fails is a 422 that names each field. */
export const zodValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const prefix = prefixes[httpPart ?? ''] ?? ''
  return (data: unknown) => {
    // Deep JSON parses well and then overflows the stack of whatever walks it.
    if (httpPart === 'body' && jsonDepth(data, limits.jsonDepth) > limits.jsonDepth) {
      return { error: invalidField('/', 'too_deep', `Nest at most ${limits.jsonDepth} levels.`) }
    }
    const result = schema.safeParse(data, { reportInput: true })
    return result.success
      ? { value: result.data }
      : { error: invalid(fieldErrors(result.error.issues, prefix)) }
  }
}
