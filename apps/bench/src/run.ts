// `npm run bench`: what WorkSmart costs, as ratios inside one run.

import { join } from 'node:path'
import { measureAi } from './ai/ai.ts'
import { canReadCpu } from './cpu.ts'
import { judgePlans } from './explain.ts'
import { judgeSummaryPlan } from './explain-summary.ts'
import type { Goal } from './goal.ts'
import { unsteadyParts } from './goals.ts'
import { type Loaded, measureLoad } from './load-part.ts'
import { describeMachine, readLoad, readRevision } from './machine.ts'
import { printDoc } from './markdown.ts'
import type { Sample } from './measure.ts'
import { isFull, type Options, type Part, readOptions, root, wants } from './options.ts'
import { measureProjectPages } from './project-pages.ts'
import { inOrder, printReport, type Report, summarise, writeReport } from './report.ts'
import { openFixture, removeWritten } from './seed/open-fixture.ts'
import { measureStarts } from './startup.ts'
import { measureUploads } from './uploads.ts'
import { judgeBuild } from './web/build.ts'
import { measureWeb } from './web/web.ts'

const say = (line: string) => console.log(line)
const results = join(root, 'apps', 'bench', 'results')
/** The parts that need the fixture's rows. */
const onRows: readonly Part[] = ['A1', 'A2', 'A4', 'A5', 'A7', 'A11', 'plans', 'bytes', 'startup']

type OnRows = { goals: Goal[]; loaded: Loaded; described: Report['fixture'] }

async function measureOnRows(options: Options): Promise<OnRows> {
  const fixture = await openFixture(options, say)
  try {
    await removeWritten(fixture.ownerUrl)
    const loaded = await measureLoad(options, fixture, say)
    const goals = [...loaded.goals]
    const urls = { app: fixture.appUrl, owner: fixture.ownerUrl }
    if (wants(options, 'plans')) {
      goals.push(...(await judgePlans(urls, loaded.depth, options)))
      goals.push(...(await judgeSummaryPlan(urls.owner, options.rows)))
    }
    if (wants(options, 'bytes')) goals.push(await measureProjectPages(fixture))
    const { averageTextLength, databaseMb } = fixture
    return { goals, loaded, described: { averageTextLength, databaseMb, depth: loaded.depth } }
  } finally {
    await fixture.cluster.stop()
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (options.doc !== null) return printDoc(results, options.doc)
  const started = { date: new Date().toISOString(), load: readLoad() }
  if (!canReadCpu) say('This system has no /proc: only requests per second can be compared.')
  const goals: Goal[] = []
  // First, because an incomplete build is better met before the long part than after it.
  if (wants(options, 'build')) goals.push(...judgeBuild())
  const rowsPart = onRows.some((part) => wants(options, part)) ? await measureOnRows(options) : null
  goals.push(...(rowsPart?.goals ?? []))
  // The database of the fixture is gone by now, so that nothing else works on the machine.
  if (wants(options, 'startup')) goals.push(...(await measureStarts()))
  if (wants(options, 'web')) goals.push(...(await measureWeb(say)))
  if (wants(options, 'uploads')) goals.push(...(await measureUploads(say)))
  if (wants(options, 'ai')) goals.push(...(await measureAi(options.rounds, say)))
  const samples = rowsPart?.loaded.samples ?? new Map<string, Sample[]>()
  const { rounds, seconds, rows, users } = options
  const report: Report = {
    date: started.date,
    revision: readRevision(),
    machine: describeMachine(),
    load: { start: started.load, end: readLoad() },
    settings: { rounds, seconds, rows, users },
    fixture: rowsPart?.described ?? null,
    goals: inOrder(goals),
    cells: summarise(samples),
    unsteady: unsteadyParts(samples),
  }
  printReport(report)
  const day = started.date.slice(0, 10)
  const stamp = `local-${started.date.slice(0, 16).replace(':', '')}`
  const file = options.out ?? join(results, `${isFull(options) ? day : stamp}.json`)
  writeReport(report, file)
  say(`\nWritten to ${file}. As the tables of the docs: npm run bench -- --doc ${file}`)
  if (report.unsteady.length > 0) return 2
  return goals.some((goal) => goal.verdict === 'red') ? 1 : 0
}

process.exit(await main())
