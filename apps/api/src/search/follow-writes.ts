// Keeps the search index a few seconds behind the writes. A write does nothing for it: every change
// is in the log already, in the same transaction, and that is where this looks.

import type { JobDependencies } from '../jobs/jobs.ts'
import { type OwnerType, ownerTypes } from './chunk-text.ts'
import { type Change, selectChanges, selectWorkspaceIds } from './chunks.queries.ts'
import { indexRows, indexSearch, vectorsOf } from './index-search.ts'

const everyMs = 2000
/** A transaction that began before another may end after it; none lasts as long as this. */
const overlapMs = 30_000
const changesPerRead = 2000
const vectorsPerLook = 256
/** After the service did not help, it is left alone for so many looks. */
const restLooks = 15
const firstId = '00000000-0000-0000-0000-000000000000'

/** One look at what changed; call it again and again. It remembers what it has seen. */
export function makeFollower(deps: JobDependencies): () => Promise<void> {
  let since = new Date(deps.now().getTime() - overlapMs)
  let seen = new Map<string, number>()
  let rest = 0

  async function freshIn(workspaceId: string): Promise<Change[]> {
    const fresh: Change[] = []
    let after = { at: since.toISOString(), id: firstId }
    for (;;) {
      const changes = await selectChanges(deps.pool, workspaceId, after, changesPerRead)
      fresh.push(...changes.filter(({ id }) => !seen.has(id)))
      const last = changes.at(-1)
      if (!last || changes.length < changesPerRead) return fresh
      after = last
    }
  }

  return async () => {
    const started = deps.now().getTime()
    if (rest > 0) rest--
    for (const workspaceId of await selectWorkspaceIds(deps.pool)) {
      const fresh = await freshIn(workspaceId)
      if (fresh.length === 0) continue
      // One entry may stand for many rows, and a switch concerns every text.
      if (fresh.some(({ type }) => type === 'workspace' || type === 'user')) await indexSearch(deps)
      for (const type of ownerTypes) {
        await indexRows(deps, workspaceId, type, idsOf(fresh, type))
      }
      for (const { id } of fresh) seen.set(id, started)
      if (rest > 0) continue
      const wish = { most: vectorsPerLook, isThorough: false }
      if ((await vectorsOf(deps, workspaceId, wish)) === null) rest = restLooks
    }
    since = new Date(started - overlapMs)
    seen = new Map([...seen].filter(([, at]) => at > started - 2 * overlapMs))
  }
}

const idsOf = (changes: readonly { type: string; objectId: string }[], type: OwnerType) => [
  ...new Set(changes.filter((one) => one.type === type).map((one) => one.objectId)),
]

/** Looks every two seconds until it is stopped; stopping waits for the look at work. */
export function followWrites(
  deps: JobDependencies,
  warn: (line: string) => void,
): () => Promise<void> {
  const look = makeFollower(deps)
  let isStopping = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  function later(): void {
    if (isStopping) return
    timer = setTimeout(() => {
      running = look()
        .catch((error: Error) => {
          if (!isStopping) warn(`The search index is behind: ${error.message}`)
        })
        .then(later)
    }, everyMs)
    timer.unref()
  }
  later()
  return async () => {
    isStopping = true
    clearTimeout(timer)
    await running
  }
}
