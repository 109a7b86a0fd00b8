// One direction of one connection, carried under whatever fault is set at the moment.
import type { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'

export type Direction = 'up' | 'down' | 'both'

/** `up` is from the client to the target. Without `direction` a fault works both ways. */
export type Fault =
  | { kind: 'none' }
  /** Each piece of data arrives that much later, in order. */
  | { kind: 'latency'; ms: number; direction?: Direction }
  /** New connections are closed at once, and open ones too, with a clean end. */
  | { kind: 'drop' }
  /** The same with a TCP reset. */
  | { kind: 'reset' }
  /** Connections stay open, and nothing passes any more. */
  | { kind: 'blackhole'; direction?: Direction }
  /** Each connection is reset after that many bytes of one direction. */
  | { kind: 'truncate'; afterBytes: number; direction?: Direction }
  /** No more than that many bytes a second pass. */
  | { kind: 'slow'; bytesPerSecond: number; direction?: Direction }

export interface Pair {
  client: Socket
  target: Socket
}

export interface Weather {
  current(): Fault
  /** Emits `change` whenever the fault or the state of a connection may have changed. */
  changes: EventEmitter
}

interface Parcel {
  /** Null is the end of the stream. */
  bytes: Buffer | null
  arrivedAt: number
}

// What waits here is what a real network would hold; beyond it the sender has to wait.
const heldBytesLimit = 1024 * 1024
const slowSliceMs = 50

/** Passes the bytes of one direction on, in order. It ends with the connection. */
export function carry(pair: Pair, direction: 'up' | 'down', weather: Weather): void {
  const [from, to] = direction === 'up' ? [pair.client, pair.target] : [pair.target, pair.client]
  const queue: Parcel[] = []
  let heldBytes = 0
  let passedBytes = 0
  let isPumping = false

  from.on('data', (bytes: Buffer) => {
    queue.push({ bytes, arrivedAt: performance.now() })
    heldBytes += bytes.length
    if (heldBytes > heldBytesLimit) from.pause()
    void pump()
  })
  from.on('end', () => {
    queue.push({ bytes: null, arrivedAt: performance.now() })
    void pump()
  })

  /** The fault of now, when it is about this direction. */
  const fault = (): Fault => {
    const now = weather.current()
    const side = 'direction' in now ? (now.direction ?? 'both') : 'both'
    return side === 'both' || side === direction ? now : { kind: 'none' }
  }

  const pump = async () => {
    if (isPumping) return
    isPumping = true
    for (let parcel = queue[0]; parcel !== undefined && !to.destroyed; parcel = queue[0]) {
      if (await pass(parcel, fault())) queue.shift()
    }
    isPumping = false
  }

  /** True when the parcel is dealt with, false to look again under the fault of then. */
  const pass = async (parcel: Parcel, now: Fault): Promise<boolean> => {
    if (now.kind === 'blackhole') {
      await change(weather.changes, null)
      return false
    }
    if (now.kind === 'latency') {
      const restMs = parcel.arrivedAt + now.ms - performance.now()
      if (restMs > 0) {
        await change(weather.changes, restMs)
        return false
      }
    }
    if (parcel.bytes === null) {
      to.end()
      return true
    }
    if (now.kind === 'truncate' && passedBytes + parcel.bytes.length >= now.afterBytes) {
      await deliver(parcel.bytes.subarray(0, Math.max(0, now.afterBytes - passedBytes)))
      pair.client.resetAndDestroy()
      return true
    }
    if (now.kind === 'slow') {
      const size = Math.max(1, Math.floor((now.bytesPerSecond * slowSliceMs) / 1000))
      const slice = parcel.bytes.subarray(0, size)
      await change(weather.changes, (slice.length / now.bytesPerSecond) * 1000)
      await deliver(slice)
      parcel.bytes = parcel.bytes.subarray(slice.length)
      return parcel.bytes.length === 0
    }
    await deliver(parcel.bytes)
    return true
  }

  const deliver = async (bytes: Buffer) => {
    passedBytes += bytes.length
    heldBytes -= bytes.length
    if (heldBytes <= heldBytesLimit) from.resume()
    if (bytes.length > 0) await new Promise<void>((done) => void to.write(bytes, () => done()))
  }
}

/** Waits for that time, or for the next change; null waits for the change alone. */
function change(changes: EventEmitter, ms: number | null): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      changes.off('change', done)
      resolve()
    }
    const timer = ms === null ? undefined : setTimeout(done, ms)
    changes.on('change', done)
  })
}
