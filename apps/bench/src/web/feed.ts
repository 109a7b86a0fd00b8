// W3 and W9: a feed of ten thousand rows flung from one end towards the other, and a line typed above
// it.

import type { Page } from 'playwright-core'
import { atMost, type Goal, ratio, reported } from '../goal.ts'
import { median } from '../measure.ts'
import { feedRows, type Stage } from './stage.ts'
import { throttleOf, type Work, workDuring } from './trace.ts'

const flings = 3
const frames = 120
/** The first frame moves this far, faster than a finger can, and each later one a little less. */
const firstStepPx = 400

export async function measureFeed(stage: Stage): Promise<Goal[]> {
  const page = await stage.openAs('Mia Chen')
  const throttle = await throttleOf(page)
  const workOf = (act: () => Promise<void>) => workDuring(stage.browser, page, act)
  try {
    await loadEverything(page)
    await toTop(page)
    const mounted = await watchMounted(page)
    const own = await workOf(() => fling(page))
    const slow: number[] = []
    for (let time = 0; time < flings; time++) {
      await toTop(page)
      await throttle(4)
      slow.push((await workOf(() => fling(page))).longestMs)
      await throttle(1)
    }
    await toTop(page)
    const whole = await workOf(() => jumpThrough(page))
    const { most, visible } = await mounted()
    await toTop(page)
    const changes = await changesWhileTyping(page, '2h #dev write the report today')
    const empty = await emptyScroller(stage)
    const perFrame = (work: Work) => work.scriptMs / frames
    return [
      atMost('W3', `${feedRows.toLocaleString('en')} rows: most that are mounted in a fling`, {
        value: most,
        most: Math.min(60, 3 * visible),
        got: `${most}`,
        reference: `${visible} in sight`,
      }),
      atMost('W3a', 'Longest task of a fling, CPU at 4×', {
        value: median(slow),
        most: 50,
        unit: 'ms',
        got: `${ms(median(slow))}, worst ${ms(Math.max(...slow))}`,
        reference: `${ms(own.longestMs)} unthrottled`,
      }),
      reported(
        'W3b',
        'Script per frame of a fling ÷ empty scroller',
        '≤ 3 and 4 ms',
        `${ratio(perFrame(own) / perFrame(empty))}; ${perFrame(own).toFixed(2)} ms`,
        `${perFrame(empty).toFixed(2)} ms`,
      ),
      reported(
        'W3c',
        'Longest task when the whole list passes in 100 frames, CPU',
        '≤ 50 ms',
        ms(whole.longestMs),
      ),
      atMost('W9', 'Changes in the feed while a line is typed in the bar', {
        value: changes,
        most: 0,
        got: `${changes}`,
      }),
    ]
  } finally {
    await page.context().close()
  }
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`

/** Scrolls to the end and asks for more until the feed says that there is no more. */
async function loadEverything(page: Page): Promise<void> {
  await page.getByRole('article').first().waitFor()
  const older = page.getByRole('button', { name: 'Load older' })
  const end = page.getByText('That is everything.')
  while (!(await end.isVisible())) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    if (await older.isVisible()) await older.click()
  }
}

async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForFunction(() => scrollY === 0 && document.querySelector('article') !== null)
  await untilQuiet(page)
}

/** A flick: fast at first, then slower and slower. */
function fling(page: Page): Promise<void> {
  return page.evaluate(
    async ([count, first]) => {
      for (let frame = 0; frame < count; frame++) {
        scrollBy(0, first * (1 - frame / count))
        await new Promise((next) => requestAnimationFrame(next))
      }
    },
    [frames, firstStepPx] as const,
  )
}

/** What nobody's hand does: every frame shows rows that were not there before. */
function jumpThrough(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const step = document.documentElement.scrollHeight / 100
    for (let at = 1; at <= 100; at++) {
      scrollTo(0, at * step)
      await new Promise((next) => requestAnimationFrame(next))
    }
  })
}

/** Starts to count the rows of each frame; the function that comes back ends it. */
async function watchMounted(page: Page): Promise<() => Promise<{ most: number; visible: number }>> {
  const watch = await page.evaluateHandle(() => {
    const inSight = (row: Element) => {
      const { top, bottom } = row.getBoundingClientRect()
      return bottom > 0 && top < innerHeight
    }
    const seen = { most: 0, visible: 0, isOver: false }
    const look = () => {
      const rows = [...document.querySelectorAll('article')]
      seen.most = Math.max(seen.most, rows.length)
      if (seen.visible === 0) seen.visible = rows.filter(inSight).length
      if (!seen.isOver) requestAnimationFrame(look)
    }
    look()
    return seen
  })
  return () =>
    watch.evaluate((seen) => {
      seen.isOver = true
      return { most: seen.most, visible: seen.visible }
    })
}

async function emptyScroller(stage: Stage): Promise<Work> {
  const page = await stage.browser.newPage({ viewport: { width: 1440, height: 900 } })
  try {
    await page.setContent('<div style="height: 600000px"></div>')
    await fling(page)
    await page.evaluate(() => scrollTo(0, 0))
    return await workDuring(stage.browser, page, () => fling(page))
  } finally {
    await page.close()
  }
}

async function changesWhileTyping(page: Page, line: string): Promise<number> {
  const bar = page.getByRole('textbox', { name: 'Log a check-in' })
  await bar.focus()
  await untilQuiet(page)
  const feed = await page.getByRole('feed').elementHandle()
  const changes = await page.evaluateHandle((root) => {
    const seen = { count: 0 }
    const observer = new MutationObserver((records) => {
      seen.count += records.length
    })
    const all = { attributes: true, characterData: true, childList: true, subtree: true }
    if (root) observer.observe(root, all)
    return seen
  }, feed)
  await bar.pressSequentially(line)
  await page.getByRole('button', { name: 'Duration 2 hours, edit' }).waitFor()
  return changes.evaluate(({ count }) => count)
}

/** Waits until the feed has not changed for a moment: it goes on measuring after a scroll. */
async function untilQuiet(page: Page): Promise<void> {
  const feed = await page.getByRole('feed').elementHandle()
  await page.evaluate(
    (root) =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, 400)
        const observer = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(resolve, 400)
        })
        if (root) observer.observe(root, { attributes: true, childList: true, subtree: true })
      }),
    feed,
  )
}
