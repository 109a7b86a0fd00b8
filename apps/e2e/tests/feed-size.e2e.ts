import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { insertCheckins } from '../support/many-rows.ts'
import { bar, choose } from '../support/people.ts'

const app = runApp()

const position = (page: Page, which: 'first' | 'last') =>
  page.getByRole('article')[which]().getAttribute('aria-posinset').then(Number)

/** Scrolls and presses "Load older" until so many rows are loaded. */
async function load(page: Page, count: number): Promise<void> {
  for (;;) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    const last = await position(page, 'last')
    if (last >= count) return
    const older = page.getByRole('button', { name: 'Load older' })
    if (await older.isVisible()) await older.click()
  }
}

test('probe', async () => {
  const rows = Number(process.env.ROWS ?? 2000)
  const t0 = Date.now()
  await insertCheckins(app.stack(), 'mia', 10_000)
  console.log('insert', Date.now() - t0)
  const { page } = await app.open()
  await choose(page, app.stack(), 'Mia Chen')
  await page.getByRole('article').first().waitFor()
  const t1 = Date.now()
  await load(page, rows)
  console.log('load', rows, Date.now() - t1, 'mounted', await page.getByRole('article').count())
}, 200_000)
