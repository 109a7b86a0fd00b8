import { fc, test as property } from '@fast-check/vitest'
import { Calibration } from '@worksmart/types/inference/categorize'
import { expect, test } from 'vitest'
import { type Fit, fitCalibration, type Outcome, probabilityOf } from './calibration.ts'

const raw = fc.oneof(
  fc.double({ min: -1, max: 3, noNaN: true }),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.constantFrom(0, 0.5, 1, -0),
)
const outcome = fc.record({ raw, isRight: fc.boolean() })
const many = fc.array(outcome, { minLength: 50, maxLength: 300 })

property.prop([many, fc.array(raw, { maxLength: 20 })])(
  'a fit is finite, within the contract, and never calls a lower score likelier',
  (outcomes, scores) => {
    const fit = fitCalibration(outcomes)
    if (!fit) return
    expect(Calibration.safeParse({ kind: 'tag', ...fit }).success).toBe(true)
    expect(fit.maybe).toBeLessThanOrEqual(fit.likely)
    expect(fit.likely).toBeGreaterThanOrEqual(0.6)
    expect(fit.likely).toBeLessThanOrEqual(0.95)
    expect(fit.maybe).toBeGreaterThanOrEqual(0.35)
    const said = scores.sort((a, b) => a - b).map((one) => probabilityOf(fit, one))
    said.forEach((probability, index) => {
      expect(probability).toBeGreaterThanOrEqual(said[index - 1] ?? 0)
      expect(probability).toBeLessThanOrEqual(1)
    })
  },
)

property.prop([fc.array(outcome, { maxLength: 120 })])(
  'there is no fit below fifty decisions or five of each side, and one from there on',
  (outcomes) => {
    const right = outcomes.filter(({ isRight }) => isRight).length
    const isEnough = outcomes.length >= 50 && right >= 5 && outcomes.length - right >= 5
    expect(fitCalibration(outcomes) !== null).toBe(isEnough)
  },
)

property.prop([many, fc.integer()])(
  'the order of the decisions does not matter',
  (outcomes, seed) => {
    const turned = outcomes.map((one, i) => ({ one, at: (i * 7919 + seed) % outcomes.length }))
    const other = fitCalibration(turned.sort((a, b) => a.at - b.at).map(({ one }) => one))
    expect(other).toEqual(fitCalibration(outcomes))
  },
)

/** Decisions of people for whom a score is right with exactly the probability of this curve. */
function decisions(count: number, slope: number, offset: number): Outcome[] {
  let seed = 42
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed / 2 ** 31
  }
  return Array.from({ length: count }, () => {
    const score = random()
    return { raw: score, isRight: random() < probabilityOf({ slope, offset }, score) }
  })
}

test('from many decisions the curve is found again', () => {
  const fit = fitCalibration(decisions(20_000, 6, -2))
  expect(fit?.slope).toBeCloseTo(6, 0)
  expect(fit?.offset).toBeCloseTo(-2, 0)
})

test('where people take almost all, the words come earlier; where they take little, later', () => {
  const kind = fitCalibration(decisions(400, 6, 1))
  const hard = fitCalibration(decisions(400, 6, -5))
  if (!kind || !hard) throw new Error('There is no fit.')
  for (const word of ['likely', 'maybe'] as const) {
    // The lowest score that gets the word.
    const from = (fit: Fit) => (Math.log(fit[word] / (1 - fit[word])) - fit.offset) / fit.slope
    expect(from(kind)).toBeLessThan(from(hard))
  }
})

test('decisions that turn the scores upside down give no slope below zero', () => {
  const fit = fitCalibration(decisions(400, -6, 3))
  expect(fit?.slope).toBe(0)
})

test('two sides that do not overlap have a finite fit', () => {
  const apart = Array.from({ length: 60 }, (_, i) => ({
    raw: i < 30 ? 0.1 : 0.9,
    isRight: i >= 30,
  }))
  const fit = fitCalibration(apart)
  expect(fit && Number.isFinite(fit.slope) && fit.slope > 1).toBe(true)
})

test('scores that are no numbers are left out', () => {
  const broken = Array.from({ length: 60 }, (_, i) => ({ raw: Number.NaN, isRight: i % 2 === 0 }))
  expect(fitCalibration(broken)).toBeNull()
})
