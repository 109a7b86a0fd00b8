import * as z from 'zod'
import { errorCodes } from './error-codes.ts'

/** One wrong field: where (a JSON pointer, `/minutes`, or `/query/limit`), a stable code, a fix. */
export const FieldError = z
  .object({ pointer: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'FieldError' })
export type FieldError = z.infer<typeof FieldError>

/** RFC 9457 `application/problem+json`; `instance` is the request id. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(errorCodes),
    errors: z.array(FieldError).optional(),
    /** The row as it is now, on a 412: what the person needs to decide. */
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
