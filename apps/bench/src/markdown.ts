// `npm run bench -- --doc`: a written result as the tables that docs/performance.md quotes.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from './report.ts'

/** Prints the result in `file`, or the newest full one of the folder. Returns the exit code. */
export function printDoc(folder: string, file: string): number {
  const newest = readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name))
    .sort()
    .at(-1)
  const chosen = file || (newest && join(folder, newest))
  if (!chosen) {
    console.error('There is no full result yet: npm run bench writes one.')
    return 66
  }
  console.log(toMarkdown(JSON.parse(readFileSync(chosen, 'utf8')) as Report))
  return 0
}

function toMarkdown({ date, revision, machine, settings, load, goals, cells }: Report): string {
  const [start = '', end = ''] = [load.start, load.end]
  return [
    `${date.slice(0, 10)} ${date.slice(11, 16)} UTC, revision ${revision}, ${machine.cpu}, ` +
      `${machine.cores} shared cores, ${machine.memoryGb} GB,`,
    `${machine.platform}, Node ${machine.node}; ${settings.rows.toLocaleString('en')} check-ins, ` +
      `${settings.rounds} rounds of ${settings.seconds} s; load average`,
    `${start} at the start and ${end} at the end.`,
    '',
    row('', 'goal', 'target', 'got', 'reference', ''),
    rule(6),
    ...goals.map(({ id, goal, target, got, reference, verdict }) =>
      row(id, goal, target, got, reference, verdict),
    ),
    '',
    row('cell', 'req/s', 'CPU µs', 'of it Postgres', 'p50 ms', 'p99 ms', 'bytes'),
    rule(7),
    ...Object.entries(cells).map(([key, cell]) => row(key, ...figures(cell))),
  ].join('\n')
}

const row = (...columns: string[]) => `| ${columns.join(' | ')} |`
const rule = (columns: number) => `|${'---|'.repeat(columns)}`

/** A cell of the floor has no answers, so neither their time nor their bytes. */
function figures(cell: object): string[] {
  const { perSecond, cpuMicros, postgresMicros, p50Ms, p99Ms, bytes } = cell as Record<
    string,
    number
  >
  return [perSecond, cpuMicros, postgresMicros, p50Ms, p99Ms, bytes].map((value, i) =>
    i > 2 && !value ? '–' : (value ?? 0).toLocaleString('en'),
  )
}
