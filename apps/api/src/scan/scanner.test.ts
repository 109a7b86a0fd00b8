// Whatever a scanner or a storage does that it should not: there is no verdict, in time, and nothing
// stays open.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type FakeClamd, startFakeClamd } from '../../test/fake-clamd.ts'
import { aFreePort } from '../../test/spawn.ts'
import { readEnv } from '../env.ts'
import { waitMs } from './scan-one.ts'
import { clamdOf, makeScanner, type ScanOutcome } from './scanner.ts'

let fake: FakeClamd | null = null
afterEach(async () => {
  await fake?.close()
  fake = null
})

const bytes = Buffer.alloc(300_000, 'a note ')
const file = {
  ...{ workspaceId: 'w', documentId: 'd' },
  sha256: createHash('sha256').update(bytes).digest('hex'),
}

async function* pieces(from: Buffer = bytes) {
  for (let at = 0; at < from.length; at += 65_536) yield from.subarray(at, at + 65_536)
}

const deafServer = `require('node:net').createServer().listen(
  { port: 0, host: '127.0.0.1', backlog: 1 },
  function () { process.stdout.write(String(this.address().port)) })`

type Asked = {
  port?: number
  limitMs?: number
  openDocument?: () => Promise<AsyncIterable<Uint8Array>>
}

const scannerAt = ({ port = fake?.port ?? 0, limitMs = 2000, openDocument }: Asked = {}) =>
  makeScanner(
    { host: '127.0.0.1', port, connectMs: 300, limitMs },
    { openDocument: openDocument ?? (async () => pieces()) },
  )

const scan = (asked?: Asked): Promise<ScanOutcome> => scannerAt(asked).scan(file)
const nothing = (why: string) => ({ verdict: 'none', why })

describe('a scanner that does what it should not', () => {
  test.each([
    ['an empty answer', '\0'],
    ['words', 'hello\0'],
    ['half of an answer', 'stream: O'],
    ['another command’s answer', 'PONG\0'],
    ['an error', 'stream: Can’t allocate memory ERROR\0'],
    ['a name with a line break', 'stream: A\nB FOUND\0'],
    ['a name without end', `stream: ${'A'.repeat(500)} FOUND\0`],
    ['more than it was asked for', 'stream: OK and well\0'],
  ])('%s is no verdict', async (_what, answer) => {
    fake = await startFakeClamd({ answer: (socket) => socket.end(answer) })
    expect(await scan()).toEqual(nothing('garbled'))
    expect(fake.received.map((whole) => whole.equals(bytes))).toEqual([true])
  })

  test('an answer without end is cut off, and fills no memory', async () => {
    let written = 0
    fake = await startFakeClamd({
      answer: (socket) => {
        const more = () => {
          if (socket.destroyed) return
          written += 65_536
          socket.write(Buffer.alloc(65_536, 'x'), () => setImmediate(more))
        }
        more()
      },
    })
    expect(await scan()).toEqual(nothing('garbled'))
    await expect.poll(() => fake?.open()).toBe(0)
    expect(written).toBeLessThan(20_000_000)
  })

  test('a verdict before it has the whole file is none', async () => {
    for (const early of ['stream: OK\0', 'stream: Early FOUND\0']) {
      fake = await startFakeClamd({ early: (socket) => socket.write(early) })
      async function* slow() {
        yield Buffer.from('one')
        await new Promise((resolve) => setTimeout(resolve, 200))
        yield Buffer.from('two')
      }
      expect(await scan({ openDocument: async () => slow() })).toEqual(nothing('garbled'))
      await fake.close()
    }
  })

  test.each([
    'INSTREAM size limit exceeded. ERROR\0',
    'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0',
  ])('a file that is too large for it has no verdict: %j', async (answer) => {
    fake = await startFakeClamd({ answer: (socket) => socket.end(answer) })
    expect(await scan()).toEqual(nothing('too_large'))
  })

  test('one that never answers is left in time, and its connection closed', async () => {
    fake = await startFakeClamd({})
    const startedAt = performance.now()
    expect(await scan({ limitMs: 300 })).toEqual(nothing('timeout'))
    expect(performance.now() - startedAt).toBeLessThan(1500)
    await expect.poll(() => fake?.open()).toBe(0)
  })

  test('one that does not read is left in time', async () => {
    const large = Buffer.alloc(30_000_000, 'x')
    fake = await startFakeClamd({ early: (socket) => socket.pause() })
    const openDocument = async () => pieces(large)
    expect(await scan({ limitMs: 500, openDocument })).toEqual(nothing('timeout'))
  })

  test('one that hangs up is away', async () => {
    fake = await startFakeClamd({ early: (socket) => socket.destroy() })
    expect(await scan()).toEqual(nothing('unreachable'))
  })

  test('one that is not there is away', async () => {
    expect(await scan({ port: await aFreePort() })).toEqual(nothing('unreachable'))
  })

  test('one that takes no connection is away after the time for that', async () => {
    // It is stopped and its line is full, so that the next one would wait for minutes.
    const child = spawn(process.execPath, ['-e', deafServer])
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const port = Number(String(line))
    child.kill('SIGSTOP')
    const before = Array.from({ length: 5 }, () => connect({ host: '127.0.0.1', port }))
    for (const socket of before) socket.on('error', () => {})
    await new Promise((resolve) => setTimeout(resolve, 100))
    const startedAt = performance.now()
    try {
      expect(await scan({ port, limitMs: 10_000 })).toEqual(nothing('unreachable'))
      const tookMs = performance.now() - startedAt
      expect([tookMs > 250, tookMs < 2000]).toEqual([true, true])
    } finally {
      for (const socket of before) socket.destroy()
      child.kill('SIGKILL')
    }
  })
})

describe('a storage that does what it should not', () => {
  const clean = () => startFakeClamd({ answer: (socket) => socket.end('stream: OK\0') })

  test('other bytes than were uploaded are not what the verdict is about', async () => {
    fake = await clean()
    for (const other of [bytes.subarray(1), Buffer.alloc(300_000, 'x'), Buffer.alloc(0)]) {
      expect(await scan({ openDocument: async () => pieces(other) })).toEqual(nothing('unreadable'))
    }
    expect(fake.received).toEqual([])
  })

  test('one that is away or breaks off is said to be', async () => {
    fake = await clean()
    const away = async () => {
      throw new Error('away')
    }
    async function* broken() {
      yield bytes.subarray(0, 1000)
      throw new Error('broken')
    }
    expect(await scan({ openDocument: away })).toEqual(nothing('unreadable'))
    expect(await scan({ openDocument: async () => broken() })).toEqual(nothing('unreadable'))
    await expect.poll(() => fake?.open()).toBe(0)
  })

  test('it is not asked for a file while nobody would scan it', async () => {
    let asked = 0
    const openDocument = async () => {
      asked++
      return pieces()
    }
    await scan({ port: await aFreePort(), openDocument })
    expect(asked).toBe(0)
  })
})

describe('when the process ends', () => {
  test('what is at work ends at once without a verdict, and nothing more begins', async () => {
    fake = await startFakeClamd({})
    const scanner = scannerAt({ limitMs: 60_000 })
    const scanning = scanner.scan(file)
    await expect.poll(() => fake?.received.length).toBe(1)
    scanner.stop()
    expect(await scanning).toEqual(nothing('stopped'))
    expect(await scanner.scan(file)).toEqual(nothing('stopped'))
    expect(scanner.inTurn(async () => {})).toBeNull()
    await expect.poll(() => fake?.open()).toBe(0)
  })
})

test('a large file goes through in pieces, as fast as the scanner reads, and fills no memory', async () => {
  const count = 3000
  const piece = () => Buffer.alloc(65_536, 'x')
  const whole = createHash('sha256')
  for (let i = 0; i < count; i++) whole.update(piece())
  const expected = 'zINSTREAM\0'.length + count * (4 + 65_536) + 4
  let read = 0
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      read += chunk.length
      if (read === expected) socket.end('stream: OK\0')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const memory = () => process.memoryUsage().arrayBuffers
  let most = 0
  let waiting = 0
  async function* large() {
    for (let i = 0; i < count; i++) {
      yield piece()
      waiting = Math.max(waiting, i * 65_536 - read)
      most = Math.max(most, memory())
    }
  }
  const { port } = server.address() as AddressInfo
  const scanner = scannerAt({ port, limitMs: 20_000, openDocument: async () => large() })
  const before = memory()
  expect(await scanner.scan({ ...file, sha256: whole.digest('hex') })).toEqual({ verdict: 'clean' })
  // What waits is in the buffers of the connection; all of it would be 190 MiB.
  expect(waiting).toBeLessThan(16_000_000)
  expect(most - before).toBeLessThan(64_000_000)
  await new Promise((closed) => server.close(closed))
})

test('three scans run at a time, the others wait in line', async () => {
  let running = 0
  let most = 0
  const scanner = scannerAt({ port: 1 })
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 10))
    running--
  }
  await Promise.all(Array.from({ length: 20 }, () => scanner.inTurn(work)))
  expect([most, running]).toEqual([3, 0])
})

test('a file without a verdict waits longer each time, and half an hour at most', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map((tries) => waitMs(tries) / 60_000)
  expect(minutes).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30])
})

test('the setting names a host and a port, or no scanner', () => {
  const placeOf = (CLAMD_ADDRESS: string) => clamdOf(readEnv({ CLAMD_ADDRESS }))
  expect(placeOf('')).toBeNull()
  expect(placeOf('clamd:3310')).toMatchObject({ host: 'clamd', port: 3310 })
  expect(placeOf('[::1]:3310')).toMatchObject({ host: '::1', port: 3310 })
})
