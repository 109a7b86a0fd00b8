import type { HistoryFilter, HistoryPage } from '@worksmart/types/history'
import { limits } from '@worksmart/types/limits'
import type {
  NewProject,
  Project,
  ProjectFilter,
  ProjectPage,
  ProjectPatch,
  ProjectSummary,
} from '@worksmart/types/projects'
import { recordChanges } from '../audit/audit.ts'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { AppError, conflict, forbidden, invalidField, notFound, stale } from '../errors.ts'
import { readHistory } from '../history/history.service.ts'
import { etagOf } from '../http/etag.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import { mondayOf } from '../time/weeks.ts'
import { civilNow } from '../time/zoned.ts'
import { isColleague } from '../users/users.queries.ts'
import { foldSummary, selectFacts, selectSummary } from './project-facts.queries.ts'
import {
  holdProject,
  insertProject,
  lockProjects,
  type ProjectRow,
  selectContents,
  selectProject,
  selectProjectPage,
  takeTaskNumber,
  toProject,
  updateProject,
} from './projects.queries.ts'

const noFacts = { minutes: 0, minutesThisWeek: 0, openTasks: 0, lastWorkDate: null }

/** One page of projects with their figures, newest first. */
export function listProjects(
  deps: Dependencies,
  actor: Actor,
  filter: ProjectFilter,
): Promise<ProjectPage> {
  const scope = { list: 'projects', filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    const page = cutPage(await selectProjectPage(tx, viewer, filter, after), filter.limit)
    const week = mondayOf(civilNow(deps.now(), viewer.timeZone).today)
    const facts = await selectFacts(
      tx,
      viewer,
      page.rows.map((row) => row.id),
      week,
    )
    return {
      items: page.rows.map((row) => ({ ...toProject(row), facts: facts.get(row.id) ?? noFacts })),
      nextCursor: page.last && encodeCursor(scope, [toInstant(page.last.createdAt), page.last.id]),
    }
  })
}

export function getProject(deps: Dependencies, actor: Actor, id: string): Promise<Project> {
  return deps.database.withActor(actor, async (tx, viewer) =>
    toProject(await visible(tx, viewer, id)),
  )
}

export function projectHistory(
  deps: Dependencies,
  actor: Actor,
  id: string,
  filter: HistoryFilter,
): Promise<HistoryPage> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    await visible(tx, viewer, id)
    return readHistory(tx, viewer, { type: 'project', id }, filter)
  })
}

/** Where the project stands, as the caller may see it. */
export function summarizeProject(
  deps: Dependencies,
  actor: Actor,
  id: string,
): Promise<ProjectSummary> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const project = await visible(tx, viewer, id)
    const { today } = civilNow(deps.now(), viewer.timeZone)
    const week = mondayOf(today)
    return foldSummary(project, await tx.rows(selectSummary(viewer, id, today, week)), week)
  })
}

export function createProject(
  deps: Dependencies,
  actor: Actor,
  input: NewProject,
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, (tx, viewer) =>
    writeOnce(tx, viewer, retry, async () => {
      const { id = deps.newId(), ...fields } = input
      checkDates(fields.startsOn ?? null, fields.dueOn ?? null)
      await checkOwner(tx, viewer, fields.ownerId)
      const set = Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined),
      )
      const row = { ownerId: viewer.userId, ...set, id, workspaceId: viewer.workspaceId }
      const made = await insertProject(tx, row as never)
      if (!made) return alreadyThere(tx, viewer, id, set)
      await audit(deps, tx, viewer, 'project.created', null, made)
      const project = toProject(made)
      return { status: 201, body: project, etag: etagOf(project) }
    }),
  )
}

async function alreadyThere(tx: Tx, viewer: Viewer, id: string, wanted: Record<string, unknown>) {
  const row = await selectProject(tx, viewer, id)
  const isSame =
    row && Object.entries(wanted).every(([key, value]) => row[key as keyof ProjectRow] === value)
  if (!isSame)
    throw new AppError(
      409,
      'project.id_taken',
      'This id belongs to another project. Take a new one.',
    )
  const project = toProject(row)
  return { status: 200, body: project, etag: etagOf(project) }
}

/** Changes a project; archiving is the status `archived`. */
export function editProject(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
  patch: ProjectPatch,
): Promise<Project> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = await visible(tx, viewer, id)
    if (viewer.role === 'member' && before.ownerId !== viewer.userId) {
      throw forbidden(
        'permission.denied',
        'Its owner, a manager or an admin can change this project.',
      )
    }
    if (before.version !== version) throw stale(toProject(before))
    const changes = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    )
    const merged = { ...before, ...changes } as ProjectRow
    checkDates(merged.startsOn, merged.dueOn)
    if (merged.ownerId !== before.ownerId) await checkOwner(tx, viewer, merged.ownerId)
    const after = await updateProject(tx, viewer, id, version, changes)
    if (!after) throw await goneOrStale(tx, viewer, id)
    await audit(deps, tx, viewer, 'project.updated', before, after)
    return toProject(after)
  })
}

/** Deletes an empty project. One with tasks or time is refused: it can be archived instead. */
export function deleteProject(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
): Promise<void> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    // Empty has to stay true until it is deleted: a task does not change the project's version.
    await lockProjects(tx, viewer, [id])
    const before = await visible(tx, viewer, id)
    if (before.version !== version) throw stale(toProject(before))
    const { tasks, minutes } = await selectContents(tx, viewer, id)
    if (tasks > 0 || minutes > 0) {
      throw conflict(
        'project.not_empty',
        'This project has tasks or time. Archive it instead; nothing is lost then.',
      )
    }
    const deletedAt = deps.now().toISOString()
    const after = await updateProject(tx, viewer, id, version, { deletedAt })
    if (!after) throw await goneOrStale(tx, viewer, id)
    await audit(deps, tx, viewer, 'project.deleted', before, null)
  })
}

/** Brings a deleted project back; one that is not deleted is answered as it is. */
export function restoreProject(deps: Dependencies, actor: Actor, id: string): Promise<Project> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const deleted = await selectProject(tx, viewer, id, true)
    if (!deleted) return toProject(await visible(tx, viewer, id))
    const after = await updateProject(tx, viewer, id, deleted.version, { deletedAt: null })
    if (!after) return toProject(await visible(tx, viewer, id))
    await audit(deps, tx, viewer, 'project.restored', null, after)
    return toProject(after)
  })
}

async function visible(tx: Tx, viewer: Viewer, id: string): Promise<ProjectRow> {
  const row = await selectProject(tx, viewer, id)
  if (!row) throw notFound('project')
  return row
}

async function goneOrStale(tx: Tx, viewer: Viewer, id: string): Promise<AppError> {
  const now = await selectProject(tx, viewer, id)
  return now ? stale(toProject(now)) : notFound('project')
}

function checkDates(startsOn: string | null, dueOn: string | null): void {
  if (startsOn !== null && dueOn !== null && dueOn < startsOn) {
    throw invalidField('/dueOn', 'too_small', 'The due date has to be on or after the start.')
  }
}

async function checkOwner(
  tx: Tx,
  viewer: Viewer,
  ownerId: string | null | undefined,
): Promise<void> {
  if (ownerId && !(await isColleague(tx, viewer, ownerId))) throw notFound('user', '/ownerId')
}

function audit(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  action: string,
  before: ProjectRow | null,
  after: ProjectRow | null,
) {
  return recordChanges(tx, viewer, [
    {
      id: deps.newId(),
      action,
      objectType: 'project',
      objectId: (after ?? before)?.id ?? '',
      before: before && contentIn(before),
      after: after && contentIn(after),
    },
  ])
}

function contentIn(row: ProjectRow): Record<string, unknown> {
  const { key, name, description, status, ownerId, startsOn, dueOn, budgetMinutes, colour } = row
  return { key, name, description, status, ownerId, startsOn, dueOn, budgetMinutes, colour }
}

/**
 * The project that a new or moved task belongs to, held until the transaction ends. One that is
 * archived takes no tasks.
 */
export async function findOpenProject(tx: Tx, viewer: Viewer, id: string): Promise<ProjectRow> {
  const project = await holdProject(tx, viewer, id)
  if (!project) throw notFound('project', '/projectId')
  if (project.status === 'archived') {
    throw conflict(
      'project.archived',
      'This project is archived. Choose another, or reopen it.',
      '/projectId',
    )
  }
  return project
}

/** The next number of a project's tasks; held until the transaction ends. */
export async function nextTaskNumber(tx: Tx, viewer: Viewer, id: string): Promise<number> {
  const number = await takeTaskNumber(tx, viewer, id)
  if (number === undefined) throw notFound('project', '/projectId')
  if (number > limits.taskNumberMax) {
    throw conflict(
      'project.full',
      `A project numbers ${limits.taskNumberMax} tasks at most. Choose another project.`,
      '/projectId',
    )
  }
  return number
}
