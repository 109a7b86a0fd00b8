// The part of a run that is timed under load: which cells it needs, and what they say.

import { checkAnswers } from './check-answers.ts'
import { residentMb } from './cpu.ts'
import type { Goal } from './goal.ts'
import { judgeLoad } from './goals.ts'
import { type Cell, type Sample, startBench } from './measure.ts'
import { type Options, wants } from './options.ts'
import { makeScenarios } from './requests.ts'
import { type Fixture, removeWritten } from './seed/open-fixture.ts'
import { apiGoals } from './startup.ts'

export type Loaded = { goals: Goal[]; samples: ReadonlyMap<string, Sample[]>; depth: number }

/** Which cells a run needs; writes come after all reads, because they change what a page holds. */
function cellsFor(options: Options): { reads: Cell[]; contrast: Cell[]; writes: Cell[] } {
  const [a1, a2, a4, a5, a7, a11] = (['A1', 'A2', 'A4', 'A5', 'A7', 'A11'] as const).map((part) =>
    wants(options, part),
  )
  const reads: [boolean | undefined, Cell][] = [
    [a1 || a2, { by: 'app', scenario: 'first' }],
    [a1 || a2, { by: 'idiomatic', scenario: 'first' }],
    [a1 || a7, { by: 'floor', scenario: 'first' }],
    [a4, { by: 'app', scenario: 'team' }],
    [a4, { by: 'app', scenario: 'deep' }],
    [a7, { by: 'floor', scenario: 'stats' }],
    [a7, { by: 'app', scenario: 'stats' }],
    [a11, { by: 'floor', scenario: 'window' }],
    [a11, { by: 'floor', scenario: 'summary' }],
    [a11, { by: 'floor', scenario: 'whole' }],
    [a11, { by: 'app', scenario: 'summary' }],
  ]
  return {
    reads: reads.filter(([wanted]) => wanted).map(([, cell]) => cell),
    contrast: a4
      ? [
          { by: 'offset', scenario: 'team' },
          { by: 'offset', scenario: 'offset' },
        ]
      : [],
    writes: a5
      ? [
          { by: 'app', scenario: 'post' },
          { by: 'idiomatic', scenario: 'post' },
          { by: 'floor', scenario: 'post' },
        ]
      : [],
  }
}

export async function measureLoad(
  options: Options,
  fixture: Fixture,
  say: (line: string) => void,
): Promise<Loaded> {
  const { reads, contrast, writes } = cellsFor(options)
  const withStartup = wants(options, 'startup')
  if (withStartup && reads.length === 0) reads.push({ by: 'app', scenario: 'first' })
  const cells = [...reads, ...contrast, ...writes]
  const { scenarios, depth } = await makeScenarios(fixture.ownerUrl, options)
  if (cells.length === 0) return { goals: [], samples: new Map(), depth }
  const postgresPid = fixture.cluster.pid ?? 0
  const settings = { appUrl: fixture.appUrl, ownerUrl: fixture.ownerUrl }
  const startedAt = performance.now()
  const bench = await startBench(settings, postgresPid, scenarios, cells, say)
  try {
    const usesApp = cells.some((cell) => cell.by === 'app')
    const idleMb = usesApp ? residentMb(bench.pidOf('app')) : 0
    say(`Servers are up after ${Math.round(performance.now() - startedAt)} ms; checking answers.`)
    await checkAnswers([...reads, ...contrast], scenarios, bench.portOf)
    const samples = new Map<string, Sample[]>()
    const keep = (more: ReadonlyMap<string, Sample[]>) => {
      for (const [key, value] of more) samples.set(key, value)
    }
    keep(await bench.run(reads, options.rounds, options.seconds))
    keep(await bench.run(contrast, 1, options.seconds))
    await checkAnswers(writes, scenarios, bench.portOf)
    keep(await bench.run(writes, options.rounds, options.seconds))
    if (!withStartup || !usesApp) return { goals: judgeLoad(samples, depth), samples, depth }
    const api = { readyMs: bench.readyMsOf('app'), idleMb, pid: bench.pidOf('app'), postgresPid }
    return { goals: [...judgeLoad(samples, depth), ...apiGoals(api)], samples, depth }
  } finally {
    await bench.stop()
    await removeWritten(fixture.ownerUrl)
  }
}
