import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { openPage, type WatchedPage } from '../support/browser.ts'
import { taskTimes } from '../support/long-tasks.ts'
import { insertCheckins } from '../support/many-rows.ts'
import { bar, choose } from '../support/people.ts'

const rowCount = 10_000
const mountedAtMost = 60

const app = runApp()

let at: WatchedPage

beforeAll(async () => {
  await insertCheckins(app.stack(), 'mia', rowCount)
  at = await openPage(app.browser())
  await choose(at.page, app.stack(), 'Mia Chen')
  await loadEverything(at.page)
})
afterAll(async () => {
  await at?.context.close()
  expect(at.complaints).toEqual([])
})

// How long a task takes depends on what else the machine does, so the time is printed here and
// judged only by hand; what is judged is that a fling never mounts more than its share.
test('a fling through 10,000 rows never mounts more than sixty of them', async () => {
  await goTo(at.page, 0)
  const mounted = await at.page.evaluateHandle(() => {
    const seen = { most: 0 }
    const look = () => {
      seen.most = Math.max(seen.most, document.querySelectorAll('article').length)
      requestAnimationFrame(look)
    }
    look()
    return seen
  })
  const tasks = await taskTimes(app.browser(), at.page, () => fling(at.page))
  process.stdout.write(
    `fling: ${tasks.length} tasks, the longest ${Math.max(...tasks)} ms of CPU\n`,
  )
  expect(tasks.length).toBeGreaterThan(100)
  const most = await mounted.evaluate((seen) => seen.most)
  expect(most).toBeGreaterThan(10)
  expect(most).toBeLessThanOrEqual(mountedAtMost)
})

test('of 10,000 rows few are mounted, and each says its true place', async () => {
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    await goTo(at.page, part)
    await isSettled(at.page)
    for (const { name, place } of await namedPlaces(at.page)) expect(name).toBe(`entry ${place}`)
  }
})

test('the row that has the focus stays, however far the page is scrolled', async () => {
  const { page } = at
  await goTo(page, 0.75)
  await isSettled(page)
  const [, , third] = await namedPlaces(page)
  const place = third?.place ?? 0
  await page.getByRole('article', { name: new RegExp(`^entry ${place},`) }).focus()
  await goTo(page, 0)
  await isSettled(page)
  await expect.poll(() => focusedPlace(page)).toBe(place)
  await page.keyboard.press('j')
  await expect.poll(() => focusedPlace(page)).toBe(place + 1)
})

test('typing in the bar changes nothing in the feed', async () => {
  await goTo(at.page, 0)
  expect(await changesWhileTyping(at.page, '2h #dev write the report today')).toBe(0)
})

/** Scrolls to the end and asks for more until the feed says that there is no more. */
async function loadEverything(page: Page): Promise<void> {
  await page.getByRole('article').first().waitFor()
  const older = page.getByRole('button', { name: 'Load older' })
  const end = page.getByText('That is everything.')
  while (!(await end.isVisible())) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    // The button may go while it is on its way to be pressed: then the next round looks again.
    if (await older.isVisible()) await older.click({ timeout: 1000 }).catch(() => {})
  }
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const last = page.getByRole('article', { name: new RegExp(`^entry ${rowCount},`) })
  await last.and(page.locator(`[aria-posinset="${rowCount}"]`)).waitFor()
}

/** Scrolls to that part of the page and waits until rows stand there. */
async function goTo(page: Page, part: number): Promise<void> {
  await page.evaluate((to) => scrollTo(0, to * document.documentElement.scrollHeight), part)
  await page.waitForFunction(() => {
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
    return scrollY === 0 || middle?.closest('article') !== null
  })
}

/** Waits until a screen of rows is mounted and no more than may be. */
async function isSettled(page: Page): Promise<void> {
  await expect
    .poll(async () => (await namedPlaces(page)).length)
    .toSatisfy((count: number) => count > 10 && count <= mountedAtMost)
}

/** A hundred frames from the top to the bottom, each further down by as much as the one before. */
async function fling(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const step = document.documentElement.scrollHeight / 100
    for (let at = 1; at <= 100; at++) {
      scrollTo(0, at * step)
      await new Promise((next) => requestAnimationFrame(next))
    }
  })
}

/**
 * The rows in the document, by the place in their name and the place they tell. Found and read in
 * one step: between two, the list may take a row out, and its name is no longer in the document.
 */
function namedPlaces(page: Page): Promise<{ name: string | undefined; place: number }[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('article'), (article) => {
      const name = document.getElementById(article.getAttribute('aria-labelledby') ?? '')
      const place = Number(article.getAttribute('aria-posinset'))
      return { name: name?.textContent?.split(',')[0], place }
    }),
  )
}

function focusedPlace(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.activeElement?.getAttribute('aria-posinset')))
}

/** How often anything in the feed changed while the line was typed. */
async function changesWhileTyping(page: Page, line: string): Promise<number> {
  await bar(page).focus()
  await untilQuiet(page)
  const feed = await page.getByRole('feed').elementHandle()
  const changes = await page.evaluateHandle((root) => {
    const seen = { count: 0 }
    const observer = new MutationObserver((records) => {
      seen.count += records.length
    })
    if (root) {
      observer.observe(root, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      })
    }
    return seen
  }, feed)
  await bar(page).pressSequentially(line)
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
