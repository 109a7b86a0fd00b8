// A TCP proxy that behaves like a bad network, so that faults reach the product only from outside.
import { EventEmitter, once } from 'node:events'
import { connect, createServer } from 'node:net'
import { carry, type Fault, type Pair } from './fault-carrier.ts'

export interface FaultProxy {
  readonly port: number
  /** Changes the behaviour of open and of new connections. */
  set(fault: Fault): void
  /** How many clients are connected. */
  readonly connections: number
  stop(): Promise<void>
}

/** Listens on a free loopback port and passes everything on to the target until a fault is set. */
export async function startFaultProxy(options: {
  target: { host: string; port: number }
  port?: number
}): Promise<FaultProxy> {
  let fault: Fault = { kind: 'none' }
  const pairs = new Set<Pair>()
  const changes = new EventEmitter().setMaxListeners(0)
  const weather = { current: () => fault, changes }

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const target = connect({ ...options.target, allowHalfOpen: true, noDelay: true })
    const pair = { client, target }
    pairs.add(pair)
    for (const socket of [client, target]) {
      // What goes wrong here is the fault itself; 'close' follows and does the work.
      socket.on('error', () => {})
      socket.on('close', () => settle(pair))
    }
    carry(pair, 'up', weather)
    carry(pair, 'down', weather)
    settle(pair)
  })

  /** Brings a pair in line with the fault, and ends the side whose other side has ended. */
  const settle = (pair: Pair) => {
    const { client, target } = pair
    if (fault.kind === 'reset') client.resetAndDestroy()
    if (fault.kind === 'drop') client.destroy()
    // In a black hole not even the end of a connection is heard.
    if (fault.kind !== 'blackhole' && (client.destroyed || target.destroyed)) {
      client.destroy()
      target.destroy()
    }
    if (client.destroyed && target.destroyed) pairs.delete(pair)
    changes.emit('change')
  }

  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get connections() {
      return pairs.size
    },
    set: (next) => {
      fault = next
      for (const pair of [...pairs]) settle(pair)
    },
    stop: async () => {
      fault = { kind: 'drop' }
      for (const pair of [...pairs]) settle(pair)
      server.close()
      await once(server, 'close')
    },
  }
}
