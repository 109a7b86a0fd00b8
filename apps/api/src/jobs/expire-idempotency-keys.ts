import type { Job } from './jobs.ts'

/** Forgets the answers of writes after 48 hours, when no client tries one again any more. */
export const expireIdempotencyKeys: Job = async ({ pool }) => {
  const { rowCount } = await pool.query(
    "delete from idempotency_keys where created_at < now() - interval '48 hours'",
  )
  return { idempotencyKeys: rowCount ?? 0 }
}
