import { test } from 'vitest'
import { runApp } from '../support/app.ts'
import { bar, choose } from '../support/people.ts'
const app = runApp()
test('probe', async () => {
  const { page } = await app.open()
  await choose(page, app.stack(), 'Ana Lima')
  await bar(page).fill('2 #dev @website fix nav')
  await bar(page).press('Enter')
  await page.getByText('“2” has no unit.').first().waitFor()
  console.log(await page.getByText('“2” has no unit.').count(), await page.getByText('“2” has no unit.').evaluateAll((els) => els.map((e) => e.outerHTML + JSON.stringify(e.getBoundingClientRect()))))
  await page.screenshot({ path: '/tmp/scratch/a.png' })
  await page.getByRole('button', { name: /^2h/ }).waitFor({timeout: 5000})
  await page.screenshot({ path: '/tmp/scratch/b.png' })
})
