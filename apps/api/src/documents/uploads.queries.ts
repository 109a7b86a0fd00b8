import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { documents, uploads } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type UploadRow = typeof uploads.$inferSelect

/** What a person keeps and has begun; documents in the bin count until they are purged. */
export type Usage = { bytes: number; documents: number; pending: number }

/** One presign of a person at a time, so that two at once cannot both take the last place. */
export async function lockUploads(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`uploads:${viewer.userId}`}, 0))`,
  )
}

export async function selectUsage(tx: Tx, viewer: Viewer, now: string): Promise<Usage> {
  const answer = await tx.db.execute<{ bytes: string; documents: number; pending: number }>(sql`
    with kept as (
      select coalesce(sum(${documents.sizeBytes}), 0) as bytes, count(*)::int as n from ${documents}
       where ${documents.workspaceId} = ${viewer.workspaceId} and ${documents.uploaderId} = ${viewer.userId}
    ), begun as (
      select coalesce(sum(${uploads.sizeBytes}), 0) as bytes, count(*)::int as n from ${uploads}
       where ${uploads.workspaceId} = ${viewer.workspaceId} and ${uploads.userId} = ${viewer.userId}
         and ${uploads.status} in ('pending', 'confirming') and ${uploads.expiresAt} > ${now}::timestamptz
    )
    select kept.bytes + begun.bytes as bytes, kept.n + begun.n as documents, begun.n as pending
      from kept, begun`)
  const [row] = answer.rows
  return {
    bytes: Number(row?.bytes ?? 0),
    documents: row?.documents ?? 0,
    pending: row?.pending ?? 0,
  }
}

export async function insertUpload(
  tx: Tx,
  row: typeof uploads.$inferInsert,
): Promise<UploadRow | undefined> {
  const [made] = await tx.db.insert(uploads).values(row).returning()
  return made
}

// An upload is nobody's but the person's who began it, whatever their role.
const ownedBy = (viewer: Viewer) =>
  and(eq(uploads.workspaceId, viewer.workspaceId), eq(uploads.userId, viewer.userId))

export async function selectUpload(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<UploadRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(uploads)
    .where(and(ownedBy(viewer), eq(uploads.id, id)))
  return row
}

/** Takes the upload for one confirm; undefined while another one has it. */
export async function claimUpload(
  tx: Tx,
  viewer: Viewer,
  id: string,
  now: string,
  claimedUntil: string,
): Promise<UploadRow | undefined> {
  const [row] = await tx.db
    .update(uploads)
    .set({ status: 'confirming', claimedUntil, ...touched } as never)
    .where(
      and(
        ownedBy(viewer),
        eq(uploads.id, id),
        gt(uploads.expiresAt, now),
        or(
          eq(uploads.status, 'pending'),
          // Whoever claimed it then is not alive any more, or no longer allowed to end it.
          and(
            eq(uploads.status, 'confirming'),
            or(isNull(uploads.claimedUntil), lt(uploads.claimedUntil, now)),
          ),
        ),
      ),
    )
    .returning()
  return row
}

/** Ends a claim; false when it was lost to a later one. */
export async function endClaim(
  tx: Tx,
  viewer: Viewer,
  claim: Pick<UploadRow, 'id' | 'version'>,
  end:
    | { status: 'pending' }
    | { status: 'rejected'; rejectCode: string }
    | { status: 'confirmed'; confirmedAt: string },
): Promise<boolean> {
  const rows = await tx.db
    .update(uploads)
    .set({ ...end, claimedUntil: null, ...touched } as never)
    .where(
      and(
        ownedBy(viewer),
        eq(uploads.id, claim.id),
        eq(uploads.status, 'confirming'),
        eq(uploads.version, claim.version),
      ),
    )
    .returning({ id: uploads.id })
  return rows.length > 0
}

const touched = { version: sql`${uploads.version} + 1`, updatedAt: sql`now()` }
