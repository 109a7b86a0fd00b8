// A page that was opened before a release asks for a piece of the app that is gone.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { choose } from '../support/people.ts'

const app = runApp()

/** What the page says of the piece itself is no complaint here; anything else still is. */
function allowMissing(complaints: string[]): void {
  const others = complaints.filter((one) => !/tasks-screen|TasksScreen/.test(one))
  complaints.splice(0, complaints.length, ...others)
}

/** How often the page itself was loaded. */
function countLoads(page: Page): () => number {
  let loads = 0
  page.on('load', () => {
    loads++
  })
  return () => loads
}

test('a piece that is gone reloads the page once, and the new one works', async () => {
  const { page, complaints } = await app.open({ isNetworkCut: true })
  await choose(page, app.stack(), 'Ana Lima')
  let missing = 1
  await page.route(/\/assets\/tasks-screen-.*\.js$/, (route) =>
    missing-- > 0 ? route.fulfill({ status: 404 }) : route.continue(),
  )
  const loads = countLoads(page)
  await page.getByRole('link', { name: 'Tasks', exact: true }).first().click()
  await expect.poll(loads).toBe(1)
  await page.getByRole('link', { name: 'Tasks', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Tasks', exact: true }).waitFor()
  expect(loads()).toBe(1)
  allowMissing(complaints)
})

test('a piece that stays gone does not reload for ever: the page says so', async () => {
  const { page, complaints } = await app.open({ isNetworkCut: true })
  await choose(page, app.stack(), 'Ana Lima')
  await page.route(/\/assets\/tasks-screen-.*\.js$/, (route) => route.fulfill({ status: 404 }))
  const loads = countLoads(page)
  const tasks = page.getByRole('link', { name: 'Tasks', exact: true }).first()
  await tasks.click()
  await expect.poll(loads).toBeGreaterThan(0)
  await tasks.click()
  await page.getByRole('alert').first().waitFor()
  // Once for us and once for the router, which knows nothing of ours.
  expect(loads()).toBeLessThanOrEqual(2)
  allowMissing(complaints)
})
