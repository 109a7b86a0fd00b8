// One scan from its claim to its verdict, the same for whoever does it.

import type { DocumentPlace, ScanClaim } from './scan.queries.ts'
import type { Scanner, ScanOutcome } from './scanner.ts'

/** A scan that has said nothing for so long has died with its process. */
export const leaseMs = 180_000

const firstWaitMs = 30_000
const longestWaitMs = 30 * 60_000

/** How long a file waits after it was tried so often. */
export function waitMs(tries: number): number {
  return Math.min(firstWaitMs * 2 ** Math.min(tries - 1, 10), longestWaitMs)
}

/** Where claims and verdicts are written; each is a transaction of its own. */
export type ScanDesk = {
  /** Undefined when somebody else is at it, or when there is nothing to do. */
  claim: (place: DocumentPlace, leaseMs: number) => Promise<ScanClaim | undefined>
  /** False when the claim was lost to a later one. */
  end: (claim: ScanClaim, signature: string | null) => Promise<boolean>
  postpone: (claim: ScanClaim, ms: number) => Promise<void>
}

/** Told of every scan; `tries` counts this one. */
export type OnScan = (documentId: string, outcome: ScanOutcome, tries: number) => void

/** Scans one file if it is due; null when it is not. A file without a verdict waits on. */
export async function scanOne(
  scanner: Pick<Scanner, 'scan'>,
  desk: ScanDesk,
  place: DocumentPlace,
  onScan: OnScan,
): Promise<ScanOutcome | null> {
  const claim = await desk.claim(place, leaseMs)
  if (!claim) return null
  const outcome = await scanner.scan({ ...place, sha256: claim.sha256 })
  if (outcome.verdict === 'none') {
    // Nothing is wrong with a file whose scan a restart broke off.
    await desk.postpone(claim, outcome.why === 'stopped' ? 0 : waitMs(claim.scanTries))
  } else {
    const signature = outcome.verdict === 'infected' ? outcome.signature : null
    if (!(await desk.end(claim, signature))) return null
  }
  onScan(place.documentId, outcome, claim.scanTries)
  return outcome
}
