// What the grammar's second step may know: the projects and tasks that a line could mean, and no
// more, so that a plain line costs no statement at all.

import type { Directory } from '@worksmart/types/grammar/directory'
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { checkins, projects, tasks } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** What a set of lines mentions: whether any names a project, and the numbers of tasks. */
export type Mentions = { projects: boolean; taskNumbers: number[] }

/** A cheap look for `@`, `WEB-142` and `#142`; too much is harmless, too little is not. */
export function mentionsIn(lines: readonly string[]): Mentions {
  const numbers = new Set<number>()
  let named = false
  for (const line of lines) {
    if (line.includes('@')) named = true
    for (const match of line.matchAll(/(?:[A-Z][A-Z0-9]{1,9}-|#)([0-9]{1,9})/g)) {
      const number = Number(match[1])
      if (number > 0 && number < 1_000_000) numbers.add(number)
    }
    if (numbers.size > 5000) break
  }
  return { projects: named || numbers.size > 0, taskNumbers: [...numbers] }
}

/** The visible projects and tasks that the lines could mean. */
export async function loadDirectory(
  tx: Tx,
  viewer: Viewer,
  mentions: Mentions,
): Promise<Directory> {
  if (!mentions.projects) return { projects: [], tasks: [] }
  const projectRows = await tx.db
    .select({ id: projects.id, key: projects.key, name: projects.name, status: projects.status })
    .from(projects)
    .where(and(eq(projects.workspaceId, viewer.workspaceId), isNull(projects.deletedAt)))
    .orderBy(desc(projects.createdAt), desc(projects.id))
    .limit(5000)
  const taskRows =
    mentions.taskNumbers.length === 0 ? [] : await selectTasks(tx, viewer, mentions.taskNumbers)
  return {
    projects: projectRows.map(({ status, ...project }) => ({
      ...project,
      archived: status === 'archived',
    })),
    tasks: taskRows,
  }
}

function selectTasks(tx: Tx, viewer: Viewer, numbers: number[]) {
  // “Recent” breaks a tie between projects: did this person log to it in the last 30 days?
  const recent = sql<boolean>`exists (select from ${checkins} c where c.workspace_id = ${tasks.workspaceId}
    and c.user_id = ${viewer.userId} and c.project_id = ${tasks.projectId}
    and c.work_date > current_date - 30 and c.deleted_at is null)`
  return tx.db
    .select({
      id: tasks.id,
      projectId: tasks.projectId,
      projectKey: projects.key,
      number: tasks.number,
      title: tasks.title,
      recent,
    })
    .from(tasks)
    .innerJoin(
      projects,
      and(eq(projects.workspaceId, tasks.workspaceId), eq(projects.id, tasks.projectId)),
    )
    .where(
      and(
        eq(tasks.workspaceId, viewer.workspaceId),
        inArray(tasks.number, numbers),
        isNull(tasks.deletedAt),
        isNull(projects.deletedAt),
      ),
    )
    .limit(5000)
}

export type LinkTargets = {
  projects: Map<string, { status: string }>
  tasks: Map<string, { projectId: string }>
}

/**
 * The linked rows that are visible here; an id that is not in the answer does not exist. The projects
 * are held until the transaction ends, so that neither they nor their tasks are deleted or moved
 * before the time is there.
 */
export async function selectLinkTargets(
  tx: Tx,
  viewer: Viewer,
  projectIds: string[],
  taskIds: string[],
): Promise<LinkTargets> {
  if (projectIds.length + taskIds.length === 0) return { projects: new Map(), tasks: new Map() }
  const tasksNamed = sql.param(taskIds)
  const projectRows = await tx.db
    .select({ id: projects.id, status: projects.status })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, viewer.workspaceId),
        isNull(projects.deletedAt),
        sql`(${projects.id} = any(${sql.param(projectIds)}::uuid[]) or ${projects.id} in (select ${tasks.projectId}
          from ${tasks} where ${tasks.workspaceId} = ${viewer.workspaceId} and ${tasks.id} = any(${tasksNamed}::uuid[])))`,
      ),
    )
    .orderBy(projects.id)
    .for('key share')
  const taskRows =
    taskIds.length === 0
      ? []
      : await tx.db
          .select({ id: tasks.id, projectId: tasks.projectId })
          .from(tasks)
          .where(
            and(
              eq(tasks.workspaceId, viewer.workspaceId),
              inArray(tasks.id, taskIds),
              isNull(tasks.deletedAt),
            ),
          )
  const held = new Map(projectRows.map((row) => [row.id, { status: row.status }]))
  // A task whose move was waited for is in a project that is not held yet.
  const moved = taskRows.map((row) => row.projectId).filter((id) => !held.has(id))
  if (moved.length > 0) {
    const there = await selectLinkTargets(tx, viewer, moved, [])
    for (const [id, project] of there.projects) held.set(id, project)
  }
  return {
    projects: held,
    tasks: new Map(taskRows.map((row) => [row.id, { projectId: row.projectId }])),
  }
}
