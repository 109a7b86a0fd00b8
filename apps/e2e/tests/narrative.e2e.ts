import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { eventOf, send } from '../../api/test/fake-inference.ts'
import { runApp } from '../support/app.ts'
import { violations, violationsInBothSchemes } from '../support/axe.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { decisionsOf, say } from '../support/help.ts'
import { choose } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { aProject } from '../support/planning.ts'
import { fillSampleDay, sampleNow } from '../support/sample-day.ts'

const status = (page: Page) => page.getByRole('region', { name: 'Status', exact: true })
const draft = (page: Page) => page.getByRole('group', { name: 'Suggested status' })

describe.each([
  ['without the inference service', 'none'],
  ['with the inference service', 'stand-in'],
] as const)('%s', (_, kind) => {
  const app = runApp({ inference: kind })

  test('a status is drafted, each sentence opens its check-ins, one is edited, published, and new time puts a badge on it', async () => {
    const stack = app.stack()
    await aProject(stack, 'marco', { key: 'WEB', name: 'Website' }, ['Fix the menu'])
    await say(stack, 'mia', '2h #dev WEB-1 fix the menu')
    await say(stack, 'marco', '1h #pm @WEB plan the launch')
    const { page, context } = await app.open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await choose(page, stack, 'Marco Rossi')
    await page.goto(`${stack.url}/projects/WEB`)
    await page.getByRole('button', { name: 'Draft a status' }).click()
    const sentences = draft(page).getByRole('listitem')
    await sentences.first().waitFor()
    const bare = () =>
      sentences.evaluateAll((all) => all.filter((one) => !one.querySelector('button')).length)
    await expect.poll(bare).toBe(0)
    const total = sentences.filter({ hasText: /3 h were logged on Website from/ })
    await total.getByRole('button', { name: /^Source/ }).click()
    await total.getByRole('link', { name: /Today · 2 h/ }).waitFor()
    await total.getByRole('link', { name: /Today · 1 h/ }).waitFor()

    await draft(page).getByRole('button', { name: 'Edit' }).click()
    await draft(page).getByRole('textbox', { name: 'Sentence 1' }).fill('We launch next week.')
    await draft(page).getByRole('button', { name: 'Publish' }).click()
    await status(page).getByText('We launch next week.').waitFor()
    await status(page)
      .getByText(/edited and published by Marco Rossi, Today$/)
      .waitFor()
    await expect
      .poll(() => decisionsOf(stack, 'marco'))
      .toEqual([{ kind: 'narrative', outcome: 'edited' }])
    await status(page).getByRole('button', { name: 'Copy as Markdown' }).click()
    await status(page).getByRole('button', { name: 'Copied' }).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^## Website\n\nWe launch next week\./)

    await say(stack, 'mia', '30m #dev @WEB one more thing')
    await page.reload()
    await status(page).getByText('1 check-in since').waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('versions are kept: the second status stands above the first', async () => {
    const { page } = await app.open()
    await choose(page, app.stack(), 'Marco Rossi')
    await page.goto(`${app.stack().url}/projects/WEB`)
    await page.getByRole('button', { name: 'Draft a status' }).click()
    await draft(page).getByRole('button', { name: 'Publish' }).click()
    await draft(page).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show 1 earlier status' }).click()
    const earlier = page.getByRole('list', { name: 'Earlier statuses' })
    await earlier.locator('summary').click()
    await earlier.getByText('We launch next week.').waitFor()
    expect(await violations(page)).toEqual([])
  })
})

describe('how it looks', () => {
  const app = runApp({ now: sampleNow, inference: 'stand-in' })

  test('sentences arrive one by one, and Cancel ends the question to the service', async () => {
    await fillSampleDay(app.stack())
    const fake = app.stack().inference.fake
    if (!fake) throw new Error('There is no stand-in.')
    let goOn = () => {}
    fake.turn((res, good, operation) => {
      if (operation !== 'narrative') return send(res, 200, good)
      const [first, second] = good.result.sentences
      res.writeHead(200, { 'content-type': 'text/event-stream' })
      res.write(eventOf({ kind: 'sentence', sentence: first }))
      goOn = () => res.write(eventOf({ kind: 'sentence', sentence: second }))
    })
    for (const viewport of [null, phone]) {
      const { page } = await app.open({ now: sampleNow, ...viewport })
      await choose(page, app.stack(), 'Ana Lima')
      await page.goto(`${app.stack().url}/projects/WEB`)
      await page.getByRole('button', { name: 'Draft a status' }).click()
      const drafting = page.getByRole('group', { name: 'Status on its way' })
      await drafting.getByText('1 sentence so far').waitFor()
      expect(await drafting.getByRole('listitem').count()).toBe(1)
      goOn()
      await drafting.getByText('2 sentences so far').waitFor()
      expect(await violationsInBothSchemes(page)).toEqual([])
      await page.emulateMedia({ colorScheme: 'light' })
      await drafting.scrollIntoViewIfNeeded()
      await picture(page, viewport ? 'narrative-drafting-mobile' : 'narrative-drafting')
      await drafting.getByRole('button', { name: 'Cancel' }).click()
      await drafting.waitFor({ state: 'detached' })
      await expect.poll(fake.left).toBe(viewport ? 2 : 1)
    }
    fake.reset()
  })

  test('a draft and a published status are accessible in light and dark and on a phone', async () => {
    const { page } = await app.open({ now: sampleNow })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/projects/WEB`)
    await page.getByRole('button', { name: 'Draft a status' }).click()
    await draft(page)
      .getByRole('button', { name: /^Source/ })
      .nth(1)
      .click()
    await draft(page)
      .getByRole('region', { name: /^Source/ })
      .getByRole('link')
      .first()
      .waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await picture(page, 'narrative-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'narrative')
    await draft(page).getByRole('button', { name: 'Edit' }).click()
    await draft(page).getByRole('textbox').first().waitFor()
    expect(await violations(page)).toEqual([])
    await draft(page).getByRole('button', { name: 'Publish' }).click()
    await status(page).getByRole('button', { name: 'Copy as Markdown' }).waitFor()

    const { page: small } = await app.open({ now: sampleNow, ...phone })
    await choose(small, app.stack(), 'Ana Lima')
    await small.goto(`${app.stack().url}/projects/WEB`)
    await status(small).getByRole('button', { name: 'Copy as Markdown' }).waitFor()
    await status(small).scrollIntoViewIfNeeded()
    expect(await violationsInBothSchemes(small)).toEqual([])
    await small.emulateMedia({ colorScheme: 'light' })
    await picture(small, 'narrative-mobile')
    await small.setViewportSize({ width: 320, height: 700 })
    await expect.poll(() => sidewaysScroll(small)).toBe(0)
  })
})
