import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { bar, choose, hasFocus, log, row } from '../support/people.ts'
import { failFeed, mendFeed } from '../support/problems.ts'

const app = runApp()

async function today(): Promise<Page> {
  const { page } = await app.open({ isNetworkCut: true })
  await choose(page, app.stack(), 'Ana Lima')
  return page
}

test('a slow answer shows the shape of the feed first, and nothing moves when it comes', async () => {
  const page = await today()
  await log(page, '1h #dev a row to wait for')
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.route(/\/api\/checkins\?/, async (route) => {
    // A second question may still be held when the page closes; that is no failure.
    await page
      .getByText('Loading check-ins')
      .waitFor()
      .catch(() => {})
    await route.continue().catch(() => {})
  })
  await page.evaluate(() => localStorage.removeItem('worksmart.snapshot'))
  await page.addInitScript(() => {
    Object.assign(globalThis, { shift: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        Object.assign(globalThis, {
          shift: Reflect.get(globalThis, 'shift') + Reflect.get(entry, 'value'),
        })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.reload()
  await row(page, 'a row to wait for, 1 hour, dev', 0).waitFor()
  await page.getByText('Loading check-ins').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => Reflect.get(globalThis, 'shift'))).toBeLessThanOrEqual(0.02)
})

test('a feed that could not load says so, names the request and tries again at a key', async () => {
  const page = await today()
  await page.evaluate(() => localStorage.removeItem('worksmart.snapshot'))
  await failFeed(page)
  await page.reload()
  const alert = page.getByRole('alert').filter({ hasText: 'Could not load check-ins.' })
  await alert.getByText('Details for support').click()
  await alert.getByText('request-7f3a').waitFor()
  await mendFeed(page)
  await alert.getByRole('button', { name: 'Try again' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('article').first().waitFor()
  await alert.waitFor({ state: 'detached' })
})

test('the way on from an error has the focus', async () => {
  const page = await today()
  await page.evaluate(() => localStorage.removeItem('worksmart.snapshot'))
  await failFeed(page)
  await page.reload()
  const again = page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  await hasFocus(again)
})

test('a filter without a match says what was asked for and goes in one press', async () => {
  const page = await today()
  await log(page, '1h #dev something to find')
  await row(page, 'something to find, 1 hour, dev', 0).waitFor()
  await page.goto(`${app.stack().url}/today?tag=nowhere&q=needle`)
  await page.getByRole('heading', { name: 'No check-ins match #nowhere “needle”' }).waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await row(page, 'something to find, 1 hour, dev', 0).waitFor()
  await expect.poll(() => new URL(page.url()).search).toBe('')
})

test('without a network the page says so and goes on working', async () => {
  const page = await today()
  await page.context().setOffline(true)
  await page
    .getByText('You are offline. You can read and log; new entries are saved later.')
    .waitFor()
  await page.context().setOffline(false)
  await page.getByText('You are offline.').waitFor({ state: 'detached' })
})

test('several pasted lines show what each would become, and those that are right are logged', async () => {
  const page = await today()
  await bar(page).fill('1h #dev first of three\n2 #dev second of three\n30m #dev third of three')
  const lines = page.getByRole('list', { name: 'Lines' }).getByRole('listitem')
  await lines.filter({ hasText: 'first of three' }).filter({ hasText: '1 h' }).waitFor()
  await lines.filter({ hasText: '“2” has no unit.' }).waitFor()
  await page.getByText('2 of 3 lines can be logged.').waitFor()
  await page.getByRole('button', { name: 'Log 2 entries' }).click()
  await row(page, 'first of three, 1 hour, dev', 0).waitFor()
  await row(page, 'third of three, 30 minutes, dev', 0).waitFor()
  await expect.poll(() => bar(page).inputValue()).toBe('2 #dev second of three')
})

test('what is typed is there again after a reload', async () => {
  const page = await today()
  await bar(page).fill('2h #dev not finished')
  await page.reload()
  await page.getByRole('button', { name: 'Duration 2 hours, edit' }).waitFor()
  await expect.poll(() => bar(page).inputValue()).toBe('2h #dev not finished')
})

test('everything can be done with keys alone: log, walk, edit, delete and take it back', async () => {
  const page = await today()
  await page.getByRole('article').first().waitFor()
  await page.keyboard.press('c')
  await hasFocus(bar(page))
  await page.keyboard.type('25m #keys typed without a mouse')
  await page.keyboard.press('Enter')
  const logged = row(page, 'typed without a mouse, 25 minutes, keys', 0)
  await logged.waitFor()
  await page.keyboard.press('Escape')

  await page.keyboard.press('j')
  await isFocused(page, 'typed without a mouse')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await isFocused(page, 'typed without a mouse')

  await page.keyboard.press('e')
  await hasFocus(page.getByRole('textbox', { name: 'Edit check-in typed without a mouse' }))
  await page.keyboard.press('Control+A')
  await page.keyboard.type('35m #keys edited without a mouse')
  await page.keyboard.press('Enter')
  const edited = row(page, 'edited without a mouse, 35 minutes, keys', 0)
  await edited.waitFor()
  await isFocused(page, 'edited without a mouse')

  await page.keyboard.press('Delete')
  await edited.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await edited.waitFor()
  await isFocused(page, 'edited without a mouse')
})

test('nothing scrolls sideways at 390 and 320 pixels, also with a line in the bar', async () => {
  const page = await today()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 700 })
    await bar(page).fill(
      '9:30-11:15 #dev @"Something with a long name" a line that is rather long yesterday',
    )
    await page.getByRole('button', { name: /^Date .*, edit$/ }).waitFor()
    await expect.poll(() => sidewaysScroll(page)).toBe(0)
    await page.goto(`${app.stack().url}/settings/data`)
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    await expect.poll(() => sidewaysScroll(page)).toBe(0)
    await page.goto(`${app.stack().url}/today`)
  }
})

test('the theme that was chosen is there again after a reload', async () => {
  const page = await today()
  const background = () => page.evaluate(() => getComputedStyle(document.body).colorScheme)
  await page.getByRole('button', { name: 'Theme: as the system. Change to light' }).click()
  await page.getByRole('button', { name: 'Theme: light. Change to dark' }).click()
  await page.getByRole('button', { name: 'Theme: dark. Change to system' }).waitFor()
  await expect.poll(background).toBe('dark')
  await page.reload()
  await page.getByRole('button', { name: 'Theme: dark. Change to system' }).waitFor()
  await expect.poll(background).toBe('dark')
})

/** Waits until the row has the focus: it gets it with the next frame. */
async function isFocused(page: Page, activity: string): Promise<void> {
  await page.waitForFunction((words) => {
    const names = document.activeElement?.getAttribute('aria-labelledby') ?? ''
    return document.getElementById(names)?.textContent?.startsWith(`${words},`)
  }, activity)
}
