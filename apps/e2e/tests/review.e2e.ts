import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violations, violationsInBothSchemes } from '../support/axe.ts'
import { pdf, upload } from '../support/files.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { choose } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { aProject, storedTask } from '../support/planning.ts'

const review = (page: Page) => page.getByRole('region', { name: 'Analysis', exact: true })
const invoice = (name: string) =>
  pdf(name, ['Invoice no. 117', 'Due 2026-12-01. Ana Admin will send it to Website.'])

describe('with the inference service', () => {
  const app = runApp({ inference: 'stand-in' })

  async function analysed(name: string, options = {}): Promise<Page> {
    const document = await upload(app.stack(), 'ana', invoice(name))
    const { page } = await app.open(options)
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/documents/${document.id}`)
    await review(page).getByRole('button', { name: 'Analyse', exact: true }).click()
    await review(page)
      .getByText(/^0 of \d reviewed$/)
      .waitFor()
    return page
  }

  test('a PDF is analysed, reviewed field by field with quotes that show their place, and an action item becomes a task', async () => {
    await aProject(app.stack(), 'ana', { key: 'WEB', name: 'Website' })
    const page = await analysed('Invoice 117.pdf')
    const type = review(page).getByRole('group', { name: 'Suggested type Invoice, likely' })
    await type.getByRole('button', { name: /^Accept/ }).click()
    await review(page).getByText('Accepted by Ana Lima, today').waitFor()

    const date = review(page).getByRole('group', { name: /^Suggested date / })
    await date.getByRole('button', { name: /^Page 1:/ }).click()
    const place = page.getByRole('region', { name: 'Page 1' })
    await place.waitFor()
    await expect.poll(() => place.locator('mark').textContent()).toBe('2026-12-01')
    await expect
      .poll(() => page.getByTitle('Preview of Invoice 117.pdf').getAttribute('src'))
      .toContain('#page=1')
    await date.getByRole('button', { name: /^Edit/ }).click()
    const field = review(page).getByRole('textbox', { name: 'Change date' })
    await field.fill('2026-12-15')
    await field.press('Enter')
    await review(page)
      .getByText(/^Changed by Ana Lima, today/)
      .waitFor()

    const action = review(page).getByRole('group', {
      name: 'Suggested action item Ana Admin will send it, maybe',
    })
    const tick = action.getByRole('checkbox', { name: 'Make it a task' })
    expect(await tick.isChecked()).toBe(false)
    await tick.check()
    await review(page)
      .getByRole('combobox', { name: 'Project of the new tasks' })
      .selectOption({ label: 'Website' })
    await review(page).getByRole('button', { name: 'Create 1 task' }).click()
    await page.getByRole('list', { name: 'Links' }).getByRole('link', { name: /WEB-1/ }).waitFor()
    expect(await storedTask(app.stack(), 'WEB-1')).toMatchObject({
      title: 'Ana Admin will send it',
      dueOn: '2026-12-01',
    })
    await review(page)
      .getByText(/^3 of \d reviewed$/)
      .waitFor()
    await page.reload()
    await review(page)
      .getByText(/^3 of \d reviewed$/)
      .waitFor()
  })

  test('“Accept all likely” takes what is likely and open, and nothing else', async () => {
    const page = await analysed('Invoice 118.pdf')
    await review(page).getByRole('button', { name: 'Accept all likely (2)' }).click()
    await review(page)
      .getByText(/^2 of \d reviewed$/)
      .waitFor()
    await review(page)
      .getByRole('group', { name: /^Suggested action item/ })
      .waitFor()
    const dismiss = review(page).getByRole('button', { name: /^Dismiss suggested action item/ })
    await dismiss.focus()
    await page.keyboard.press('d')
    await review(page)
      .getByText(/^Dismissed by Ana Lima/)
      .waitFor()
  })

  test('the review is accessible in light and dark and on a phone', async () => {
    const page = await analysed('Invoice 119.pdf')
    await page.getByTitle('Preview of Invoice 119.pdf').waitFor()
    await review(page)
      .getByRole('button', { name: /^Page 1:/ })
      .first()
      .click()
    await page.getByRole('region', { name: 'Page 1' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await picture(page, 'review-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'review')
    const small = await analysed('Invoice 120.pdf', phone)
    await review(small).scrollIntoViewIfNeeded()
    expect(await violationsInBothSchemes(small)).toEqual([])
    await small.emulateMedia({ colorScheme: 'light' })
    await picture(small, 'review-mobile')
    await small.setViewportSize({ width: 320, height: 700 })
    await expect.poll(() => sidewaysScroll(small)).toBe(0)
  })

  test('a service that goes away while it reads is told, and trying again works', async () => {
    const document = await upload(app.stack(), 'ana', invoice('Invoice 121.pdf'))
    const { page } = await app.open({ isNetworkCut: true })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/documents/${document.id}`)
    app.stack().inference.leave()
    await review(page).getByRole('button', { name: 'Analyse', exact: true }).click()
    await review(page).getByText('Not analysed. AI help is not available right now.').waitFor()
    expect(await violations(page)).toEqual([])
    app.stack().inference.heal()
    await review(page).getByRole('button', { name: 'Analyse', exact: true }).click()
    await review(page)
      .getByText(/^0 of \d reviewed$/)
      .waitFor()
  })
})

describe('without the inference service', () => {
  const app = runApp({ inference: 'none' })

  test('the document page is whole, and asking for an analysis says in a line that AI help is off', async () => {
    const document = await upload(app.stack(), 'ana', invoice('Invoice 117.pdf'))
    const { page } = await app.open({ isNetworkCut: true })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/documents/${document.id}`)
    await page.getByTitle('Preview of Invoice 117.pdf').waitFor()
    await review(page).getByRole('button', { name: 'Analyse', exact: true }).click()
    await review(page).getByText('Not analysed. AI help is off.').waitFor()
  })

  test('where an admin switched the reading of documents off, there is no button and no hole', async () => {
    const stack = app.stack()
    const before = (await (await stack.api('ana', 'GET', '/workspace')).json()) as {
      id: string
      version: number
    }
    const switched = await fetch(`${stack.url}/api/workspace`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        'if-match': `"${before.id}.${before.version}"`,
        'x-user-id': stack.idOf('ana'),
      },
      body: JSON.stringify({ ai: { documents: false } }),
    })
    expect(switched.status).toBe(200)
    const document = await upload(stack, 'ana', invoice('Invoice 118.pdf'))
    const { page } = await app.open()
    await choose(page, stack, 'Ana Lima')
    await page.goto(`${stack.url}/documents/${document.id}`)
    await page.getByTitle('Preview of Invoice 118.pdf').waitFor()
    await page.getByRole('combobox', { name: 'Add a link' }).waitFor()
    expect(await review(page).count()).toBe(0)
  })
})
