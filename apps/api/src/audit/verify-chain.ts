import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.ts'
import type { Pool } from '../db/connect.ts'
import { selectLinks } from './audit-chain.queries.ts'
import { firstHash, linkHash } from './audit-chain.ts'

export type ChainReport = {
  checked: number
  /** The first link that does not hold, and why; null when all do. */
  breach: { seq: number; why: 'gap' | 'line changed' | 'values changed' } | null
}

const pageLinks = 1000

/** Walks the chain of a workspace from its start and compares every link with its line. */
export async function verifyChain(pool: Pool, workspaceId: string): Promise<ChainReport> {
  let before = firstHash
  let checked = 0
  for (;;) {
    const links = await selectLinks(pool, workspaceId, checked, pageLinks)
    for (const { seq, hash, hasValues, before: was, after: is, ...line } of links) {
      if (seq !== checked + 1) return { checked, breach: { seq: checked + 1, why: 'gap' } }
      if (linkHash(before, line) !== hash) return { checked, breach: { seq, why: 'line changed' } }
      const values = createHash('sha256')
        .update(canonicalJson([was, is]))
        .digest('hex')
      if (hasValues && line.valuesHash !== null && values !== line.valuesHash) {
        return { checked, breach: { seq, why: 'values changed' } }
      }
      before = hash
      checked = seq
    }
    if (links.length < pageLinks) return { checked, breach: null }
  }
}
