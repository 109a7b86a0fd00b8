import type { Job } from './jobs.ts'

/**
 * Forgets sessions that were signed out of 30 days ago. A token lives a minute at Clerk and none is
 * taken that lives longer than a day, so a day would do for those that were made. The rest is for a
 * browser that reached the api and not Clerk: there the session goes on making tokens until it is as
 * old as Clerk lets it become, a week as docs/security/sessions.md advises, and none may get in.
 */
export const expireEndedSessions: Job = async ({ pool }) => {
  const { rowCount } = await pool.query(
    "delete from ended_sessions where created_at < now() - interval '30 days'",
  )
  return { endedSessions: rowCount ?? 0 }
}
