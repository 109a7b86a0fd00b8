// `npm run bench`: what WorkSmart costs, as ratios inside one run.

import { join } from 'node:path'
import { checkAnswers } from './check-answers.ts'
import { canReadCpu, residentMb } from './cpu.ts'
import { judgePlans } from './explain.ts'
import { type Goal, judgeLoad, unsteadyParts } from './goals.ts'
import { describeMachine, readLoad, readRevision } from './machine.ts'
import { type Cell, type Sample, startBench } from './measure.ts'
import { type Options, readOptions, root, wants } from './options.ts'
import { printReport, type Report, summarise, writeReport } from './report.ts'
import { makeScenarios } from './requests.ts'
import { type Fixture, openFixture, removeWritten } from './seed.ts'
import { apiGoals, measureStarts, reported } from './startup.ts'
import { judgeWeb } from './web.ts'

const say = (line: string) => console.log(line)

/** Which cells a run needs; writes come after all reads, because they change what a page holds. */
function cellsFor(options: Options): { reads: Cell[]; contrast: Cell[]; writes: Cell[] } {
  const [a1, a2, a4, a5, a7] = (['A1', 'A2', 'A4', 'A5', 'A7'] as const).map((part) =>
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

type Loaded = { goals: Goal[]; samples: Map<string, Sample[]>; depth: number }

async function measureLoad(options: Options, fixture: Fixture): Promise<Loaded> {
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

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  const started = { date: new Date().toISOString(), load: readLoad() }
  if (!canReadCpu) say('This system has no /proc: only requests per second can be compared.')
  const goals: Goal[] = []
  // First, because an incomplete build is better met before the long part than after it.
  if (wants(options, 'web')) {
    goals.push(...(judgeWeb() ?? [reported('W1', 'The web app is not built', '–', 'not measured')]))
  }
  const needsData = ['A1', 'A2', 'A4', 'A5', 'A7', 'plans', 'startup'].some((part) =>
    wants(options, part as 'A1'),
  )
  let loaded: Loaded | null = null
  let described: Report['fixture'] = null
  if (needsData) {
    const fixture = await openFixture(options, say)
    try {
      await removeWritten(fixture.ownerUrl)
      loaded = await measureLoad(options, fixture)
      goals.push(...loaded.goals)
      if (wants(options, 'plans')) {
        const urls = { app: fixture.appUrl, owner: fixture.ownerUrl }
        goals.push(...(await judgePlans(urls, loaded.depth)))
      }
      const { averageTextLength, databaseMb } = fixture
      described = { averageTextLength, databaseMb, depth: loaded.depth }
    } finally {
      await fixture.cluster.stop()
    }
  }
  if (wants(options, 'startup')) goals.push(...(await measureStarts()))
  const samples = loaded?.samples ?? new Map<string, Sample[]>()
  const { rounds, seconds, rows, users } = options
  const report: Report = {
    date: started.date,
    revision: readRevision(),
    machine: describeMachine(),
    load: { start: started.load, end: readLoad() },
    settings: { rounds, seconds, rows, users },
    fixture: described,
    goals,
    cells: summarise(samples),
    unsteady: unsteadyParts(samples),
  }
  printReport(report)
  const stamp = started.date.slice(0, 16).replace(':', '')
  const file = options.out ?? join(root, 'apps', 'bench', 'results', `local-${stamp}.json`)
  writeReport(report, file)
  say(`\nWritten to ${file}`)
  if (report.unsteady.length > 0) return 2
  return goals.some((goal) => goal.verdict === 'red') ? 1 : 0
}

process.exit(await main())
