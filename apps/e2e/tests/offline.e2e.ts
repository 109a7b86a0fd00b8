import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import type { WatchedPage } from '../support/browser.ts'
import { bar, choose, log, row } from '../support/people.ts'
import { holdRequests } from '../support/requests.ts'

const app = runApp()
const anyRequest = '**/api/**'

const status = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Sidebar' }).getByText(words, { exact: true })

async function savedRows(person: 'ana' | 'marco' | 'mia', words: string) {
  const query = new URLSearchParams({ userId: app.stack().idOf(person), q: words })
  const answer = await app.stack().api(person, 'GET', `/checkins?${query}`)
  const { items } = (await answer.json()) as { items: { activity: string }[] }
  return items.map(({ activity }) => activity)
}

async function openAs(name: Parameters<typeof choose>[2]): Promise<WatchedPage> {
  const opened = await app.open({ isNetworkCut: true })
  await choose(opened.page, app.stack(), name)
  await opened.page.getByRole('search', { name: 'Filters' }).waitFor()
  return opened
}

test('what is logged without a network waits, outlives a reload and is saved once', async () => {
  const { page, context } = await openAs('Mia Chen')
  await page.getByRole('heading', { name: 'Log your first check-in' }).waitFor()
  await context.setOffline(true)
  await page.getByText('You are offline.').waitFor()
  await log(page, '1h #dev first line in the tunnel')
  await log(page, '30m #dev second line in the tunnel')
  const first = row(page, 'first line in the tunnel, 1 hour, dev', 0)
  const second = row(page, 'second line in the tunnel, 30 minutes, dev', 0)
  await first.getByRole('img', { name: 'Saving' }).waitFor()
  await second.getByRole('img', { name: 'Saving' }).waitFor()
  await status(page, 'Offline, 2 waiting').waitFor()

  await page.route(anyRequest, (route) => route.abort())
  await context.setOffline(false)
  await page.reload()
  await first.waitFor()
  await second.waitFor()
  await status(page, '2 waiting').waitFor()
  expect(await savedRows('mia', 'tunnel')).toEqual([])

  await page.unroute(anyRequest)
  await context.setOffline(true)
  await context.setOffline(false)
  await status(page, 'Saved').waitFor()
  await first.getByRole('img', { name: 'Saving' }).waitFor({ state: 'detached' })
  await page.reload()
  await first.waitFor()
  await expect.poll(() => page.getByRole('article').count()).toBe(2)
  await expect
    .poll(() => savedRows('mia', 'tunnel'))
    .toEqual(['second line in the tunnel', 'first line in the tunnel'])
})

test('a save whose answer got lost on the way is not saved twice', async () => {
  const { page, context } = await openAs('Marco Rossi')
  await page.route('**/api/checkins', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await log(page, '15m #plan heard but not answered')
  await status(page, '1 waiting').waitFor()
  await expect.poll(() => savedRows('marco', 'heard')).toEqual(['heard but not answered'])
  await page.unroute('**/api/checkins')
  await context.setOffline(true)
  await context.setOffline(false)
  await status(page, 'Saved').waitFor()
  await row(page, 'heard but not answered, 15 minutes, plan', 0).waitFor()
  expect(await savedRows('marco', 'heard')).toEqual(['heard but not answered'])
})

test('a list that is still awaited when a queued line is saved comes all the same', async () => {
  const { page } = await openAs('Marco Rossi')
  await page.route(anyRequest, (route) => route.abort())
  await log(page, '1h #plan written on the train')
  await status(page, '1 waiting').waitFor()
  await page.unroute(anyRequest)
  await page.evaluate(() => localStorage.removeItem('worksmart.snapshot'))
  let isSaved = () => {}
  const saved = new Promise<void>((resolve) => {
    isSaved = resolve
  })
  page.on('response', (response) => {
    if (response.request().method() === 'POST') isSaved()
  })
  await page.route(/\/api\/checkins\?/, async (route) => {
    await saved
    await route.continue().catch(() => {})
  })
  await page.reload()
  await status(page, 'Saved').waitFor()
  await page.waitForLoadState('networkidle')
  await row(page, 'written on the train, 1 hour, plan', 0).waitFor()
  await page.getByRole('img', { name: 'Saving' }).waitFor({ state: 'detached' })
})

test('a row stands on the screen before the api has answered', async () => {
  const { page } = await openAs('Mia Chen')
  const writes = await holdRequests(page, (request) => request.method() !== 'GET')
  await log(page, '10m #dev patience')
  await row(page, 'patience, 10 minutes, dev', 0).waitFor()
  await status(page, 'Saving 1').waitFor()
  expect(await savedRows('mia', 'patience')).toEqual([])
  await writes.release()
  await status(page, 'Saved').waitFor()
  await expect.poll(() => savedRows('mia', 'patience')).toEqual(['patience'])
})

test('a second visit shows the rows of the last one before the api has answered', async () => {
  const { page } = await openAs('Mia Chen')
  await log(page, '20m #dev what was here before')
  await status(page, 'Saved').waitFor()
  await page.waitForFunction(() =>
    localStorage.getItem('worksmart.snapshot')?.includes('what was here before'),
  )
  const questions = await holdRequests(page)
  await page.reload()
  await row(page, 'what was here before, 20 minutes, dev', 0).waitFor()
  await questions.release()
})

test('two tabs that change one row show both versions and keep what was typed', async () => {
  const { page: mine, context } = await openAs('Ana Lima')
  await log(mine, '1h #dev draft of the plan')
  const original = row(mine, 'draft of the plan, 1 hour, dev', 0)
  await status(mine, 'Saved').waitFor()
  await original.press('e')
  const editor = mine.getByRole('textbox', { name: /^Edit check-in/ })
  await editor.fill('1h #dev plan as I know it')

  const theirs = await context.newPage()
  await theirs.goto(app.stack().url)
  await row(theirs, 'draft of the plan, 1 hour, dev', 0).press('e')
  await theirs
    .getByRole('textbox', { name: 'Edit check-in draft of the plan' })
    .fill('2h #dev plan as the other tab knows it')
  await theirs.keyboard.press('Enter')
  await status(theirs, 'Saved').waitFor()
  await expect.poll(() => savedRows('ana', 'plan')).toEqual(['plan as the other tab knows it'])

  expect(await editor.inputValue()).toBe('1h #dev plan as I know it')
  await editor.press('Enter')
  const conflict = mine.getByRole('article', { name: /plan as/ })
  await conflict.getByText('This was changed somewhere else').waitFor()
  await conflict.getByText('Yours: plan as I know it').waitFor()
  await conflict.getByText('Theirs: plan as the other tab knows it').waitFor()
  expect(await savedRows('ana', 'plan')).toEqual(['plan as the other tab knows it'])

  await conflict.getByRole('button', { name: 'Keep mine' }).click()
  await row(mine, 'plan as I know it, 1 hour, dev', 0).waitFor()
  await expect.poll(() => savedRows('ana', 'plan')).toEqual(['plan as I know it'])
})

test('after a change of person nothing of the one before is left', async () => {
  const { page, context } = await openAs('Ana Lima')
  await log(page, '5m #private what only Ana knows')
  await row(page, 'what only Ana knows, 5 minutes, private', 0).waitFor()
  await status(page, 'Saved').waitFor()
  await page.waitForFunction(() =>
    localStorage.getItem('worksmart.snapshot')?.includes('what only Ana knows'),
  )
  await bar(page).fill('a draft of Ana')
  const other = await context.newPage()
  await other.goto(app.stack().url)
  await row(other, 'what only Ana knows, 5 minutes, private', 0).waitFor()

  await page.getByRole('button', { name: 'Signed in as Ana Lima' }).click()
  await page.getByRole('menuitem', { name: 'Switch to Mia Chen (member)' }).click()
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: 'Signed in as Mia Chen' }).waitFor()
    await tab.getByRole('search', { name: 'Filters' }).waitFor()
    expect(await tab.getByText('what only Ana knows').count()).toBe(0)
    expect(await tab.getByText('#private').count()).toBe(0)
    expect(await bar(tab).inputValue()).toBe('')
  }
  const kept = await page.evaluate(() => JSON.stringify(localStorage))
  expect(kept).not.toContain('Ana')
})
