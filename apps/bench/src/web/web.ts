import { findChromium } from '../../../../scripts/chromium.mjs'
import { type Goal, reported } from '../goal.ts'
import { measureBoard } from './board.ts'
import { measureFeed } from './feed.ts'
import { measureMoments } from './moments.ts'
import { openStage } from './stage.ts'

/** What the built web app does in a Chromium; one line when there is none. */
export async function measureWeb(log: (line: string) => void): Promise<Goal[]> {
  const chromium = findChromium()
  if (chromium === null) {
    return [reported('W3', 'No Chromium was found, see CHROMIUM_PATH', '–', 'not measured')]
  }
  const stage = await openStage(chromium, log)
  try {
    const goals: Goal[] = []
    for (const [what, measure] of [
      ['moments', measureMoments],
      ['the board', measureBoard],
      ['the feed', measureFeed],
    ] as const) {
      log(`In the browser: ${what}.`)
      goals.push(...(await measure(stage)))
    }
    return goals
  } finally {
    await stage.close()
  }
}
