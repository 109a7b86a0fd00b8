// Many check-ins at once, each judged by itself: what is refused names its reason, what is there
// already is left alone, and a dry run writes nothing.

import {
  type CheckinBatch,
  CheckinBatchItem,
  type CheckinBatchResult,
} from '@worksmart/types/checkins'
import { limits } from '@worksmart/types/limits'
import { jsonDepth } from '@worksmart/types/text'
import { recordChanges } from '../audit/audit.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { AppError, invalid, invalidField } from '../errors.ts'
import { fieldErrors } from '../http/field-errors.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import { type Content, isLine, linkContent, readContent } from './checkin-content.ts'
import { loadDirectory, mentionsIn, selectLinkTargets } from './checkin-directory.queries.ts'
import {
  insertCheckins,
  type NewCheckinRow,
  selectBySource,
  selectTakenIds,
} from './checkins.queries.ts'
import { auditOf, idTaken } from './checkins.service.ts'

type Item = { index: number; input: CheckinBatchItem }
type Ready = Item & { content: Content }
type Refusal = CheckinBatchResult['refused'][number]

export function logBatch(
  deps: Dependencies,
  actor: Actor,
  batch: CheckinBatch,
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, (tx, viewer) =>
    batch.dryRun === true
      ? runBatch(deps, tx, viewer, batch).then((result) => answer(result))
      : writeOnce(tx, viewer, retry, async () => ({
          status: 200,
          body: await runBatch(deps, tx, viewer, batch),
          etag: null,
        })),
  )
}

function answer(result: CheckinBatchResult): Written {
  return { status: 200, body: JSON.stringify(result), etag: null, replayed: false }
}

async function runBatch(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  batch: CheckinBatch,
): Promise<CheckinBatchResult> {
  const refused: Refusal[] = []
  const items = parseItems(batch.items, refused)
  const ready = await readItems(deps, tx, viewer, items, refused)
  const known = await selectBySource(
    tx,
    viewer,
    ready.map((item) => item.input.sourceId),
  )
  const taken = await selectTakenIds(
    tx,
    viewer,
    ready.flatMap((item) => item.input.id ?? []),
  )
  const result: CheckinBatchResult = { created: [], existing: [], refused }
  const fresh: Ready[] = []
  for (const item of ready) {
    const { sourceId } = item.input
    const there = known.get(sourceId)
    if (there !== undefined) {
      result.existing.push({ index: item.index, id: there })
      continue
    }
    const id = item.input.id ?? deps.newId()
    if (taken.has(id)) {
      refused.push({ index: item.index, problem: problemOf(idTaken()) })
      continue
    }
    known.set(sourceId, id)
    taken.add(id)
    fresh.push({ ...item, input: { ...item.input, id } })
  }
  if (batch.dryRun === true) result.created = fresh.map((item) => ({ index: item.index }))
  else await insertFresh(deps, tx, viewer, fresh, batch.source ?? 'api', result)
  refused.sort((a, b) => a.index - b.index)
  return result
}

function parseItems(raw: readonly unknown[], refused: Refusal[]): Item[] {
  const items: Item[] = []
  raw.forEach((value, index) => {
    const parsed =
      jsonDepth(value, limits.jsonDepth) > limits.jsonDepth
        ? null
        : CheckinBatchItem.safeParse(value, { reportInput: true })
    if (parsed?.success) items.push({ index, input: parsed.data })
    else
      refused.push({
        index,
        problem: problemOf(invalid(parsed ? fieldErrors(parsed.error.issues) : [])),
      })
  })
  return items
}

async function readItems(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  items: Item[],
  refused: Refusal[],
): Promise<Ready[]> {
  const lines = items.flatMap(({ input }) => (isLine(input) ? [input.text] : []))
  const directory = await loadDirectory(tx, viewer, mentionsIn(lines))
  const reading = { directory, timeZone: viewer.timeZone, now: deps.now() }
  const read = attempt(items, refused, (item) => ({
    ...item,
    content: readContent(item.input, reading),
  }))
  const targets = await selectLinkTargets(
    tx,
    viewer,
    [...new Set(read.flatMap(({ content }) => content.projectId ?? []))],
    [...new Set(read.flatMap(({ content }) => content.taskId ?? []))],
  )
  return attempt(read, refused, (item) => ({
    ...item,
    content: linkContent(item.content, item.input, targets),
  }))
}

// One bad item refuses only itself.
function attempt<In extends Item, Out>(
  items: In[],
  refused: Refusal[],
  step: (item: In) => Out,
): Out[] {
  return items.flatMap((item) => {
    try {
      return [step(item)]
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push({ index: item.index, problem: problemOf(error) })
      return []
    }
  })
}

async function insertFresh(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  fresh: Ready[],
  source: string,
  result: CheckinBatchResult,
): Promise<void> {
  const rows = fresh.map(
    ({ input, content }): NewCheckinRow => ({
      ...content,
      workspaceId: viewer.workspaceId,
      id: input.id ?? deps.newId(),
      userId: viewer.userId,
      source,
      sourceId: input.sourceId,
    }),
  )
  const made = await insertCheckins(tx, rows)
  const bySource = new Map(made.map((row) => [row.sourceId, row]))
  await recordChanges(
    tx,
    viewer,
    made.map((row) => auditOf(deps, 'checkin.created', null, row)),
  )
  const lost = fresh.filter(({ input }) => !bySource.has(input.sourceId))
  // Another import won the race for these, or their id belongs to another row.
  const there = await selectBySource(
    tx,
    viewer,
    lost.map(({ input }) => input.sourceId),
  )
  for (const { index, input } of fresh) {
    const row = bySource.get(input.sourceId)
    const existing = there.get(input.sourceId)
    if (row) result.created.push({ index, id: row.id })
    else if (existing) result.existing.push({ index, id: existing })
    else result.refused.push({ index, problem: problemOf(idTaken()) })
  }
}

function problemOf(error: AppError): Refusal['problem'] {
  const shown = error.extras.errors?.length ? error : invalidField('/', error.code, error.message)
  return { code: error.code, detail: error.message, errors: shown.extras.errors ?? [] }
}
