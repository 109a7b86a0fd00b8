import { expect, test } from 'vitest'
import { adversarialLines } from './adversarial-lines.ts'
import { fixesFor } from './fixes-for.ts'
import { formatCheckin } from './format-checkin.ts'
import { fuzzSeed, randomFrom, wordLine } from './fuzz-lines.ts'
import { now } from './own-cases/own-case.ts'
import { parseCheckin } from './parse-checkin.ts'

const limitMs = 10

const bestOfFive = (work: () => unknown): number => {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 5; run++) {
    const from = performance.now()
    work()
    best = Math.min(best, performance.now() - from)
  }
  return best
}

const slowOnes = (lines: readonly string[], work: (line: string) => unknown) =>
  lines.filter((line) => bestOfFive(() => work(line)) >= limitMs)

const parse = (line: string) => parseCheckin(line, now)

test('G6: every adversarial line of 500 characters parses in under 10 ms', () => {
  expect(adversarialLines.length).toBeGreaterThan(300)
  expect(slowOnes(adversarialLines, parse)).toEqual([])
})

test('G6: 1,000 random lines of 500 characters parse in under 10 ms each', () => {
  const random = randomFrom(fuzzSeed)
  const lines = Array.from({ length: 1000 }, () => {
    let line = ''
    while (line.length < 500) line += wordLine(random)
    return line.slice(0, 500)
  })
  expect(slowOnes(lines, parse)).toEqual([])
})

test('G6: many suppressed spans and a hostile line stay under 10 ms', () => {
  const suppressed = Array.from({ length: 500 }, (_, at): [number, number] => [at * 3, at * 3 + 1])
  const lines = adversarialLines.slice(0, 60)
  expect(slowOnes(lines, (line) => parseCheckin(line, { ...now, suppressed }))).toEqual([])
})

test('formatting and the fixes of a hostile line stay under 10 ms', () => {
  const lines = adversarialLines.filter((_, index) => index % 7 === 0)
  const work = (line: string) => {
    const parsed = parse(line)
    formatCheckin(parsed)
    const [first] = parsed.diagnostics
    if (first) fixesFor(line, parsed, first, now)
  }
  expect(slowOnes(lines, work)).toEqual([])
})

test('adversarial lines never throw, and their spans stay inside', () => {
  for (const line of adversarialLines) {
    const { tokens, diagnostics } = parse(line)
    for (const { start, end } of [...tokens, ...diagnostics]) {
      expect(start >= 0 && start <= end && end <= line.length).toBe(true)
    }
  }
})
