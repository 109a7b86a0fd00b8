import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Raised when the shape of anything kept changes: an older snapshot is then ignored. */
const version = 2

// Starts with `worksmart.` and not with `worksmart.device.`: the session removes such keys when the
// person signs out or changes.
const storageKey = 'worksmart.snapshot'

type Kept = { queryKey: QueryKey; data: unknown; updatedAt: number }
type Snapshot = { version: number; userId: string; kept: Kept[] }

type Store = Pick<Storage, 'getItem' | 'setItem'>

/**
 * Puts what the last visit saw into the caches, so that the first paint waits for no answer. Data
 * that is already there wins. False when nothing fits this person and this version.
 */
export function restoreSnapshot(queryClient: QueryClient, userId: string, store: Store): boolean {
  const snapshot = readSnapshot(store)
  if (snapshot?.version !== version || snapshot.userId !== userId) return false
  for (const { queryKey, data, updatedAt } of snapshot.kept) {
    if (queryClient.getQueryData(queryKey) !== undefined) continue
    queryClient.setQueryData(queryKey, data, { updatedAt })
  }
  return true
}

/** Keeps the caches on the device, a moment after they change. Returns how to stop. */
export function keepSnapshot(
  queryClient: QueryClient,
  userId: string,
  store: Store,
  delayMs = 500,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    timer = undefined
    writeSnapshot(queryClient, userId, store)
  }
  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    if (
      event.type === 'updated' &&
      event.action.type === 'success' &&
      isKept(event.query.queryKey)
    ) {
      timer ??= setTimeout(write, delayMs)
    }
  })
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}

/** Writes at once: first pages only, and only what is on screen now. */
export function writeSnapshot(queryClient: QueryClient, userId: string, store: Store): void {
  const kept = queryClient
    .getQueryCache()
    .findAll({ predicate: (query) => isKept(query.queryKey) && query.state.data !== undefined })
    .filter((query) => query.queryKey[0] !== 'checkins' || query.isActive())
    .map(({ queryKey, state }) => ({
      queryKey,
      data: firstPage(state.data),
      updatedAt: state.dataUpdatedAt,
    }))
  try {
    store.setItem(storageKey, JSON.stringify({ version, userId, kept } satisfies Snapshot))
  } catch {
    // A full or refused storage costs the warm start, nothing else.
  }
}

const keptRoots = new Set(['checkins', 'projects', 'tags', 'users'])

function isKept(queryKey: QueryKey): boolean {
  return keptRoots.has(String(queryKey[0]))
}

function firstPage(data: unknown): unknown {
  const isPaged = typeof data === 'object' && data !== null && 'pages' in data
  if (!isPaged || !Array.isArray(data.pages)) return data
  return { pages: data.pages.slice(0, 1), pageParams: [null] }
}

function readSnapshot(store: Store): Snapshot | null {
  try {
    return JSON.parse(store.getItem(storageKey) ?? 'null')
  } catch {
    return null
  }
}
