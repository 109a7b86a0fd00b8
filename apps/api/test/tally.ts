// What a whole run of tests comes to: how many answers there were, how many of them were a 500, and
// what the tests that break things counted. Test files run in processes of their own, so each adds a
// line to one file, and the end of the run adds the lines up.

import { appendFileSync, readFileSync } from 'node:fs'

export type Tally = {
  answers: number
  answers500: number
  /** Writes that were acknowledged while something was being broken. */
  acknowledged: number
  lost: number
  doubled: number
}

const nothing: Tally = { answers: 0, answers500: 0, acknowledged: 0, lost: 0, doubled: 0 }

/** Names the file; set before the first test file starts. */
export const tallyVariable = 'WORKSMART_TALLY'

/** Adds to the run's counts; outside a run nobody counts. */
export function addToTally(part: Partial<Tally>): void {
  const file = process.env[tallyVariable]
  if (file) appendFileSync(file, `${JSON.stringify(part)}\n`)
}

/** The sum of all lines of the file. */
export function readTally(file: string): Tally {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.reduce(
    (sum, line) => {
      const part = JSON.parse(line) as Partial<Tally>
      for (const [name, count] of Object.entries(part)) sum[name as keyof Tally] += count
      return sum
    },
    { ...nothing },
  )
}

/** The answers that an app's own metrics counted, and the routes of those that were a 500. */
export function countAnswers(metrics: string): { answers: number; broken: string[] } {
  let answers = 0
  const broken: string[] = []
  for (const [, labels = '', count] of metrics.matchAll(
    /^worksmart_requests_total(\S+) (\d+)$/gm,
  )) {
    answers += Number(count)
    if (labels.includes('status="500"')) broken.push(...Array(Number(count)).fill(labels))
  }
  return { answers, broken }
}
