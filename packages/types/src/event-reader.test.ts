import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { makeEventReader } from './event-reader.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function readAll(pieces: Iterable<Uint8Array>): string[] {
  const taken: string[] = []
  const { add } = makeEventReader((data) => void taken.push(data))
  for (const piece of pieces) add(piece)
  return taken
}

const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' '))

property.prop([
  fc.array(line, { maxLength: 6 }),
  fc.array(fc.nat(), { maxLength: 20 }),
  fc.boolean(),
])('events are the same however their bytes are cut', (events, cuts, isWindows) => {
  const end = isWindows ? '\r\n' : '\n'
  const bytes = bytesOf(events.map((one) => `data: ${one}${end}${end}`).join(''))
  const at = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b)
  const pieces = [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length))
  expect(readAll(pieces)).toEqual(events)
})

test('comments, names and empty events are passed over, and lines of one event are joined', () => {
  const text = ': hello\n\nevent: sentence\nid: 7\ndata: one\ndata:two\n\nretry: 5\n\ndata: cut'
  expect(readAll([bytesOf(text)])).toEqual(['one\ntwo'])
})

test('an event has the name that it says, and the next one does not inherit it', () => {
  const named: string[] = []
  const { add } = makeEventReader((data, name) => void named.push(`${name} ${data}`))
  add(bytesOf('event: error\ndata: 1\n\ndata: 2\n\n'))
  expect(named).toEqual(['error 1', 'message 2'])
})

test('bytes that are not UTF-8 are refused', () => {
  expect(() => readAll([new Uint8Array([0x64, 0xff, 0xfe])])).toThrow()
})

test('a long event that comes byte by byte costs no more than its length', () => {
  const bytes = bytesOf(`data: ${'x'.repeat(1 << 18)}\n\n`)
  const from = performance.now()
  const [data] = readAll(
    (function* () {
      for (let i = 0; i < bytes.length; i++) yield bytes.subarray(i, i + 1)
    })(),
  )
  expect(data).toHaveLength(1 << 18)
  expect(performance.now() - from).toBeLessThan(15_000)
}, 30_000)
