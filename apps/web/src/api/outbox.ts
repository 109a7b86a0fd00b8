import type { Checkin } from '@worksmart/types/checkins'
import type { CheckinPatch } from './checkin-sums.ts'
import type { Client } from './client.ts'
import {
  discarded,
  expectedRow,
  needsAttention,
  newEntry,
  type OutboxEntry,
  sendable,
  settled,
} from './outbox-entry.ts'
import { type Outcome, sendEntry } from './outbox-send.ts'
import type { OutboxStore } from './outbox-store.ts'

export type Outbox = {
  entries(): readonly OutboxEntry[]
  subscribe(listener: () => void): () => void
  /** Shows the write at once and sends it as soon as it can be. */
  add(entry: OutboxEntry): void
  /** Sends a refused write again; on a conflict it goes on top of the row as it is now. */
  retry(key: string): void
  /** Forgets the write and everything built on it. */
  discard(key: string): void
  /** Reads what an earlier visit or another tab left, and sends what is waiting. */
  replay(): Promise<void>
  /** False after an attempt that got no answer. */
  isReachable(): boolean
  /** The row as it will be, null when it will be gone, undefined when nothing is known of it. */
  expected(checkinId: string): Checkin | null | undefined
  stop(): void
}

export type OutboxOptions = {
  client: Client
  store: OutboxStore
  /** Stops questions whose answers could be older than the save that is about to be shown. */
  calm?(): Promise<void>
  /** The api confirmed: `before` and `after` are the row as it was and as it is. */
  onSaved(patch: CheckinPatch): void
  /** Nothing is on its way any more: the moment to ask the api for the truth. */
  onQuiet(): void
  /** Runs a task while no other tab runs one. */
  alone?(task: () => Promise<void>): Promise<void>
  /** Tells the other tabs, and hears from them, that the stored queue has changed. */
  channel?: Pick<BroadcastChannel, 'postMessage' | 'close'> & {
    onmessage: BroadcastChannel['onmessage']
  }
}

const atOnce = 4
const retryMs = 30_000
type Change = (entries: readonly OutboxEntry[]) => OutboxEntry[]

/** Every check-in write passes through here: first on screen, then on disk, then to the api. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, store, calm, onSaved, onQuiet, channel, alone = (task) => task() } = options
  const listeners = new Set<() => void>()
  const confirmed = new Map<string, Checkin>()
  let entries: readonly OutboxEntry[] = []
  let unwritten: Change[] = []
  let disk: Promise<void> = Promise.resolve()
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let wake = () => {}
  let isStopped = false
  let isReachable = true
  let isHeld = false

  function show(next: readonly OutboxEntry[]) {
    entries = next
    for (const listener of listeners) listener()
  }

  // Memory changes in the same tick, so that the row is painted on the next frame; the disk follows
  // in order. A browser that refuses storage keeps working from memory.
  function change(apply: Change): Promise<void> {
    show(apply(entries))
    unwritten = [...unwritten, apply]
    disk = disk
      .then(() => store.change(apply))
      .catch(() => {})
      .then(() => {
        unwritten = unwritten.filter((other) => other !== apply)
        channel?.postMessage('changed')
      })
    return disk
  }

  async function readDisk(): Promise<void> {
    await disk
    const kept = await store.read().catch(() => entries)
    show(unwritten.reduce<readonly OutboxEntry[]>((now, apply) => apply(now), kept))
  }

  const patchEntry = (key: string, patch: Partial<OutboxEntry>) =>
    change((now) => now.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry)))

  async function finish(entry: OutboxEntry, outcome: Outcome): Promise<boolean> {
    if (outcome.kind === 'saved') {
      const before = entries.find((other) => other.key === entry.key)?.before ?? entry.before
      if (outcome.row) confirmed.set(entry.checkinId, outcome.row)
      else confirmed.delete(entry.checkinId)
      await calm?.()
      // Both in one tick: a frame in between would show the row twice or not at all.
      onSaved({ before, after: outcome.row })
      change((now) => settled(now, entry.key, outcome.row))
      return true
    }
    if (outcome.kind === 'later') {
      isReachable = outcome.isReachable
      patchEntry(entry.key, { state: 'waiting' })
      clearTimeout(timer)
      timer = setTimeout(() => void replay(), Math.min(outcome.retryAfterMs ?? retryMs, retryMs))
      return false
    }
    const current = outcome.kind === 'conflict' ? outcome.current : null
    const code = outcome.kind === 'refused' ? outcome.code : 'version.stale'
    patchEntry(entry.key, {
      state: outcome.kind === 'refused' ? 'failed' : 'conflict',
      code,
      current,
    })
    return true
  }

  async function send(entry: OutboxEntry): Promise<boolean> {
    const outcome = await sendEntry(client, entry)
    if (isStopped) return false
    if (outcome.kind !== 'later') isReachable = true
    return finish(entry, outcome)
  }

  // A "later" ends the run: what is left goes with the next replay.
  async function drain(): Promise<void> {
    await readDisk()
    // Only the holder of the lock sends, so an entry that says it is being sent was left behind.
    const left = entries.filter((entry) => entry.state === 'sending').map((entry) => entry.key)
    if (left.length > 0) {
      change((now) => now.map((e) => (left.includes(e.key) ? { ...e, state: 'waiting' } : e)))
    }
    const inFlight = new Set<Promise<unknown>>()
    isHeld = false
    for (;;) {
      for (const entry of isHeld || isStopped ? [] : sendable(entries, atOnce)) {
        patchEntry(entry.key, { state: 'sending' })
        const attempt = send(entry).then((isDone) => {
          inFlight.delete(attempt)
          if (!isDone) isHeld = true
        })
        inFlight.add(attempt)
      }
      if (inFlight.size === 0) break
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      await Promise.race([...inFlight, woken])
    }
    await disk
    if (!isStopped && !entries.some((entry) => !needsAttention(entry))) onQuiet()
  }

  function replay(): Promise<void> {
    running ??= alone(drain).finally(() => {
      running = null
      // A write that arrived in the last moment of the run would otherwise wait for the next one.
      if (!isStopped && !isHeld && sendable(entries, atOnce).length > 0) void replay()
    })
    return running
  }

  async function followOtherTab(): Promise<void> {
    const count = entries.length
    await readDisk()
    if (entries.length < count) onQuiet()
  }

  if (channel) channel.onmessage = () => void followOtherTab()

  function go() {
    wake()
    void replay()
  }

  return {
    entries: () => entries,
    isReachable: () => isReachable,
    expected: (id) => {
      const queued = expectedRow(entries, id)
      return queued === undefined ? confirmed.get(id) : queued
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(entry) {
      change((now) => [...now, entry])
      go()
    },
    retry(key) {
      change((now) =>
        now.map((entry) =>
          entry.key === key ? { ...newEntry(entry), before: entry.current ?? entry.before } : entry,
        ),
      )
      go()
    },
    discard(key) {
      const gone = entries.find((entry) => entry.key === key)
      change((now) => discarded(now, key))
      // "Use theirs": the row as it is now replaces the one that the screen started from.
      if (gone?.current) onSaved({ before: gone.before, after: gone.current })
      if (!entries.some((entry) => !needsAttention(entry))) onQuiet()
    },
    replay,
    stop() {
      isStopped = true
      clearTimeout(timer)
      listeners.clear()
      channel?.close()
    },
  }
}
