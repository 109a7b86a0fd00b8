import type { HistoryFilter, HistoryPage } from '@worksmart/types/history'
import type { NewTask, Task, TaskFilter, TaskPage, TaskPatch } from '@worksmart/types/tasks'
import { recordChanges } from '../audit/audit.ts'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { AppError, conflict, forbidden, notFound, stale } from '../errors.ts'
import { readHistory } from '../history/history.service.ts'
import { etagOf } from '../http/etag.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import { lockProjects } from '../projects/projects.queries.ts'
import { findOpenProject, nextTaskNumber } from '../projects/projects.service.ts'
import { isColleague } from '../users/users.queries.ts'
import { checkPosition, placeAfter } from './positions.ts'
import {
  insertTask,
  lockTask,
  moveTime,
  selectLastPosition,
  selectTask,
  selectTaskPage,
  type TaskFacts,
  type TaskRow,
  toTask,
  updateTask,
} from './tasks.queries.ts'

/** One page of tasks, newest first; a board sorts its columns by `position`. */
export function listTasks(deps: Dependencies, actor: Actor, filter: TaskFilter): Promise<TaskPage> {
  const scope = { list: 'tasks', filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    const page = cutPage(await selectTaskPage(tx, viewer, filter, after), filter.limit)
    const last = page.last?.row
    return {
      items: page.rows.map(toTask),
      nextCursor: last ? encodeCursor(scope, [toInstant(last.createdAt), last.id]) : null,
    }
  })
}

export function getTask(deps: Dependencies, actor: Actor, id: string): Promise<Task> {
  return deps.database.withActor(actor, async (tx, viewer) => toTask(await visible(tx, viewer, id)))
}

export function taskHistory(
  deps: Dependencies,
  actor: Actor,
  id: string,
  filter: HistoryFilter,
): Promise<HistoryPage> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    await visible(tx, viewer, id)
    return readHistory(tx, viewer, { type: 'task', id }, filter)
  })
}

/** Creates a task with the next number of its project. Members assign only themselves. */
export function createTask(
  deps: Dependencies,
  actor: Actor,
  input: NewTask,
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, (tx, viewer) =>
    writeOnce(tx, viewer, retry, async () => {
      const { id = deps.newId(), projectId, ...fields } = input
      const there = await sentBefore(tx, viewer, input)
      if (there) return there
      const project = await findOpenProject(tx, viewer, projectId)
      // Only now has the same request, sent at the same moment, either ended or not begun.
      const meanwhile = await sentBefore(tx, viewer, input)
      if (meanwhile) return meanwhile
      await checkAssignee(tx, viewer, fields.assigneeId, null)
      const status = fields.status ?? 'todo'
      const position =
        fields.position === undefined
          ? placeAfter(await selectLastPosition(tx, viewer, projectId, status))
          : checkPosition(fields.position)
      const set = Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined),
      )
      const made = await insertTask(tx, {
        ...set,
        id,
        projectId,
        workspaceId: viewer.workspaceId,
        number: await nextTaskNumber(tx, viewer, projectId),
        creatorId: viewer.userId,
        completedAt: status === 'done' ? deps.now().toISOString() : null,
        position,
      } as never)
      if (!made) throw idTaken()
      await audit(deps, tx, viewer, 'task.created', null, made)
      const task = toTask({ row: made, projectKey: project.key, loggedMinutes: 0 })
      return { status: 201, body: task, etag: etagOf(task) }
    }),
  )
}

function idTaken(): AppError {
  return new AppError(409, 'task.id_taken', 'This id belongs to another task. Take a new one.')
}

// A client that chose its own id may send the same task again.
async function sentBefore(tx: Tx, viewer: Viewer, input: NewTask) {
  const there = input.id === undefined ? undefined : await selectTask(tx, viewer, input.id)
  if (there === undefined) return null
  const isSame = Object.entries(input).every(
    ([key, value]) => value === undefined || there.row[key as keyof TaskRow] === value,
  )
  if (!isSame || there.row.creatorId !== viewer.userId) throw idTaken()
  const task = toTask(there)
  return { status: 200, body: task, etag: etagOf(task) }
}

/**
 * Changes a task. A new project gives it the next number there and takes its time along; only
 * managers and admins move tasks.
 */
export function editTask(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
  patch: TaskPatch,
): Promise<Task> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    // Projects before the task, as everyone who logs time does; else the two wait for each other.
    if (patch.projectId !== undefined) await lockProjects(tx, viewer, [patch.projectId], id)
    await lockTask(tx, viewer, id)
    const before = await changeable(tx, viewer, id)
    if (before.row.version !== version) throw stale(toTask(before))
    const { projectId, ...fields } = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    ) as TaskPatch
    await checkAssignee(tx, viewer, fields.assigneeId, before.row.assigneeId)
    if (fields.position !== undefined) checkPosition(fields.position)
    const moves = projectId !== undefined && projectId !== before.row.projectId
    const place = moves ? await moveTo(tx, viewer, id, projectId) : {}
    const row = await updateTask(tx, viewer, id, version, {
      ...(fields as Partial<TaskRow>),
      ...place,
      ...completion(deps, before.row.status, fields.status),
    })
    if (!row) throw await goneOrStale(tx, viewer, id)
    await audit(deps, tx, viewer, 'task.updated', before.row, row)
    return toTask(await visible(tx, viewer, id))
  })
}

async function moveTo(tx: Tx, viewer: Viewer, id: string, projectId: string) {
  if (viewer.role === 'member') {
    throw forbidden(
      'permission.denied',
      'A manager or an admin can move a task to another project.',
    )
  }
  await findOpenProject(tx, viewer, projectId)
  await moveTime(tx, viewer, id, projectId)
  return { projectId, number: await nextTaskNumber(tx, viewer, projectId) }
}

// Done is stamped once and unstamped when it is opened again.
function completion(
  deps: Dependencies,
  before: string,
  after: string | undefined,
): { completedAt?: string | null } {
  if (after === undefined || after === before) return {}
  if (after === 'done') return { completedAt: deps.now().toISOString() }
  return before === 'done' ? { completedAt: null } : {}
}

/** Deletes a task without time; one with time is refused, because the time would lose its place. */
export function deleteTask(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
): Promise<void> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    await lockProjects(tx, viewer, [], id)
    await lockTask(tx, viewer, id)
    const before = removable(await visible(tx, viewer, id), viewer)
    if (before.row.version !== version) throw stale(toTask(before))
    if (before.loggedMinutes > 0) {
      throw conflict(
        'task.has_time',
        'Time was logged on this task. Set it to Done instead; nothing is lost then.',
      )
    }
    const row = await updateTask(tx, viewer, id, version, { deletedAt: deps.now().toISOString() })
    if (!row) throw await goneOrStale(tx, viewer, id)
    await audit(deps, tx, viewer, 'task.deleted', before.row, null)
  })
}

/** Brings a deleted task back; one that is not deleted is answered as it is. */
export function restoreTask(deps: Dependencies, actor: Actor, id: string): Promise<Task> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const deleted = await selectTask(tx, viewer, id, true)
    const before = removable(deleted ?? (await visible(tx, viewer, id)), viewer)
    if (!deleted) return toTask(before)
    const row = await updateTask(tx, viewer, id, deleted.row.version, { deletedAt: null })
    if (row) await audit(deps, tx, viewer, 'task.restored', null, row)
    return toTask(await visible(tx, viewer, id))
  })
}

async function visible(tx: Tx, viewer: Viewer, id: string): Promise<TaskFacts> {
  const task = await selectTask(tx, viewer, id)
  if (!task) throw notFound('task')
  return task
}

async function changeable(tx: Tx, viewer: Viewer, id: string): Promise<TaskFacts> {
  const task = await visible(tx, viewer, id)
  const isMine = [task.row.creatorId, task.row.assigneeId].includes(viewer.userId)
  if (viewer.role === 'member' && !isMine) {
    throw forbidden(
      'permission.denied',
      'Its creator, its assignee, a manager or an admin can change this task.',
    )
  }
  return task
}

function removable(task: TaskFacts, viewer: Viewer): TaskFacts {
  if (viewer.role === 'member' && task.row.creatorId !== viewer.userId) {
    throw forbidden('permission.denied', 'Its creator, a manager or an admin can delete this task.')
  }
  return task
}

async function goneOrStale(tx: Tx, viewer: Viewer, id: string): Promise<AppError> {
  const now = await selectTask(tx, viewer, id)
  return now ? stale(toTask(now)) : notFound('task')
}

async function checkAssignee(
  tx: Tx,
  viewer: Viewer,
  to: string | null | undefined,
  from: string | null,
): Promise<void> {
  if (to === undefined || to === from || to === null) return
  if (viewer.role === 'member' && to !== viewer.userId) {
    throw forbidden('permission.denied', 'A manager or an admin can assign a task to someone else.')
  }
  if (!(await isColleague(tx, viewer, to))) throw notFound('user', '/assigneeId')
}

function audit(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  action: string,
  before: TaskRow | null,
  after: TaskRow | null,
) {
  return recordChanges(tx, viewer, [
    {
      id: deps.newId(),
      action,
      objectType: 'task',
      objectId: (after ?? before)?.id ?? '',
      before: before && contentIn(before),
      after: after && contentIn(after),
    },
  ])
}

function contentIn(row: TaskRow): Record<string, unknown> {
  const {
    projectId,
    number,
    title,
    description,
    status,
    assigneeId,
    estimateMinutes,
    dueOn,
    position,
  } = row
  return {
    projectId,
    number,
    title,
    description,
    status,
    assigneeId,
    estimateMinutes,
    dueOn,
    position,
  }
}
