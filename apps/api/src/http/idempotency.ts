// A retried write happens once. The key is claimed in the transaction of the effect, so that either
// both are there or neither; failures are not stored, because nothing was committed.

import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { canonicalJson } from '../canonical-json.ts'
import { idempotencyKeys } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { AppError } from '../errors.ts'

/** What a request says about retries; null when it sent no key. */
export type Retry = { key: string; route: string; fingerprint: string } | null

/** The answer of a write, kept word for word. */
export type Written = { status: number; body: string; etag: string | null; replayed: boolean }

type WriteResult = { status: number; body: unknown; etag: string | null }

/** Reads `Idempotency-Key` and makes the fingerprint of the body. */
export function retryOf(
  header: string | string[] | undefined,
  route: string,
  body: unknown,
): Retry {
  if (header === undefined) return null
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new AppError(
      400,
      'idempotency.key_invalid',
      'Idempotency-Key has to be 1 to 255 visible ASCII characters.',
    )
  }
  const fingerprint = createHash('sha256').update(canonicalJson(body)).digest('hex')
  return { key: header, route, fingerprint }
}

/**
 * Runs `write` at most once per person, route and key. A repeat answers the same, word for word;
 * the same key with another body is 422.
 */
export async function writeOnce(
  tx: Tx,
  viewer: Viewer,
  retry: Retry,
  write: () => Promise<WriteResult>,
): Promise<Written> {
  if (retry === null) return asWritten(await write())
  const earlier = await claim(tx, viewer, retry)
  if (earlier) return earlier
  const written = asWritten(await write())
  await tx.rows({
    name: 'idempotency_store',
    text: `update idempotency_keys set status = $5, body = $6, etag = $7
            where workspace_id = $1 and user_id = $2 and route = $3 and key = $4`,
    values: [...keyOf(viewer, retry), written.status, written.body, written.etag],
  })
  return written
}

/**
 * What this key was answered before, null when nothing was: for a write that asks other services
 * before its own transaction. A key with another body is 422.
 */
export async function findReplay(tx: Tx, viewer: Viewer, retry: Retry): Promise<Written | null> {
  return retry === null ? null : readStored(tx, viewer, retry)
}

async function claim(tx: Tx, viewer: Viewer, retry: NonNullable<Retry>): Promise<Written | null> {
  const claimed = await tx
    .rows({
      name: 'idempotency_claim',
      text: `insert into idempotency_keys (workspace_id, user_id, route, key, fingerprint)
             values ($1, $2, $3, $4, $5) on conflict do nothing returning 1`,
      values: [...keyOf(viewer, retry), retry.fingerprint],
    })
    .catch((error: { code?: string }) => {
      // The first request with this key is still at work; the lock limit ended the wait.
      if (error.code !== '55P03') throw error
      throw new AppError(409, 'idempotency.in_progress', 'The same request is still at work.', {
        headers: { 'retry-after': '1' },
      })
    })
  if (claimed.length > 0) return null
  const stored = await readStored(tx, viewer, retry)
  if (stored) return stored
  throw new AppError(409, 'idempotency.in_progress', 'The same request is still at work.', {
    headers: { 'retry-after': '1' },
  })
}

async function readStored(
  tx: Tx,
  viewer: Viewer,
  retry: NonNullable<Retry>,
): Promise<Written | null> {
  const [row] = await tx.db
    .select()
    .from(idempotencyKeys)
    .where(
      sql`(workspace_id, user_id, route, key) = (${viewer.workspaceId}::uuid, ${viewer.userId}::uuid, ${retry.route}, ${retry.key})`,
    )
  if (!row || row.status === null || row.body === null) return null
  if (row.fingerprint !== retry.fingerprint) {
    throw new AppError(
      422,
      'idempotency.key_reused',
      'This Idempotency-Key was used for another request. Take a new one.',
    )
  }
  return { status: row.status, body: row.body, etag: row.etag, replayed: true }
}

function keyOf(viewer: Viewer, retry: NonNullable<Retry>): unknown[] {
  return [viewer.workspaceId, viewer.userId, retry.route, retry.key]
}

function asWritten(result: WriteResult): Written {
  return {
    status: result.status,
    body: JSON.stringify(result.body ?? null),
    etag: result.etag,
    replayed: false,
  }
}
