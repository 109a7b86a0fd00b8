import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Goal } from './goal.ts'
import { numbersOf } from './goals.ts'
import type { Machine } from './machine.ts'
import { median, type Samples } from './measure.ts'
import type { Scenario } from './requests.ts'

/** Everything about one run; this is what the results folder holds. */
export type Report = {
  date: string
  revision: string
  machine: Machine
  load: { start: string; end: string }
  settings: { rounds: number; seconds: number; rows: number; users: number }
  fixture: { averageTextLength: number; databaseMb: number; depth: number } | null
  goals: Goal[]
  cells: Record<string, object>
  unsteady: string[]
}

/** By what is measured: api, bytes, plans, inference, web, start-up; then by number. */
export function inOrder(goals: readonly Goal[]): Goal[] {
  const place = ({ id }: Goal) =>
    'ABPIWS'.indexOf(id.charAt(0)) * 1000 + Number.parseInt(id.slice(1), 10)
  return [...goals].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
}

/** Medians of each cell, for the file and for the second table. */
export function summarise(samples: Samples): Record<string, object> {
  return Object.fromEntries(
    [...samples].map(([key, rounds]) => {
      const [by = '', scenario] = key.split(':')
      const numbers = numbersOf(samples, by, scenario as Scenario)
      const costs = rounds.map((one) => one.serverMicros + one.postgresMicros)
      return [
        key,
        {
          perSecond: Math.round(numbers?.rate ?? 0),
          cpuMicros: Math.round(numbers?.cpu ?? 0),
          postgresMicros: Math.round(numbers?.postgres ?? 0),
          p50Ms: round(median(rounds.map((one) => one.p50Ms))),
          p99Ms: round(median(rounds.map((one) => one.p99Ms))),
          bytes: rounds[0]?.bytes ?? 0,
          cpuSpread: round(Math.max(...costs) / Math.min(...costs)),
        },
      ]
    }),
  )
}

const round = (value: number) => Math.round(value * 100) / 100

/** Prints the goals as one table, and what each cell cost below it. */
export function printReport(report: Report): void {
  const { machine, settings, load } = report
  console.log(
    `\nWorkSmart bench · ${report.date} · revision ${report.revision}\n` +
      `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.platform}, Node ${machine.node}\n` +
      `${settings.rows.toLocaleString('en')} check-ins, ${settings.users} users, ` +
      `${settings.rounds} rounds of ${settings.seconds} s · load ${load.start} → ${load.end}\n`,
  )
  printTable(
    ['goal', '', 'target', 'got', 'reference', ''],
    report.goals.map((goal) => [
      goal.id,
      goal.goal,
      goal.target,
      goal.got,
      goal.reference,
      goal.verdict,
    ]),
  )
  const cells = Object.entries(report.cells)
  if (cells.length > 0) {
    const columns = [
      'perSecond',
      'cpuMicros',
      'postgresMicros',
      'p50Ms',
      'p99Ms',
      'bytes',
      'cpuSpread',
    ]
    console.log('\nMedians; requests/s and ms are of this machine in this run only.')
    printTable(
      ['cell', 'req/s', 'CPU µs', 'of it Postgres', 'p50 ms', 'p99 ms', 'bytes', 'CPU spread'],
      cells.map(([key, cell]) => [
        key,
        ...columns.map((column) => String((cell as Record<string, number>)[column])),
      ]),
    )
  }
  if (report.unsteady.length > 0) {
    console.log(
      `\nToo unsteady to judge: ${report.unsteady.join(', ')}. Run it on a quieter machine.`,
    )
  }
}

export function writeReport(report: Report, file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
}

function printTable(head: string[], rows: string[][]): void {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)),
  )
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  console.log(line(head))
  console.log(widths.map((width) => '─'.repeat(width)).join('  '))
  for (const row of rows) console.log(line(row))
}
