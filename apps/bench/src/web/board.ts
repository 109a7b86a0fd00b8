// W8: a card of a full board is carried over its columns by hand and let go.

import type { Page } from 'playwright-core'
import { atMost, type Goal, reported } from '../goal.ts'
import { ms } from './feed.ts'
import { boardCards, type Stage } from './stage.ts'
import { throttleOf, workDuring } from './trace.ts'

export async function measureBoard(stage: Stage): Promise<Goal[]> {
  const page = await stage.openAs('Ana Lima')
  const throttle = await throttleOf(page)
  const run = async (rate: number, card: number) => {
    await throttle(rate)
    const drag = await carry(stage, page, card)
    await throttle(1)
    await page.waitForLoadState('networkidle')
    return drag
  }
  try {
    await page.goto(`${stage.door.url}/tasks?view=board`)
    await page.locator(`[data-task]:nth-of-type(1)`).first().waitFor()
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-task]').length === count,
      boardCards,
    )
    await page.waitForLoadState('networkidle')
    await run(1, 0)
    const [own, slow] = [await run(1, 1), await run(4, 2)]
    return [
      atMost('W8', `Board of ${boardCards} cards: longest task of a drag, CPU`, {
        value: own.drag.longestMs,
        most: 50,
        unit: 'ms',
        got: ms(own.drag.longestMs),
        reference: `${ms(slow.drag.longestMs)} at 4×`,
      }),
      atMost('W8a', 'The same when it is let go', {
        value: own.drop.longestMs,
        most: 50,
        unit: 'ms',
        got: ms(own.drop.longestMs),
        reference: `${ms(slow.drop.longestMs)} at 4×`,
      }),
      reported(
        'W8b',
        'Frames a second while it is dragged',
        '–',
        own.framesPerSecond.toFixed(0),
        `${slow.framesPerSecond.toFixed(0)} at 4×`,
      ),
    ]
  } finally {
    await page.context().close()
  }
}

/** Carries one card of the first column over all of them and down, then lets it go in the last. */
async function carry(stage: Stage, page: Page, index: number) {
  const card = page.locator('[data-column="todo"] [data-task]').nth(index)
  const from = await card.boundingBox()
  const to = await page.locator('[data-column="done"]').boundingBox()
  if (!from || !to) throw new Error('The board has no card to drag or no column to drop it in.')
  const id = await card.getAttribute('data-task')
  await page.mouse.move(from.x + 30, from.y + 20)
  let framesPerSecond = 0
  const drag = await workDuring(stage.browser, page, async () => {
    await page.mouse.down()
    const stop = await countFrames(page)
    for (const y of [from.y + 120, 700, 300]) {
      await page.mouse.move(to.x + 60, y, { steps: 40 })
      await page.mouse.move(from.x + 60, y, { steps: 40 })
    }
    await page.mouse.move(to.x + 60, 400, { steps: 40 })
    framesPerSecond = await stop()
  })
  const drop = await workDuring(stage.browser, page, async () => {
    await page.mouse.up()
    await page.locator(`[data-column="done"] [data-task="${id}"]`).waitFor()
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)))
  })
  return { drag, drop, framesPerSecond }
}

async function countFrames(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    const seen = { count: 0, from: performance.now(), isOver: false }
    const look = () => {
      seen.count += 1
      if (!seen.isOver) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    return seen
  })
  return () =>
    watch.evaluate((seen) => {
      seen.isOver = true
      return seen.count / ((performance.now() - seen.from) / 1000)
    })
}
