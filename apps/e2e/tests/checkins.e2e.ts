import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts'
import { choose, row } from '../support/people.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let browser: Browser
let at: WatchedPage

beforeAll(async () => {
  stack = await startStack(inject('adminUrl'))
  browser = await launchBrowser(inject('chromium'))
  at = await openPage(browser)
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('a new person logs a line, finds it under yesterday, edits, deletes, undoes and finds it again', async () => {
  const { page } = at
  await choose(page, stack, 'Ana Lima')
  await page.getByRole('button', { name: 'Add sample data' }).click()
  await page.getByRole('article').first().waitFor()

  const bar = page.getByRole('textbox', { name: 'Log a check-in' })
  await bar.fill('2h #dev @website fix nav yesterday')
  for (const name of ['Duration 2 hours, edit', 'Tag dev, edit', 'Project Website, edit']) {
    await page.getByRole('button', { name }).waitFor()
  }
  await page.getByRole('button', { name: /^Date .*, edit$/ }).waitFor()
  await bar.press('Enter')

  const logged = row(page, 'fix nav, 2 hours, dev, Website', 1)
  await logged.waitFor()
  await page.getByRole('heading', { name: /^Yesterday/ }).waitFor()
  await expect.poll(() => bar.inputValue()).toBe('')
  await page.getByText('Saved', { exact: true }).first().waitFor()

  await logged.hover()
  await logged.getByRole('button', { name: 'Edit check-in fix nav' }).click()
  const editor = page.getByRole('textbox', { name: /^Edit check-in/ })
  await editor.fill('3h #dev @website fix nav and footer yesterday')
  await editor.press('Enter')
  const edited = row(page, 'fix nav and footer, 3 hours, dev, Website', 1)
  await edited.waitFor()

  await edited.hover()
  await edited.getByRole('button', { name: 'Delete check-in fix nav and footer' }).click()
  await edited.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^Undo/ }).click()
  await edited.waitFor()

  await page.reload()
  await row(page, 'fix nav and footer, 3 hours, dev, Website', 1).waitFor()
  expect(at.complaints).toEqual([])
})

test('the database holds what the screen showed', async () => {
  const saved = async () => {
    const answer = await stack.api('ana', 'GET', `/checkins?userId=${stack.idOf('ana')}&q=footer`)
    return ((await answer.json()) as { items: Record<string, unknown>[] }).items
  }
  await expect.poll(saved).toEqual([
    expect.objectContaining({
      activity: 'fix nav and footer',
      minutes: 180,
      tags: ['dev'],
      source: 'web',
    }),
  ])
})

test('a line with an error stays in the bar and says how to fix it', async () => {
  const { page } = at
  const bar = page.getByRole('textbox', { name: 'Log a check-in' })
  await bar.fill('2 #dev fixed login')
  await bar.press('Enter')
  await page.getByText('“2” has no unit.').first().waitFor()
  await expect.poll(() => bar.inputValue()).toBe('2 #dev fixed login')
  await bar.press('Alt+1')
  await expect.poll(() => bar.inputValue()).toBe('2h #dev fixed login')
  await bar.press('Enter')
  await row(page, 'fixed login, 2 hours, dev', 0).waitFor()
  expect(at.complaints).toEqual([])
})

test('sample data leaves with one click and takes nothing else along', async () => {
  const { page } = at
  await page.goto(`${stack.url}/settings/workspace`)
  await page.getByRole('button', { name: 'Remove sample data' }).click()
  await page.getByRole('button', { name: 'Add sample data' }).waitFor()
  await page.goto(`${stack.url}/today`)
  await row(page, 'fixed login, 2 hours, dev', 0).waitFor()
  await row(page, 'fix nav and footer, 3 hours, dev, Website', 1).waitFor()
  await expect.poll(() => page.getByRole('article').count()).toBe(2)
})
