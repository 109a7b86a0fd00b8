import type { Checkin } from '@worksmart/types/checkins'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCheckin } from './checkin-test-rows.ts'
import { ApiProblem, type Client, type RequestOptions, Unreachable } from './client.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { newEntry, type OutboxEntry } from './outbox-entry.ts'
import { memoryOutboxStore } from './outbox-store.ts'

type Call = { method: string; path: string; options: RequestOptions }

// The network is the only thing that is played here; the queue and its store are the real ones.
function aNetwork() {
  const calls: Call[] = []
  let answer: (call: Call) => unknown = () => undefined
  const client: Client = {
    userId: 'mia',
    async request<T>(method: string, path: string, options: RequestOptions = {}) {
      const call = { method, path, options }
      calls.push(call)
      return (await answer(call)) as T
    },
    answerTo: () => Promise.reject(new Error('Nothing is read here.')),
  }
  return {
    client,
    calls,
    answers(next: typeof answer) {
      answer = next
    },
  }
}

const savedRow = (row: Checkin | null) => row && { ...row, version: row.version + 1 }
const create = (row = aCheckin()): OutboxEntry =>
  newEntry({
    key: row.id,
    checkinId: row.id,
    write: { kind: 'create', body: { id: row.id, text: '1h x' } },
    before: null,
    after: row,
  })
const edit = (row: Checkin, key = 'edit'): OutboxEntry =>
  newEntry({
    key,
    checkinId: row.id,
    write: { kind: 'edit', body: { activity: 'mine' } },
    before: row,
    after: { ...row, activity: 'mine' },
  })

let network: ReturnType<typeof aNetwork>
let boxes: Outbox[] = []
const open = (store = memoryOutboxStore()) => {
  const saved: { before: Checkin | null; after: Checkin | null }[] = []
  let quiet = 0
  const outbox = createOutbox({
    client: network.client,
    store,
    onSaved: (patch) => saved.push(patch),
    onQuiet: () => {
      quiet += 1
    },
  })
  boxes.push(outbox)
  return { outbox, store, saved, quiet: () => quiet }
}

beforeEach(() => {
  network = aNetwork()
})
afterEach(() => {
  for (const box of boxes) box.stop()
  boxes = []
  vi.useRealTimers()
})

describe('the outbox', () => {
  it('shows a write at once and forgets it when the api has confirmed it', async () => {
    const entry = create()
    network.answers(() => entry.after)
    const { outbox, saved, quiet, store } = open()
    outbox.add(entry)
    expect(outbox.entries()).toHaveLength(1)
    await vi.waitFor(() => expect(quiet()).toBe(1))
    expect(outbox.entries()).toEqual([])
    expect(await store.read()).toEqual([])
    expect(saved).toEqual([{ before: null, after: entry.after }])
  })

  it('sends the id of a new row as its idempotency key, the same on every attempt', async () => {
    const entry = create()
    let attempts = 0
    network.answers(() => {
      attempts += 1
      if (attempts === 1) throw new Unreachable('offline')
      return entry.after
    })
    const { outbox } = open()
    outbox.add(entry)
    await vi.waitFor(() => expect(outbox.isReachable()).toBe(false))
    await outbox.replay()
    expect(network.calls.map(({ options }) => options.idempotencyKey)).toEqual([
      entry.key,
      entry.key,
    ])
    expect(outbox.entries()).toEqual([])
  })

  it('survives a reload: what was queued offline is sent by the next visit, once', async () => {
    const store = memoryOutboxStore()
    network.answers(() => {
      throw new Unreachable('offline')
    })
    const first = open(store)
    const entries = [create(), create()]
    for (const entry of entries) first.outbox.add(entry)
    await first.outbox.replay()
    first.outbox.stop()
    network.calls.length = 0
    network.answers(
      ({ options }) => entries.find(({ key }) => key === options.idempotencyKey)?.after,
    )
    const second = open(store)
    await second.outbox.replay()
    expect(network.calls.map(({ options }) => options.idempotencyKey)).toEqual(
      entries.map(({ key }) => key),
    )
    expect(await store.read()).toEqual([])
  })

  it('sends writes to one row in order, each on top of the answer to the one before', async () => {
    const entry = create()
    network.answers(({ method }) =>
      method === 'POST' ? { ...entry.after, version: 7 } : savedRow(entry.after),
    )
    const { outbox } = open()
    outbox.add(entry)
    outbox.add(edit(entry.after as Checkin))
    await vi.waitFor(() => expect(outbox.entries()).toEqual([]))
    expect(network.calls.map(({ method }) => method)).toEqual(['POST', 'PATCH'])
    expect(network.calls[1]?.options.ifMatch).toBe(`"${entry.checkinId}.7"`)
  })

  it('does not wait for a slow row before it sends another one', async () => {
    const [slow, quick] = [aCheckin(), aCheckin()]
    let finish = (_: Checkin) => {}
    network.answers(({ path }) =>
      path.includes(slow.id)
        ? new Promise<Checkin>((resolve) => {
            finish = resolve
          })
        : savedRow(quick),
    )
    const { outbox } = open()
    outbox.add(edit(slow, 'slow'))
    outbox.add(edit(quick, 'quick'))
    await vi.waitFor(() => expect(outbox.entries().map(({ key }) => key)).toEqual(['slow']))
    finish(slow)
    await vi.waitFor(() => expect(outbox.entries()).toEqual([]))
  })

  it('keeps a refused write for the person, and sends it again only when asked', async () => {
    const entry = create()
    network.answers(() => {
      throw new ApiProblem({ status: 422, code: 'request.invalid' })
    })
    const { outbox } = open()
    outbox.add(entry)
    await vi.waitFor(() => expect(outbox.entries()[0]?.state).toBe('failed'))
    await outbox.replay()
    expect(network.calls).toHaveLength(1)
    network.answers(() => entry.after)
    outbox.retry(entry.key)
    await vi.waitFor(() => expect(outbox.entries()).toEqual([]))
  })

  it.each([401, 408, 429, 503, 504])('tries again by itself after %s', async (status) => {
    network.answers(() => {
      throw new ApiProblem({ status, code: 'server.stopping' })
    })
    const { outbox } = open()
    outbox.add(create())
    await vi.waitFor(() => expect(network.calls).toHaveLength(1))
    await outbox.replay()
    expect(outbox.entries()[0]?.state).toBe('waiting')
  })

  it('waits as long as the api asks before the next attempt', async () => {
    vi.useFakeTimers()
    const entry = create()
    network.answers(() => {
      throw new ApiProblem({ status: 429, code: 'rate.limited', retryAfterMs: 2000 })
    })
    const { outbox } = open()
    outbox.add(entry)
    await vi.advanceTimersByTimeAsync(1900)
    expect(network.calls).toHaveLength(1)
    network.answers(() => entry.after)
    await vi.advanceTimersByTimeAsync(200)
    expect(network.calls).toHaveLength(2)
    expect(outbox.entries()).toEqual([])
  })

  it('stops at a conflict with both versions, and keeps mine on top of theirs when asked', async () => {
    const row = aCheckin()
    const current = { ...row, activity: 'theirs', version: 5 }
    network.answers(() => {
      throw new ApiProblem({ status: 412, code: 'version.stale', current })
    })
    const { outbox } = open()
    outbox.add(edit(row))
    await vi.waitFor(() => expect(outbox.entries()[0]?.state).toBe('conflict'))
    expect(outbox.entries()[0]).toMatchObject({ after: { activity: 'mine' }, current })
    network.answers(() => ({ ...current, activity: 'mine', version: 6 }))
    outbox.retry('edit')
    await vi.waitFor(() => expect(outbox.entries()).toEqual([]))
    expect(network.calls.at(-1)?.options.ifMatch).toBe(`"${row.id}.5"`)
  })

  it('takes theirs when mine is discarded', async () => {
    const row = aCheckin()
    const current = { ...row, activity: 'theirs', version: 5 }
    network.answers(() => {
      throw new ApiProblem({ status: 412, code: 'version.stale', current })
    })
    const { outbox, saved } = open()
    outbox.add(edit(row))
    await vi.waitFor(() => expect(outbox.entries()[0]?.state).toBe('conflict'))
    outbox.discard('edit')
    expect(outbox.entries()).toEqual([])
    expect(saved).toEqual([{ before: row, after: current }])
  })

  it('sees no conflict in its own earlier attempt whose answer was lost', async () => {
    const row = aCheckin()
    const entry = edit(row)
    network.answers(() => {
      throw new ApiProblem({
        status: 412,
        code: 'version.stale',
        current: { ...row, activity: 'mine', version: 2 },
      })
    })
    const { outbox } = open()
    outbox.add(entry)
    await vi.waitFor(() => expect(outbox.entries()).toEqual([]))
  })

  it('counts a row that is already gone as deleted', async () => {
    const row = aCheckin()
    network.answers(() => {
      throw new ApiProblem({ status: 404, code: 'checkin.not_found' })
    })
    const { outbox, saved } = open()
    outbox.add({ ...edit(row), write: { kind: 'remove', reason: null }, after: null })
    await vi.waitFor(() => expect(outbox.entries()).toEqual([]))
    expect(saved).toEqual([{ before: row, after: null }])
  })

  it('drops the edits of a new row together with the row when it is discarded', async () => {
    const entry = create()
    network.answers(() => {
      throw new ApiProblem({ status: 422, code: 'request.invalid' })
    })
    const { outbox } = open()
    outbox.add(entry)
    outbox.add(edit(entry.after as Checkin))
    await vi.waitFor(() => expect(outbox.entries()[0]?.state).toBe('failed'))
    outbox.discard(entry.key)
    expect(outbox.entries()).toEqual([])
  })

  it('keeps working from memory in a browser that refuses storage', async () => {
    const entry = create()
    network.answers(() => entry.after)
    const refused = () => Promise.reject(new Error('storage is not allowed'))
    const { outbox, saved } = open({ read: refused, change: refused, clear: refused })
    outbox.add(entry)
    await vi.waitFor(() => expect(saved).toHaveLength(1))
    expect(outbox.entries()).toEqual([])
  })
})
