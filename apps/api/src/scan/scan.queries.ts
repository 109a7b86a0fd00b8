// The state of a scan, in the row of its document. The api writes it in a person's name and the job in
// nobody's; the policies of both roles let each do no more than this.

import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { documents } from '../db/schema.ts'
import type { DocumentRow } from '../documents/documents.queries.ts'

export type DocumentPlace = { workspaceId: string; documentId: string }
/** Who holds it ends the scan, until somebody holds a later one. */
export type ScanClaim = Pick<DocumentRow, 'workspaceId' | 'id' | 'sha256' | 'scanTries'>

// One clock for everyone who scans, which is that of the database.
const isDue = or(isNull(documents.scanAt), lte(documents.scanAt, sql`now()`))
const after = (ms: number) => sql`now() + make_interval(secs => ${ms / 1000})`

/** Takes a file for one scan, for `leaseMs`; undefined when it is not due, or not waiting for one. */
export async function claimScan(
  db: NodePgDatabase,
  { workspaceId, documentId }: DocumentPlace,
  leaseMs: number,
): Promise<ScanClaim | undefined> {
  const [row] = await db
    .update(documents)
    .set({ scanTries: sql`${documents.scanTries} + 1`, scanAt: after(leaseMs) } as never)
    .where(
      and(
        eq(documents.workspaceId, workspaceId),
        eq(documents.id, documentId),
        eq(documents.status, 'scanning'),
        isDue,
      ),
    )
    .returning()
  return row
}

const isHeld = (claim: ScanClaim) =>
  and(
    eq(documents.workspaceId, claim.workspaceId),
    eq(documents.id, claim.id),
    eq(documents.status, 'scanning'),
    eq(documents.scanTries, claim.scanTries),
  )

/** Writes the verdict; undefined when the claim was lost to a later one. */
export async function endScan(
  db: NodePgDatabase,
  claim: ScanClaim,
  status: 'ready' | 'quarantined',
): Promise<DocumentRow | undefined> {
  const [row] = await db
    .update(documents)
    .set({
      ...{ status, scanAt: null },
      ...{ version: sql`${documents.version} + 1`, updatedAt: sql`now()` },
    } as never)
    .where(isHeld(claim))
    .returning()
  return row
}

/** Gives a file back without a verdict, for somebody to take it after `ms`. */
export async function postponeScan(
  db: NodePgDatabase,
  claim: ScanClaim,
  ms: number,
): Promise<void> {
  await db
    .update(documents)
    .set({ scanAt: after(ms) } as never)
    .where(isHeld(claim))
}

/** Files of all workspaces that are due, the longest waiting first. */
export function selectDueScans(db: NodePgDatabase, limit: number): Promise<DocumentPlace[]> {
  return db
    .select({ workspaceId: documents.workspaceId, documentId: documents.id })
    .from(documents)
    .where(and(eq(documents.status, 'scanning'), isDue))
    .orderBy(sql`${documents.scanAt} nulls first`, asc(documents.id))
    .limit(limit)
}

/** How many files wait, due or not, and for how many seconds the oldest has. */
export async function selectWaiting(
  db: NodePgDatabase,
): Promise<{ waiting: number; oldestSeconds: number }> {
  const [row] = await db
    .select({
      waiting: sql<number>`count(*)::int`,
      oldestSeconds: sql<number>`coalesce(extract(epoch from now() - min(${documents.createdAt})), 0)::int`,
    })
    .from(documents)
    .where(eq(documents.status, 'scanning'))
  return row ?? { waiting: 0, oldestSeconds: 0 }
}
