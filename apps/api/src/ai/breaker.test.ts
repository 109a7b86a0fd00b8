import { expect, test } from 'vitest'
import { type Breaker, type CallResult, makeBreaker } from './breaker.ts'

function aBreaker(): { breaker: Breaker; pass: (ms: number) => void; call: Call } {
  let time = 0
  const breaker = makeBreaker(() => time)
  return {
    breaker,
    pass: (ms) => {
      time += ms
    },
    call: (...results) => {
      for (const result of results) {
        expect(breaker.waitMs()).toBe(0)
        breaker.report(result)
      }
    },
  }
}
type Call = (...results: CallResult[]) => void

const failed = (count: number): CallResult[] => Array.from({ length: count }, () => 'failed')
const ok = (count: number): CallResult[] => Array.from({ length: count }, () => 'ok')

test('five failures in a row open it, four do not', () => {
  const { breaker, call } = aBreaker()
  call(...failed(4))
  expect(breaker.isClosed()).toBe(true)
  call('failed')
  expect(breaker.isClosed()).toBe(false)
  expect(breaker.waitMs()).toBe(30_000)
})

test('when half of the calls fail it opens within ten of them', () => {
  const { breaker, call } = aBreaker()
  let calls = 0
  while (breaker.isClosed()) call(calls++ % 2 === 0 ? 'failed' : 'ok')
  expect(calls).toBeLessThanOrEqual(10)
})

test('fewer failures than half leave it closed', () => {
  const { breaker, call } = aBreaker()
  for (let i = 0; i < 50; i++) call('failed', 'ok', 'ok')
  expect(breaker.isClosed()).toBe(true)
})

test('only the last twenty calls of thirty seconds count', () => {
  const { breaker, call, pass } = aBreaker()
  call(...failed(4))
  pass(30_000)
  call(...failed(4))
  expect(breaker.isClosed()).toBe(true)
  const other = aBreaker()
  other.call(...ok(100), ...failed(9))
  expect(other.breaker.isClosed()).toBe(true)
  other.call('failed')
  expect(other.breaker.isClosed()).toBe(false)
})

test('after thirty seconds one probe goes through, and its answer decides', () => {
  const { breaker, call, pass } = aBreaker()
  call(...failed(5))
  pass(29_999)
  expect(breaker.waitMs()).toBe(1)
  pass(1)
  expect(breaker.waitMs()).toBe(0)
  expect(breaker.waitMs()).toBeGreaterThan(0)
  breaker.report('failed')
  expect(breaker.waitMs()).toBe(30_000)
  pass(30_000)
  call('ok')
  expect(breaker.isClosed()).toBe(true)
  call(...failed(4))
  expect(breaker.isClosed()).toBe(true)
})

test('a probe whose caller left decides nothing, and the next one may try', () => {
  const { breaker, call, pass } = aBreaker()
  call(...failed(5))
  pass(30_000)
  call('neutral')
  expect(breaker.isClosed()).toBe(false)
  call('ok')
  expect(breaker.isClosed()).toBe(true)
})

test('callers who leave are no failures', () => {
  const { breaker, call } = aBreaker()
  for (let i = 0; i < 50; i++) call('neutral')
  expect(breaker.isClosed()).toBe(true)
})
