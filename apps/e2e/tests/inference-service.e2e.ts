// The same promises with the real service and its model, where this machine has them prepared.

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { whyNoService } from '../../api/test/inference-service.ts'
import { runApp } from '../support/app.ts'
import { pdf, upload } from '../support/files.ts'
import { aHistory, decisionsOf, say } from '../support/help.ts'
import { bar, choose, row } from '../support/people.ts'

const reason = whyNoService()
const name = reason === null ? 'with the real service' : `SKIPPED WITH THE REAL SERVICE: ${reason}`

const region = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

describe.skipIf(reason !== null)(name, () => {
  const app = runApp({ inference: 'service' })

  test('the fourth line like three others is offered their tag and project, and one key logs it', async () => {
    await aHistory(app.stack())
    const { page } = await app.open()
    await choose(page, app.stack(), 'Mia Chen')
    await page.getByRole('article').first().waitFor()
    await bar(page).fill('2h fix login redirect')
    await page.getByText('Suggested', { exact: true }).waitFor()
    await page.getByRole('group', { name: /^Suggested tag dev/ }).waitFor()
    await page.getByRole('group', { name: /^Suggested project Website/ }).waitFor()
    await bar(page).press('Alt+Enter')
    await row(page, 'fix login redirect, 2 hours, dev, Website', 0).waitFor()
    await expect
      .poll(() => decisionsOf(app.stack(), 'mia'))
      .toEqual([
        { kind: 'project', outcome: 'accepted' },
        { kind: 'tag', outcome: 'accepted' },
      ])
  })

  test('a paraphrase that shares no word with an entry is found by meaning and marked so', async () => {
    await say(app.stack(), 'mia', '1h #ops prepare the invoice for the customer yesterday')
    const found = async () => {
      const answer = await app.stack().api('mia', 'POST', '/search', {
        query: 'bill a client',
      })
      return JSON.stringify(await answer.json())
    }
    await expect.poll(found).toContain('invoice')
    const { page } = await app.open()
    await choose(page, app.stack(), 'Mia Chen')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.getByRole('searchbox').fill('bill a client')
    await page.getByRole('searchbox').press('Enter')
    const hit = page
      .getByRole('region', { name: /^By meaning/ })
      .getByRole('link', { name: /prepare the invoice/ })
    await hit.getByText('Meaning', { exact: true }).waitFor()
  })

  test('a status is drafted from facts, and every sentence names its sources', async () => {
    const { page } = await app.open()
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/projects/WEB`)
    await page.getByRole('button', { name: 'Draft a status' }).click()
    const sentences = page.getByRole('group', { name: 'Suggested status' }).getByRole('listitem')
    await sentences.first().waitFor()
    const bare = () =>
      sentences.evaluateAll((all) => all.filter((one) => !one.querySelector('button')).length)
    await expect.poll(bare).toBe(0)
  })

  test('a real PDF is read, its quotes stand in its text, and an action item becomes a task', async () => {
    const minutes = pdf('Launch meeting.pdf', [
      'Meeting notes: launch of the website',
      'Date: 24 November 2026. Present: Ana Lima, Marco Rossi, Mia Chen.',
      'The new site goes live on 14 December 2026.',
      'Action items:',
      '- Ana Lima will send the signed contract by 1 December 2026.',
      '- Mia Chen to write the help pages.',
    ])
    const document = await upload(app.stack(), 'ana', minutes)
    const { page } = await app.open()
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/documents/${document.id}`)
    const review = region(page, 'Analysis')
    await review.getByRole('button', { name: 'Analyse', exact: true }).click()
    await review.getByText(/^0 of \d+ reviewed$/).waitFor({ timeout: 60_000 })
    await review
      .getByRole('button', { name: /^Page 1:/ })
      .first()
      .click()
    const place = region(page, 'Page 1')
    await expect.poll(() => place.locator('mark').textContent()).not.toBe('')
    const action = review.getByRole('group', { name: /^Suggested action item .*contract/ })
    await action.getByRole('checkbox', { name: 'Make it a task' }).check()
    await review
      .getByRole('combobox', { name: 'Project of the new tasks' })
      .selectOption({ label: 'Website' })
    await review.getByRole('button', { name: 'Create 1 task' }).click()
    await page.getByRole('list', { name: 'Links' }).getByRole('link', { name: /WEB-1/ }).waitFor()
    await review.getByText(/^1 of \d+ reviewed$/).waitFor()
  })
})
