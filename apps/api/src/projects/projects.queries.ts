import type { Project, ProjectFilter } from '@worksmart/types/projects'
import { and, desc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { toInstant } from '../db/instant.ts'
import { projects } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

export type ProjectRow = typeof projects.$inferSelect

export function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    description: row.description,
    status: row.status as Project['status'],
    ownerId: row.ownerId,
    startsOn: row.startsOn,
    dueOn: row.dueOn,
    budgetMinutes: row.budgetMinutes,
    colour: row.colour as Project['colour'],
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

/** Every project of the workspace is visible to everyone in it; the bin only to who may restore. */
export function visibleTo(viewer: Viewer, deleted: boolean): SQL | undefined {
  const here = eq(projects.workspaceId, viewer.workspaceId)
  if (!deleted) return and(here, isNull(projects.deletedAt))
  return and(here, isNotNull(projects.deletedAt), sql`${viewer.role} = 'admin'`)
}

export function selectProjectPage(
  tx: Tx,
  viewer: Viewer,
  filter: ProjectFilter,
  after: readonly string[] | null,
): Promise<ProjectRow[]> {
  const like = filter.q === undefined ? undefined : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
  return tx.db
    .select()
    .from(projects)
    .where(
      and(
        visibleTo(viewer, filter.deleted === true),
        filter.key === undefined ? undefined : eq(projects.key, filter.key),
        filter.status === undefined ? undefined : eq(projects.status, filter.status),
        filter.ownerId === undefined ? undefined : eq(projects.ownerId, filter.ownerId),
        like === undefined
          ? undefined
          : or(sql`${projects.name} ilike ${like}`, sql`${projects.key} ilike ${like}`),
        after === null
          ? undefined
          : sql`(${projects.createdAt}, ${projects.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(projects.createdAt), desc(projects.id))
    .limit(filter.limit + 1)
}
