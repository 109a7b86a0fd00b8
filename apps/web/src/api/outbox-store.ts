import { createStore, del, get, update } from 'idb-keyval'
import type { OutboxEntry } from './outbox-entry.ts'

type Change = (entries: readonly OutboxEntry[]) => readonly OutboxEntry[]

/** Where the queue survives a reload. `change` is atomic across tabs. */
export type OutboxStore = {
  read(): Promise<readonly OutboxEntry[]>
  change(change: Change): Promise<void>
  clear(): Promise<void>
}

/** One list per person, so that nobody ever sends what another person wrote. */
export function idbOutboxStore(userId: string): OutboxStore {
  const store = createStore('worksmart', 'outbox')
  return {
    read: async () => (await get<OutboxEntry[]>(userId, store)) ?? [],
    change: (change) =>
      update<readonly OutboxEntry[]>(userId, (entries) => change(entries ?? []), store),
    clear: () => del(userId, store),
  }
}

/** For a browser that refuses storage: the queue then lasts until the page is closed. */
export function memoryOutboxStore(entries: readonly OutboxEntry[] = []): OutboxStore {
  let kept = entries
  return {
    read: async () => kept,
    change: async (change) => {
      kept = change(kept)
    },
    clear: async () => {
      kept = []
    },
  }
}
