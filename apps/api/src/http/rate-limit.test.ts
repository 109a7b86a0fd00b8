import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { makeRateLimit } from './rate-limit.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 10, 0, 0) + seconds * 1000)

test('one call too many in a minute is 429 and says how long to wait', () => {
  const limit = makeRateLimit(3)
  for (const second of [0, 10, 20]) limit('ana', at(second))
  const refuse = () => limit('ana', at(25))
  expect(refuse).toThrow(AppError)
  try {
    refuse()
  } catch (error) {
    expect(error).toMatchObject({ status: 429, code: 'rate.limited' })
    expect((error as AppError).extras.headers).toEqual({ 'retry-after': '35' })
  }
})

test('a refused call does not make the wait longer', () => {
  const limit = makeRateLimit(2)
  limit('ana', at(0))
  limit('ana', at(1))
  for (const second of [30, 45, 59]) expect(() => limit('ana', at(second))).toThrow()
  limit('ana', at(60))
  expect(() => limit('ana', at(60))).toThrow()
})

test('one person’s calls are not counted for another', () => {
  const limit = makeRateLimit(1)
  limit('ana', at(0))
  limit('mia', at(0))
  expect(() => limit('ana', at(1))).toThrow()
})

test('ten thousand quiet people are forgotten and one at work is not', () => {
  const limit = makeRateLimit(1)
  for (let i = 0; i <= 10_000; i++) limit(`quiet ${i}`, at(0))
  limit('ana', at(100))
  for (let i = 0; i < 5; i++) limit(`other ${i}`, at(120))
  expect(() => limit('ana', at(130))).toThrow()
})
