import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { applyCheckinPatch } from './checkin-patch.ts'
import { type CheckinView, refreshHead } from './checkins.ts'
import type { Client } from './client.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { needsAttention, type OutboxEntry } from './outbox-entry.ts'
import { idbOutboxStore, memoryOutboxStore, type OutboxStore } from './outbox-store.ts'

const OutboxContext = createContext<Outbox | null>(null)

export type OutboxCounts = { saving: number; waiting: number; attention: number }

export type OutboxProviderProps = {
  client: Client
  userId: string
  /** Called with every change of the counts, and with zeros when the provider goes. */
  onCounts?: (counts: OutboxCounts) => void
  store?: OutboxStore
  children: ReactNode
}

/** The queue of one person's writes. It sends what an earlier visit left as soon as it mounts. */
export function OutboxProvider(props: OutboxProviderProps) {
  const { client, userId, onCounts, store, children } = props
  const queryClient = useQueryClient()
  const [outbox, setOutbox] = useState<Outbox | null>(null)

  // The queue owns timers, a channel and a lock, which have to end with the session.
  useEffect(() => {
    const made = createOutbox({
      client,
      store: store ?? deviceStore(userId),
      calm: () => queryClient.cancelQueries({ queryKey: ['checkins'] }),
      onSaved: (patch) => {
        applyCheckinPatch(queryClient, patch)
        // A first question that was stopped for this save has nothing to show until it is asked again.
        void queryClient.refetchQueries({
          queryKey: ['checkins'],
          type: 'active',
          predicate: ({ state }) => state.data === undefined,
        })
      },
      onQuiet: () => {
        for (const { queryKey } of activePages(queryClient)) {
          void refreshHead(queryClient, client, queryKey[2] as CheckinView).catch(() => {})
        }
        void queryClient.invalidateQueries({ queryKey: ['checkins', 'stats'] })
        void queryClient.invalidateQueries({ queryKey: ['tags'] })
      },
      ...crossTab(userId),
    })
    const replay = () => void made.replay()
    addEventListener('online', replay)
    replay()
    setOutbox(made)
    return () => {
      removeEventListener('online', replay)
      made.stop()
    }
  }, [client, userId, store, queryClient])

  // The status of the page stands outside this tree.
  useEffect(() => {
    if (!outbox || !onCounts) return
    const report = () => onCounts(countsOf(outbox))
    const unsubscribe = outbox.subscribe(report)
    report()
    return () => {
      unsubscribe()
      onCounts({ saving: 0, waiting: 0, attention: 0 })
    }
  }, [outbox, onCounts])

  if (!outbox) return null
  return <OutboxContext value={outbox}>{children}</OutboxContext>
}

function activePages(queryClient: ReturnType<typeof useQueryClient>) {
  const cache = queryClient.getQueryCache()
  return cache.findAll({ queryKey: ['checkins', 'pages'], type: 'active' })
}

function deviceStore(userId: string): OutboxStore {
  return typeof indexedDB === 'undefined' ? memoryOutboxStore() : idbOutboxStore(userId)
}

// A browser without locks or channels has to make do with one tab; idempotency keys still hold.
function crossTab(userId: string) {
  const name = `worksmart.outbox.${userId}`
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return {
    ...(locks
      ? { alone: async (task: () => Promise<void>) => void (await locks.request(name, task)) }
      : {}),
    ...(typeof BroadcastChannel === 'undefined' ? {} : { channel: new BroadcastChannel(name) }),
  }
}

/** The first try of a write counts as saving; one that had to be put back counts as waiting. */
export function countsOf(outbox: Outbox): OutboxCounts {
  const entries = outbox.entries()
  const attention = entries.filter(needsAttention).length
  const rest = entries.length - attention
  return outbox.isReachable()
    ? { saving: rest, waiting: 0, attention }
    : { saving: 0, waiting: rest, attention }
}

/** Only below `OutboxProvider`. */
export function useOutbox(): Outbox {
  const outbox = use(OutboxContext)
  if (!outbox) throw new Error('useOutbox needs an OutboxProvider above it')
  return outbox
}

/** Every write that is not confirmed, oldest first. */
export function useOutboxEntries(): readonly OutboxEntry[] {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.entries)
}
