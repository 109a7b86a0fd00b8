import { S3Error } from './s3-error.ts'

export interface Slice {
  start: number
  lengthBytes: number
}

/**
 * The one range that is asked for, or null for the whole: without a header, and with one that this
 * store does not read, which HTTP lets it ignore. Throws 416 when no byte of it exists.
 */
export function sliceOf(header: string | undefined, sizeBytes: number): Slice | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (match === null || (first === '' && last === '')) return null
  if (first === '') {
    const lengthBytes = Math.min(Number(last), sizeBytes)
    if (lengthBytes === 0) throw notSatisfiable()
    return { start: sizeBytes - lengthBytes, lengthBytes }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return null
  if (start >= sizeBytes) throw notSatisfiable()
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  return { start, lengthBytes: end - start + 1 }
}

function notSatisfiable(): S3Error {
  return new S3Error(416, 'InvalidRange', 'The object has no byte of this range.')
}
