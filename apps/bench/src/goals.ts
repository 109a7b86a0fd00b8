import { type Goal, ratio } from './goal.ts'
import { median, type Sample, type Samples } from './measure.ts'
import type { Scenario } from './requests.ts'

type Numbers = { rate: number; cpu: number; postgres: number; refused: number }

/** Medians of one cell, or undefined when it was not run. */
export function numbersOf(samples: Samples, by: string, scenario: Scenario): Numbers | undefined {
  const rounds = samples.get(`${by}:${scenario}`)
  if (!rounds || rounds.length === 0) return undefined
  const mid = (pick: (one: Sample) => number) => median(rounds.map(pick))
  return {
    rate: mid((one) => one.perSecond),
    cpu: mid((one) => one.serverMicros + one.postgresMicros),
    postgres: mid((one) => one.postgresMicros),
    refused: rounds.reduce((sum, one) => sum + one.refused, 0),
  }
}

/**
 * What moved more than twofold between rounds, so that its median says little: the CPU of a cell, or
 * the ratio of a round for the goal that compares requests per second. The requests per second of one
 * cell move with every neighbour on the machine, and no goal uses them alone.
 */
export function unsteadyParts(samples: Samples): string[] {
  const spread = (values: number[]) => Math.max(...values) / Math.min(...values)
  const cells = [...samples].filter(
    ([, rounds]) => spread(rounds.map((one) => one.serverMicros + one.postgresMicros)) > 2,
  )
  const reference = samples.get('idiomatic:first') ?? []
  const ratios = (samples.get('app:first') ?? []).map(
    (one, i) => one.perSecond / (reference[i]?.perSecond ?? 0),
  )
  const isRatioUnsteady = reference.length > 0 && spread(ratios) > 2
  return [...cells.map(([key]) => key), ...(isRatioUnsteady ? ['A2'] : [])]
}

/** The goals that the cells of this run allow to judge. */
export function judgeLoad(samples: Samples, depth: number): Goal[] {
  const at = (by: string, scenario: Scenario) => numbersOf(samples, by, scenario)
  const goals: Goal[] = []
  const [page, floor, idiomatic] = [
    at('app', 'first'),
    at('floor', 'first'),
    at('idiomatic', 'first'),
  ]
  if (page && floor) {
    goals.push(
      judge('A1', 'First page, CPU ÷ database floor', 4.5, 'most', page.cpu / floor.postgres, [
        page.refused,
        idiomatic ? `reference ${ratio(idiomatic.cpu / floor.postgres)}` : '–',
      ]),
    )
  }
  if (page && idiomatic) {
    goals.push(
      judge('A2', 'First page, requests/s ÷ reference', 2, 'least', page.rate / idiomatic.rate, [
        page.refused + idiomatic.refused,
        `CPU ${ratio(idiomatic.cpu / page.cpu)}`,
        '2.2',
      ]),
    )
  }
  const [team, deep] = [at('app', 'team'), at('app', 'deep')]
  if (team && deep) {
    const [offset, offsetFirst] = [at('offset', 'offset'), at('offset', 'team')]
    goals.push(
      judge(
        'A4',
        `Page at depth ${depth.toLocaleString('en')} ÷ first page, CPU`,
        1.2,
        'most',
        deep.cpu / team.cpu,
        [
          team.refused + deep.refused,
          offset && offsetFirst ? `OFFSET ${ratio(offset.cpu / offsetFirst.cpu)}` : '–',
        ],
      ),
    )
  }
  const [post, postFloor, postReference] = [
    at('app', 'post'),
    at('floor', 'post'),
    at('idiomatic', 'post'),
  ]
  if (post && postFloor) {
    const judged = judge(
      'A5',
      'POST /checkins, durable, CPU ÷ floor',
      2.4,
      'most',
      post.cpu / postFloor.postgres,
      [
        post.refused,
        postReference ? `reference ${ratio(postReference.cpu / postFloor.postgres)}` : '–',
      ],
    )
    goals.push(post.refused > 0 ? judged : { ...judged, verdict: 'reported' })
  }
  const stats = at('floor', 'stats')
  if (stats && floor) {
    goals.push(
      judge(
        'A7',
        'Own 30-day stats ÷ page of 50, SQL CPU',
        2,
        'most',
        stats.postgres / floor.postgres,
        [0, '–'],
      ),
    )
  }
  const [summary, window, whole] = [
    at('floor', 'summary'),
    at('floor', 'window'),
    at('floor', 'whole'),
  ]
  if (summary && window) {
    goals.push(
      judge(
        'A11',
        'Summary of the large project ÷ stats of as many rows, SQL CPU',
        3,
        'most',
        summary.postgres / window.postgres,
        [
          at('app', 'summary')?.refused ?? 0,
          whole ? `same rows ${ratio(summary.postgres / whole.postgres)}` : '–',
        ],
      ),
    )
  }
  return goals
}

function judge(
  id: string,
  goal: string,
  target: number,
  bound: 'most' | 'least',
  value: number,
  [refused, reference, aim]: [refused: number, reference: string, aim?: string],
): Goal {
  const isMet = bound === 'most' ? value <= target : value >= target
  return {
    id,
    goal,
    target: `${bound === 'most' ? '≤' : '≥'} ${target}${aim ? ` (aim ${aim})` : ''}`,
    got: refused > 0 ? `void: ${refused} answers were not 2xx` : ratio(value),
    reference,
    verdict: isMet && refused === 0 ? 'green' : 'red',
    value,
  }
}
