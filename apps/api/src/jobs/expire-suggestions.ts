import type { Job } from './jobs.ts'

/** Forgets suggestions that were shown a month ago and about which nobody decided anything. */
export const expireSuggestions: Job = async ({ pool }) => {
  const { rowCount } = await pool.query(
    "delete from ai_feedback where outcome is null and created_at < now() - interval '30 days'",
  )
  return { suggestions: rowCount ?? 0 }
}
