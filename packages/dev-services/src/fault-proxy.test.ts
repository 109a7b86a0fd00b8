import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { startFaultProxy } from './fault-proxy.ts'

/** A server that sends everything back, behind the proxy. */
async function echo() {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port } })
  onTestFinished(async () => {
    await proxy.stop()
    server.close()
  })
  return { proxy, server }
}

async function client(port: number) {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  let errorCode: string | undefined
  socket.on('data', (chunk) => {
    heard += chunk.toString()
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    errorCode = error.code
  })
  const closed = new Promise<string>((done) => socket.on('close', () => done(errorCode ?? 'end')))
  await Promise.race([new Promise<void>((done) => socket.once('connect', done)), closed])
  onTestFinished(() => void socket.destroy())
  return { socket, closed, heard: () => heard }
}

const says = (socket: Socket, text: string) => void socket.write(text)

test('without a fault everything passes, in order, to the end', async () => {
  const { proxy } = await echo()
  const { socket, closed, heard } = await client(proxy.port)
  const text = 'abcdefghij'.repeat(300_000)
  socket.end(text)
  expect(await closed).toBe('end')
  expect(heard() === text).toBe(true)
  await expect.poll(() => proxy.connections).toBe(0)
})

test('latency delays both ways, and does not add up over many pieces', async () => {
  const { proxy } = await echo()
  const { socket, heard } = await client(proxy.port)
  proxy.set({ kind: 'latency', ms: 100 })
  const started = performance.now()
  for (let i = 0; i < 50; i++) {
    says(socket, 'x')
    await pause(1)
  }
  await expect.poll(heard, { interval: 5, timeout: 5000 }).toHaveLength(50)
  const tookMs = performance.now() - started
  expect(tookMs).toBeGreaterThan(195)
  expect(tookMs).toBeLessThan(50 * 100)
})

test('latency of one direction counts once', async () => {
  const { proxy } = await echo()
  const { socket, heard } = await client(proxy.port)
  proxy.set({ kind: 'latency', ms: 100, direction: 'down' })
  const started = performance.now()
  says(socket, 'x')
  await expect.poll(heard, { interval: 5 }).toBe('x')
  expect(performance.now() - started).toBeGreaterThan(95)
})

test('a reset ends open and new connections with an error, until it is over', async () => {
  const { proxy } = await echo()
  const open = await client(proxy.port)
  says(open.socket, 'x')
  await expect.poll(open.heard).toBe('x')
  proxy.set({ kind: 'reset' })
  expect(await open.closed).toBe('ECONNRESET')
  expect(await (await client(proxy.port)).closed).toBe('ECONNRESET')
  proxy.set({ kind: 'none' })
  const later = await client(proxy.port)
  says(later.socket, 'y')
  await expect.poll(later.heard).toBe('y')
})

test('a drop ends open and new connections cleanly', async () => {
  const { proxy } = await echo()
  const open = await client(proxy.port)
  says(open.socket, 'x')
  await expect.poll(open.heard).toBe('x')
  proxy.set({ kind: 'drop' })
  expect(await open.closed).toBe('end')
  expect(await (await client(proxy.port)).closed).toBe('end')
})

test('in a black hole connections stay open and nothing passes; later it does', async () => {
  const { proxy, server } = await echo()
  const open = await client(proxy.port)
  says(open.socket, 'x')
  await expect.poll(open.heard).toBe('x')
  proxy.set({ kind: 'blackhole' })
  says(open.socket, 'y')
  const fresh = await client(proxy.port)
  says(fresh.socket, 'z')
  // That something does not happen can only be seen by giving it time.
  expect(await Promise.race([open.closed, fresh.closed, pause(150, 'nothing')])).toBe('nothing')
  expect([open.heard(), fresh.heard()]).toEqual(['x', ''])
  proxy.set({ kind: 'none' })
  await expect.poll(() => [open.heard(), fresh.heard()]).toEqual(['xy', 'z'])
  expect(server.listening).toBe(true)
})

test('a black hole swallows the end of a connection, and the other side learns of it after', async () => {
  const { proxy, server } = await echo()
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const open = await client(proxy.port)
  const [far] = await accepted
  proxy.set({ kind: 'blackhole' })
  open.socket.resetAndDestroy()
  expect(await Promise.race([once(far, 'close'), pause(150, 'nothing')])).toBe('nothing')
  proxy.set({ kind: 'none' })
  await once(far, 'close')
  await expect.poll(() => proxy.connections).toBe(0)
})

test('truncation resets the connection after exactly that many bytes', async () => {
  const { proxy } = await echo()
  const { socket, closed, heard } = await client(proxy.port)
  proxy.set({ kind: 'truncate', afterBytes: 10, direction: 'up' })
  says(socket, 'abcdef')
  await expect.poll(heard).toBe('abcdef')
  says(socket, 'ghijklmnop')
  expect(await closed).toBe('ECONNRESET')
  expect('abcdefghij'.startsWith(heard())).toBe(true)
})

test('a slow line passes what it can, and all of it in the end', async () => {
  const { proxy } = await echo()
  const { socket, heard } = await client(proxy.port)
  proxy.set({ kind: 'slow', bytesPerSecond: 1000, direction: 'down' })
  const started = performance.now()
  says(socket, 'x'.repeat(300))
  await expect.poll(heard, { interval: 10, timeout: 5000 }).toHaveLength(300)
  expect(performance.now() - started).toBeGreaterThan(280)
})

test('with no target behind it, a connection ends', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const address = free.address()
  const port = typeof address === 'object' && address ? address.port : 0
  free.close()
  await once(free, 'close')
  const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port } })
  onTestFinished(() => proxy.stop())
  await (await client(proxy.port)).closed
  expect(proxy.connections).toBe(0)
})
