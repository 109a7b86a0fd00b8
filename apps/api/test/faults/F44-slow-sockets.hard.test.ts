import type { AddressInfo } from 'node:net'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { timed } from './expect-unavailable.ts'
import { seen } from './seen.ts'

let t: TestApp
let port: number
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  port = (t.app.server.address() as AddressInfo).port
})
afterAll(() => t.close())

/** A sender who begins like this and then adds a byte now and then; resolves with when it ended. */
function slowly(begin: string): { socket: Socket; ended: Promise<number> } {
  const started = performance.now()
  const socket = connect(port, '127.0.0.1', () => socket.write(begin))
  const drip = setInterval(() => socket.writable && socket.write('a'), 1000)
  socket.on('error', () => {})
  socket.resume()
  const ended = new Promise<number>((resolve) =>
    socket.on('close', () => {
      clearInterval(drip)
      resolve(performance.now() - started)
    }),
  )
  return { socket, ended }
}

const head = `POST /checkins HTTP/1.1\r\nHost: localhost:3000\r\nX-Slow: `
const body = () =>
  `POST /checkins HTTP/1.1\r\nHost: localhost:3000\r\nX-User-Id: ${t.people.member.id}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`

test('five hundred slow senders are sent away after ten seconds, and others are served meanwhile', async () => {
  const senders = Array.from({ length: 500 }, (_, i) => slowly(i % 2 === 0 ? head : body()))
  const times: number[] = []
  let isOver = false
  const meanwhile = (async () => {
    while (!isOver) {
      const { answer, ms } = await timed(() =>
        fetch(`http://127.0.0.1:${port}/checkins`, {
          headers: { 'x-user-id': t.people.member.id },
        }),
      )
      expect(answer.status).toBe(200)
      await answer.text()
      times.push(ms)
    }
  })()
  const ended = await Promise.all(senders.map((one) => one.ended)).finally(() => {
    isOver = true
  })
  await meanwhile
  expect(Math.max(...ended)).toBeLessThan(15_000)
  expect(times.length).toBeGreaterThan(100)
  const slowest = times.sort((a, b) => b - a)[Math.floor(times.length / 100)] ?? 0
  expect(slowest).toBeLessThan(500)
  expect(await t.sql('select from checkins')).toEqual([])
  seen(
    'F44',
    `closed after ${Math.min(...ended).toFixed(0)} to ${Math.max(...ended).toFixed(0)}; ${times.length} others meanwhile, p99 ${slowest.toFixed(0)}`,
  )
}, 60_000)
