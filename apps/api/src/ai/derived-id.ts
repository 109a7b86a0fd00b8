import { createHash } from 'node:crypto'
import type { Identity } from '../db/with-actor.ts'

/**
 * The id of something that is computed and not stored, for whoever reads it: a UUID (version 8) made of
 * its pattern and of them. The two prove each other, and a colleague's id is nobody's.
 */
export function derivedId(reader: Identity, pattern: string): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([reader.workspaceId, reader.userId, pattern]))
    .digest()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.subarray(0, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
