// Before anything is timed, every request is asked once of every server: a fast wrong answer would
// win otherwise.

import { isDeepStrictEqual } from 'node:util'
import { Checkin, CheckinPage, CheckinStats } from '@worksmart/types/checkins'
import { ProjectSummary } from '@worksmart/types/projects'
import type { Cell, Server } from './measure.ts'
import { type LoadRequest, pageRows, type Scenario, type Scenarios } from './requests.ts'

/** Throws with the first answer that is not what the contract and the fixture say. */
export async function checkAnswers(
  cells: readonly Cell[],
  scenarios: Scenarios,
  portOf: (server: Server) => number,
): Promise<void> {
  const seen = new Map<string, unknown>()
  for (const { by, scenario } of cells) {
    if (by === 'floor') continue
    for (const [i, request] of scenarios[scenario].entries()) {
      const answer = await ask(portOf(by), request)
      const key = `${scenario} ${i}`
      check(answer, scenario, request, `${by} ${key}`)
      // Reads have to be the same answer whoever gives it; a write makes a new row each time.
      if (scenario !== 'post' && seen.has(key) && !isDeepStrictEqual(seen.get(key), answer)) {
        throw new Error(`${by} answers ${request.path} differently.`)
      }
      seen.set(key, answer)
    }
  }
}

async function ask(port: number, request: LoadRequest): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${request.path}`, {
    method: request.method,
    headers: { 'x-user-id': request.userId, 'content-type': 'application/json' },
    ...(request.body === undefined ? {} : { body: request.body }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${request.path}: ${response.status} ${text}`)
  return JSON.parse(text)
}

function check(answer: unknown, scenario: Scenario, request: LoadRequest, where: string): void {
  if (scenario === 'post') {
    Checkin.strict().parse(answer)
    return
  }
  if (scenario === 'summary') {
    const { count, byTask, tasks } = ProjectSummary.parse(answer)
    if (count === 0 || byTask.length < 2 || tasks.todo === 0) {
      throw new Error(`${where}: the project has no time, or no tasks.`)
    }
    return
  }
  if (scenario === 'stats' || scenario === 'window' || scenario === 'whole') {
    if (CheckinStats.parse(answer).count === 0) throw new Error(`${where}: nothing was counted.`)
    return
  }
  const page = CheckinPage.parse(answer)
  const isWhole = page.items.length === pageRows && page.nextCursor !== null
  const isOwn = scenario !== 'first' || page.items.every((row) => row.userId === request.userId)
  if (!isWhole || !isOwn) throw new Error(`${where}: not a full page of the right rows.`)
}
