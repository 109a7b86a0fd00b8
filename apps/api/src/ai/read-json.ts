import { limits } from '@worksmart/types/limits'
import { jsonDepth } from '@worksmart/types/text'
import type { Answered } from './http-exchange.ts'
import { badAnswer } from './inference-failures.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Runs a check of an answer; whatever it throws makes the answer one that cannot be used. */
export function believe<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw badAnswer(error)
  }
}

/**
 * The JSON of an answer. Throws on another content type, on bytes that are not UTF-8, on JSON that is
 * broken or nested too deeply, and on text that a database would not keep as it is.
 */
export function readJson({ contentType, bytes }: Answered): unknown {
  if (!/^application\/(problem\+)?json\b/.test(contentType)) {
    throw new Error(`The content type is ${contentType || 'missing'}.`)
  }
  return parseJson(decoder.decode(bytes))
}

/** The same of text that has been decoded already. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (jsonDepth(value, limits.jsonDepth) > limits.jsonDepth) throw new Error('It is too deep.')
  if (!isKeepable(value)) throw new Error('It holds what is not text.')
  return value
}

/** Whether every text in it is well-formed and without NUL: `jsonb` refuses anything else. */
export function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([key, child]) => isKeepable(key) && isKeepable(child))
}
