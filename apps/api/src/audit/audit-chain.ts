// The hash chain of the audit log: pure functions over its lines.

import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.ts'

/** A line of the log as the chain sees it; `createdAt` is the text that Postgres gives in UTC. */
export type AuditLine = {
  id: string
  actorId: string | null
  actorRole: string
  action: string
  objectType: string
  objectId: string
  fields: string[]
  reason: string | null
  requestId: string | null
  valuesHash: string | null
  createdAt: string
}

export type ChainLink = { seq: number; auditId: string; hash: string }

/** What the first link of every workspace starts from. */
export const firstHash = '0'.repeat(64)

/** The hash of a link: SHA-256 over the one before and the line, hex. */
export function linkHash(before: string, line: AuditLine): string {
  return createHash('sha256')
    .update(`${before}\n${canonicalJson(line)}`)
    .digest('hex')
}

/** Links for these lines, in this order, after `last`. */
export function chainLines(
  last: { seq: number; hash: string },
  lines: readonly AuditLine[],
): ChainLink[] {
  let { seq, hash } = last
  return lines.map((line) => {
    seq += 1
    hash = linkHash(hash, line)
    return { seq, auditId: line.id, hash }
  })
}
