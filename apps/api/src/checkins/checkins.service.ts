import type { Checkin, CheckinPatch, NewCheckin } from '@worksmart/types/checkins'
import { type AuditEntry, recordChanges } from '../audit/audit.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { type AppError, conflict, forbidden, invalidField, notFound, stale } from '../errors.ts'
import { etagOf } from '../http/etag.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import {
  type Content,
  isLine,
  linkContent,
  readContent,
  readFields,
  readLine,
} from './checkin-content.ts'
import { loadDirectory, mentionsIn, selectLinkTargets } from './checkin-directory.queries.ts'
import {
  type CheckinRow,
  insertCheckin,
  reviveCheckin,
  selectBySource,
  selectCheckin,
  toCheckin,
  updateCheckin,
} from './checkins.queries.ts'

/** Logs one check-in for the actor. A repeat with the same id, source id or key makes no second row. */
export function logCheckin(
  deps: Dependencies,
  actor: Actor,
  input: NewCheckin,
  source: 'web' | 'api',
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, (tx, viewer) =>
    writeOnce(tx, viewer, retry, async () => {
      const content = await contentOf(deps, tx, viewer, input)
      const made = await insertCheckin(tx, {
        ...content,
        workspaceId: viewer.workspaceId,
        id: input.id ?? deps.newId(),
        userId: viewer.userId,
        source,
        sourceId: input.sourceId ?? null,
      })
      if (!made) return alreadyThere(tx, viewer, input, content)
      await audit(deps, tx, viewer, 'checkin.created', null, made)
      const checkin = toCheckin(made)
      return { status: 201, body: checkin, etag: etagOf(checkin) }
    }),
  )
}

async function alreadyThere(tx: Tx, viewer: Viewer, input: NewCheckin, content: Content) {
  const bySource =
    input.sourceId === undefined
      ? undefined
      : (await selectBySource(tx, viewer, [input.sourceId])).get(input.sourceId)
  const id = bySource ?? input.id
  const row = id === undefined ? undefined : await selectCheckin(tx, viewer, id, true)
  const isSame =
    row !== undefined &&
    row.userId === viewer.userId &&
    (bySource !== undefined || sameContent(row, content))
  if (!row || !isSame) throw idTaken()
  const checkin = toCheckin(row)
  return { status: 200, body: checkin, etag: etagOf(checkin) }
}

export function idTaken(): AppError {
  return conflict('checkin.id_taken', 'This id belongs to another check-in. Take a new one.', '/id')
}

function sameContent(row: CheckinRow, content: Content): boolean {
  const { text, activity, minutes, tags, workDate, projectId, taskId } = row
  return (
    JSON.stringify([text, activity, minutes, tags, workDate, projectId, taskId]) ===
    JSON.stringify([
      content.text,
      content.activity,
      content.minutes,
      content.tags,
      content.workDate,
      content.projectId,
      content.taskId,
    ])
  )
}

/** Changes one check-in that still has `version`. Another person's row needs an admin and a reason. */
export function editCheckin(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
  patch: CheckinPatch,
): Promise<Checkin> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = await changeable(tx, viewer, id, patch.reason)
    if (before.version !== version) throw stale(toCheckin(before))
    const changes = await changesOf(deps, tx, viewer, before, patch)
    const after = await updateCheckin(tx, viewer, id, version, changes)
    if (!after) throw await goneOrStale(tx, viewer, id)
    await audit(deps, tx, viewer, 'checkin.updated', before, after, patch.reason)
    return toCheckin(after)
  })
}

export function deleteCheckin(
  deps: Dependencies,
  actor: Actor,
  id: string,
  version: number,
  reason?: string,
): Promise<void> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = await changeable(tx, viewer, id, reason)
    if (before.version !== version) throw stale(toCheckin(before))
    const deletedAt = deps.now().toISOString()
    const after = await updateCheckin(tx, viewer, id, version, { deletedAt })
    if (!after) throw await goneOrStale(tx, viewer, id)
    await audit(deps, tx, viewer, 'checkin.deleted', before, null, reason)
  })
}

/** Brings a deleted check-in back; one that is not deleted is answered as it is. */
export function restoreCheckin(
  deps: Dependencies,
  actor: Actor,
  id: string,
  reason?: string,
): Promise<Checkin> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = await changeable(tx, viewer, id, reason, true)
    if (before.deletedAt === null) return toCheckin(before)
    const after = await reviveCheckin(tx, viewer, id, await linksLeft(tx, viewer, before))
    if (!after) return toCheckin(await changeable(tx, viewer, id, reason, true))
    await audit(deps, tx, viewer, 'checkin.restored', null, after, reason)
    return toCheckin(after)
  })
}

// The row for its owner or an admin: invisible is 404, visible but not permitted is 403.
async function changeable(
  tx: Tx,
  viewer: Viewer,
  id: string,
  reason: string | undefined,
  deleted = false,
): Promise<CheckinRow> {
  const row = await selectCheckin(tx, viewer, id, deleted)
  if (!row) throw notFound('checkin')
  if (row.userId === viewer.userId) return row
  if (viewer.role !== 'admin')
    throw forbidden('permission.denied', 'Only its owner or an admin can change this check-in.')
  if (reason === undefined) {
    throw invalidField('/reason', 'required', 'Say why you change another person’s check-in.')
  }
  return row
}

// A project or task without time may be deleted while a check-in of it is in the bin. The time comes
// back without a place then, because nobody could find it in one that is not there.
async function linksLeft(
  tx: Tx,
  viewer: Viewer,
  { projectId, taskId }: CheckinRow,
): Promise<Pick<CheckinRow, 'projectId' | 'taskId'>> {
  if (projectId === null) return { projectId, taskId }
  const targets = await selectLinkTargets(tx, viewer, [projectId], taskId ? [taskId] : [])
  if (!targets.projects.has(projectId)) return { projectId: null, taskId: null }
  return { projectId, taskId: taskId !== null && targets.tasks.has(taskId) ? taskId : null }
}

async function goneOrStale(tx: Tx, viewer: Viewer, id: string): Promise<AppError> {
  const now = await selectCheckin(tx, viewer, id)
  return now ? stale(toCheckin(now)) : notFound('checkin')
}

async function contentOf(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  input: NewCheckin,
): Promise<Content> {
  const directory = await loadDirectory(tx, viewer, mentionsIn(isLine(input) ? [input.text] : []))
  const content = readContent(input, { directory, timeZone: viewer.timeZone, now: deps.now() })
  return link(tx, viewer, content, input)
}

async function link(
  tx: Tx,
  viewer: Viewer,
  content: Content,
  sent: { projectId?: unknown; taskId?: unknown },
): Promise<Content> {
  if (content.projectId === null && content.taskId === null) return content
  const targets = await selectLinkTargets(
    tx,
    viewer,
    content.projectId === null ? [] : [content.projectId],
    content.taskId === null ? [] : [content.taskId],
  )
  return linkContent(content, sent, targets)
}

async function changesOf(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  before: CheckinRow,
  { reason: _reason, ...patch }: CheckinPatch,
): Promise<Partial<Content>> {
  if (isLine(patch)) {
    const directory = await loadDirectory(tx, viewer, mentionsIn([patch.text]))
    const content = readLine(patch as never, {
      directory,
      timeZone: viewer.timeZone,
      now: deps.now(),
    })
    return link(tx, viewer, content, patch)
  }
  // What is not sent stays as it is, `text` included. A new project without a task drops a task of
  // the old one, because a task belongs to its project.
  const sent = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const dropsTask =
    'projectId' in sent && !('taskId' in sent) && sent.projectId !== before.projectId
  const merged = { ...before, ...(dropsTask ? { taskId: null } : {}), ...sent }
  const { text: _text, ...content } = readFields(merged as never, {
    directory: { projects: [], tasks: [] },
    timeZone: viewer.timeZone,
    now: deps.now(),
  })
  const linked = await link(tx, viewer, { ...content, text: null }, sent)
  const { text: _unused, ...changes } = linked
  return changes
}

/** The audit row of one change; only fields that a person decides are kept. */
export function auditOf(
  deps: Dependencies,
  action: string,
  before: CheckinRow | null,
  after: CheckinRow | null,
): AuditEntry {
  return {
    id: deps.newId(),
    action,
    objectType: 'checkin',
    objectId: (after ?? before)?.id ?? '',
    before: before && contentIn(before),
    after: after && contentIn(after),
  }
}

function audit(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  action: string,
  before: CheckinRow | null,
  after: CheckinRow | null,
  reason?: string,
): Promise<void> {
  return recordChanges(tx, viewer, [{ ...auditOf(deps, action, before, after), reason }])
}

function contentIn(row: CheckinRow): Record<string, unknown> {
  const {
    text,
    activity,
    minutes,
    tags,
    workDate,
    startedAt,
    endedAt,
    timeZone,
    projectId,
    taskId,
    userId,
  } = row
  return {
    text,
    activity,
    minutes,
    tags,
    workDate,
    startedAt,
    endedAt,
    timeZone,
    projectId,
    taskId,
    userId,
  }
}
