import { and, asc, eq, sql } from 'drizzle-orm'
import { checkins, projects, tasks, users } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export async function countSamples(tx: Tx, viewer: Viewer) {
  const here = viewer.workspaceId
  const [counts] = (
    await tx.db.execute<{ projects: number; tasks: number; checkins: number }>(sql`
      select (select count(*)::int from ${projects} where workspace_id = ${here} and is_sample) as projects,
             (select count(*)::int from ${tasks} where workspace_id = ${here} and is_sample) as tasks,
             (select count(*)::int from ${checkins} where workspace_id = ${here} and is_sample) as checkins`)
  ).rows
  return counts ?? { projects: 0, tasks: 0, checkins: 0 }
}

/** The keys that are taken, deleted projects included. */
export async function selectProjectKeys(tx: Tx, viewer: Viewer): Promise<Set<string>> {
  const rows = await tx.db
    .select({ key: projects.key })
    .from(projects)
    .where(eq(projects.workspaceId, viewer.workspaceId))
  return new Set(rows.map((row) => row.key))
}

/** The people that sample check-ins are spread over: the caller first, then the longest here. */
export async function selectSamplePeople(tx: Tx, viewer: Viewer): Promise<string[]> {
  const rows = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.active, true)))
    .orderBy(sql`${users.id} <> ${viewer.userId}`, asc(users.createdAt), asc(users.id))
    .limit(3)
  return rows.map((row) => row.id)
}

type NewProject = typeof projects.$inferInsert
type NewTask = typeof tasks.$inferInsert
type NewCheckin = typeof checkins.$inferInsert

export async function insertSamples(
  tx: Tx,
  made: { projects: NewProject[]; tasks: NewTask[]; checkins: NewCheckin[] },
) {
  if (made.projects.length > 0) await tx.db.insert(projects).values(made.projects)
  if (made.tasks.length > 0) await tx.db.insert(tasks).values(made.tasks)
  if (made.checkins.length > 0) await tx.db.insert(checkins).values(made.checkins)
}

/**
 * Removes what is marked as sample. A sample project or task that real time was logged to stays and
 * loses its mark, because taking it away would change a person's own rows.
 */
export async function deleteSamples(tx: Tx, viewer: Viewer): Promise<void> {
  const here = viewer.workspaceId
  await tx.db.execute(sql`delete from document_links l using ${checkins} c
    where l.workspace_id = ${here} and c.workspace_id = ${here} and c.id = l.checkin_id and c.is_sample`)
  await tx.db
    .delete(checkins)
    .where(and(eq(checkins.workspaceId, here), eq(checkins.isSample, true)))
  await tx.db.execute(sql`update ${tasks} t set is_sample = false where t.workspace_id = ${here} and t.is_sample
    and (exists (select from ${checkins} c where c.workspace_id = t.workspace_id and c.task_id = t.id)
      or exists (select from document_links l where l.workspace_id = t.workspace_id and l.task_id = t.id))`)
  await tx.db.delete(tasks).where(and(eq(tasks.workspaceId, here), eq(tasks.isSample, true)))
  await tx.db.execute(sql`update ${projects} p set is_sample = false where p.workspace_id = ${here} and p.is_sample
    and (exists (select from ${checkins} c where c.workspace_id = p.workspace_id and c.project_id = p.id)
      or exists (select from ${tasks} t where t.workspace_id = p.workspace_id and t.project_id = p.id)
      or exists (select from document_links l where l.workspace_id = p.workspace_id and l.project_id = p.id))`)
  await tx.db
    .delete(projects)
    .where(and(eq(projects.workspaceId, here), eq(projects.isSample, true)))
}

/** One caller at a time per workspace, so that two presses make one set. */
export async function lockSamples(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`sample:${viewer.workspaceId}`}, 0))`,
  )
}
