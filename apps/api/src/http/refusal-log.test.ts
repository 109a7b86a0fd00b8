import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { makeRefusalSample, refusalWriter } from './refusal-log.ts'

test('on one person’s machine a refusal is a line like every other, so its terminal stays quiet', () => {
  const linesOf = (mode: 'dev' | 'clerk', level: string) => {
    const out: string[] = []
    const { log } = Fastify({ logger: { level, stream: { write: (line) => void out.push(line) } } })
    const write = refusalWriter(log, mode, makeRefusalSample())
    write({ reqId: 'r', status: 403, code: 'permission.denied', userId: null, address: 'a' })
    return out.length
  }
  expect([linesOf('dev', 'warn'), linesOf('dev', 'info')]).toEqual([0, 1])
  expect([linesOf('clerk', 'fatal'), linesOf('clerk', 'info')]).toEqual([1, 1])
})

describe('a flood', () => {
  test('of one person is ten lines a minute, and the next one says how many were left out', () => {
    let now = 0
    const sample = makeRefusalSample(() => now)
    const person = { userId: 'a', address: '10.0.0.1' }
    const told = Array.from({ length: 1000 }, () => sample(person)).filter((n) => n !== null)
    expect(told).toEqual(Array(10).fill(0))
    now += 60_000
    expect([sample(person), sample(person)]).toEqual([990, 0])
  })

  test('from a thousand addresses is limited as a whole, and hides nobody who is known', () => {
    const sample = makeRefusalSample(() => 0)
    const told = Array.from({ length: 60_000 }, (_, i) =>
      sample({ userId: null, address: `10.0.${i >> 8}.${i & 255}` }),
    ).filter((n) => n !== null)
    expect(told).toHaveLength(120)
    expect(sample({ userId: 'a', address: '10.0.0.1' })).toBe(59_880)
  })
})
