import type { AnalysesResult } from './ai/analyses.ts'
import type { CategoriseCost } from './ai/categorise.ts'
import type { SearchCost } from './ai/search.ts'
import { atMost, type Goal, ratio, reported } from './goal.ts'

const names = {
  I1: 'Categorise one line with 500 earlier entries, CPU',
  I2: 'Search of 50,000 pieces, words and meaning ÷ words alone',
  I3: 'Memory of the inference service, most that it had',
  I4: 'Analyses of a PDF of ten pages in a minute',
}

export type AiFigures = {
  categorise: CategoriseCost
  search: SearchCost
  analyses: AnalysesResult
  /** Of the service's own process when it was up and the most it had; of it with its readers. */
  memory: { idleMb: number; peakMb: number; treeMb: number }
}

/** The goals of the part `ai`. A search is met when neither its time nor its CPU is over the target. */
export function judgeAi({ categorise, search, analyses, memory }: AiFigures): Goal[] {
  const { ms, cpuMs, cpuRatio, timeRatio, worst } = search
  const whole = (value: number) => value.toFixed(0)
  return [
    atMost('I1', names.I1, {
      value: categorise.cpuMs,
      most: 60,
      unit: 'ms',
      got: `${categorise.cpuMs.toFixed(1)} ms`,
      reference: `${categorise.wallMs.toFixed(1)} ms by the clock`,
    }),
    atMost('I2', names.I2, {
      value: timeRatio,
      most: 3,
      got: `${ratio(timeRatio)}; CPU ${ratio(cpuRatio)}`,
      reference:
        `${whole(ms.hybrid)} and ${whole(ms.words)} ms, CPU ${whole(cpuMs.hybrid)} and ` +
        `${whole(cpuMs.words)} ms; most at ${worst.kind} ${ratio(worst.timeRatio)}`,
      isMet: cpuRatio <= 3,
    }),
    atMost('I3', names.I3, {
      value: Math.max(memory.peakMb, memory.treeMb),
      most: 600,
      unit: 'MB',
      got: `${memory.peakMb} MB`,
      reference: `${memory.idleMb} MB at its start; ${memory.treeMb} MB with its readers`,
    }),
    {
      id: 'I4',
      goal: names.I4,
      target: '≥ 50',
      got: whole(analyses.perMinute),
      reference: `CPU ${whole(analyses.cpuMs)} ms each; ${analyses.words.toLocaleString('en')} words`,
      verdict: analyses.perMinute >= 50 ? 'green' : 'red',
      value: analyses.perMinute,
    },
  ]
}

/** The same lines where there is no service, and why. */
export function notMeasured(why: string): Goal[] {
  return Object.entries(names).map(([id, goal]) => reported(id, goal, '–', `not measured: ${why}`))
}
