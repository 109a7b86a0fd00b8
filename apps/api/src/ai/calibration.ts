// How a workspace's own decisions turn the service's raw scores into words: Platt's two numbers, and
// thresholds that keep what the words promise. Pure, so that properties can be tested.

import type { Calibration } from '@worksmart/types/inference/categorize'

/** What became of the best value of one suggestion. */
export type Outcome = { raw: number; isRight: boolean }
export type Fit = Omit<Calibration, 'kind'>

export const leastOutcomes = 50
export const leastOfEachSide = 5

/** What the words promise: so many of what is called so are right. */
const promises = { likely: 0.8, maybe: 0.5 }
/** Few decisions must not turn the words upside down. */
const bounds = { likely: [0.6, 0.95], maybe: [0.35, 0.6] } as const
const ownShare = 0.65
const mostSlope = 100
const mostOffset = 100
const rounds = 100

/**
 * Null below 50 decisions or 5 of each side: the service's own numbers are the better guess then.
 * Everything in it is finite and within the contract, and a higher score never gives a lower word.
 */
export function fitCalibration(outcomes: readonly Outcome[]): Fit | null {
  // Sums of floats depend on their order, and a threshold can jump where two probabilities are
  // equal but for the last bit: in one order of its own the same decisions give the same fit.
  const usable = outcomes
    .filter(({ raw }) => Number.isFinite(raw))
    .sort((a, b) => a.raw - b.raw || Number(a.isRight) - Number(b.isRight))
  const right = usable.filter(({ isRight }) => isRight).length
  const isEnough = usable.length >= leastOutcomes
  if (!isEnough || Math.min(right, usable.length - right) < leastOfEachSide) return null
  const { slope, offset } = fitPlatt(usable, right)
  const said = usable
    .map(({ raw, isRight }) => ({ probability: probabilityOf({ slope, offset }, raw), isRight }))
    .sort((a, b) => b.probability - a.probability)
  const likely = thresholdOf(said, 'likely')
  return { slope, offset, likely, maybe: Math.min(likely, thresholdOf(said, 'maybe')) }
}

export const probabilityOf = ({ slope, offset }: Pick<Fit, 'slope' | 'offset'>, raw: number) =>
  1 / (1 + Math.exp(-(slope * raw + offset)))

/**
 * Newton's steps on the log loss with Platt's softened targets, which keep the optimum finite where
 * the two sides do not overlap. A slope below 0 would call the worse value likelier: it is 0 then.
 */
function fitPlatt(outcomes: readonly Outcome[], right: number): { slope: number; offset: number } {
  const wrong = outcomes.length - right
  const hit = (right + 1) / (right + 2)
  const miss = 1 / (wrong + 2)
  const targets = outcomes.map(({ raw, isRight }) => ({ raw, target: isRight ? hit : miss }))
  const share = targets.reduce((sum, { target }) => sum + target, 0) / targets.length
  const flat = { slope: 0, offset: Math.log(share / (1 - share)) }
  const lossOf = (at: typeof flat) =>
    targets.reduce((sum, { raw, target }) => {
      const z = at.slope * raw + at.offset
      return sum + Math.max(z, 0) - target * z + Math.log1p(Math.exp(-Math.abs(z)))
    }, 0)

  let at = flat
  let loss = lossOf(at)
  for (let round = 0; round < rounds; round++) {
    const step = newtonStep(targets, at)
    let size = 1
    let next = at
    let nextLoss = Number.POSITIVE_INFINITY
    for (; size > 1e-6 && !(nextLoss < loss); size /= 2) {
      next = {
        slope: clamp(at.slope + size * step.slope, 0, mostSlope),
        offset: clamp(at.offset + size * step.offset, -mostOffset, mostOffset),
      }
      nextLoss = lossOf(next)
    }
    if (!(nextLoss < loss)) break
    const gained = loss - nextLoss
    at = next
    loss = nextLoss
    if (gained < 1e-9) break
  }
  return at
}

function newtonStep(
  targets: readonly { raw: number; target: number }[],
  at: { slope: number; offset: number },
): { slope: number; offset: number } {
  let [gradientA, gradientB, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9]
  for (const { raw, target } of targets) {
    const p = probabilityOf(at, raw)
    const weight = p * (1 - p)
    gradientA += raw * (p - target)
    gradientB += p - target
    aa += raw * raw * weight
    ab += raw * weight
    bb += weight
  }
  const determinant = aa * bb - ab * ab
  if (!(determinant > 1e-12)) return { slope: 0, offset: -gradientB / bb }
  return {
    slope: -(bb * gradientA - ab * gradientB) / determinant,
    offset: -(aa * gradientB - ab * gradientA) / determinant,
  }
}

/** The lowest probability from which on the promise was kept, blended with the promise itself. */
function thresholdOf(
  said: readonly { probability: number; isRight: boolean }[],
  word: keyof typeof promises,
): number {
  let own = 1
  let right = 0
  said.forEach(({ probability, isRight }, index) => {
    right += Number(isRight)
    const count = index + 1
    // Equal scores are one step: the order among them says nothing.
    const isStep = said[count]?.probability !== probability
    if (isStep && count >= leastOfEachSide && right / count >= promises[word]) own = probability
  })
  const [least, most] = bounds[word]
  return clamp(ownShare * own + (1 - ownShare) * promises[word], least, most)
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
