import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violationsInBothSchemes } from '../support/axe.ts'
import { choose, log } from '../support/people.ts'

const app = runApp()

test('a project is made, planned, worked on, moved over the board, archived and reopened', async () => {
  const { page } = await app.open()
  await app.stack().api('ana', 'POST', '/sample-data')
  await choose(page, app.stack(), 'Ana Lima')
  await page.goto(`${app.stack().url}/projects`)
  await makeProject(page, 'Garden', 'GRD')

  await page.goto(`${app.stack().url}/tasks?view=board`)
  await page.getByRole('button', { name: 'Add a task to To do' }).click()
  const add = page.getByRole('form', { name: 'New task in To do' })
  for (const title of ['Dig the beds', 'Plant the roses', 'Water them']) {
    await add.getByRole('textbox', { name: 'Title' }).fill(title)
    await add.getByRole('button', { name: 'Add' }).click()
    await card(page, title, 'To do').waitFor()
  }
  await add.getByRole('button', { name: 'Close' }).click()
  for (const ref of ['GRD-1', 'GRD-2', 'GRD-3']) {
    await page.getByRole('button', { name: new RegExp(`^${ref} `) }).waitFor()
  }

  const roses = card(page, 'Plant the roses', 'To do')
  await roses.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await card(page, 'Plant the roses', 'In progress').waitFor()

  await drag(
    page,
    card(page, 'Dig the beds', 'To do'),
    page.getByRole('heading', { name: /^Done/ }),
  )
  await card(page, 'Dig the beds', 'Done').waitFor()

  await page.goto(`${app.stack().url}/today`)
  await log(page, '2h #dev GRD-2 plant the first roses')
  await page
    .getByRole('article', { name: /^plant the first roses, 2 hours, dev, Garden/ })
    .waitFor()
  await page.getByText('Saved', { exact: true }).first().waitFor()

  await page.goto(`${app.stack().url}/projects/GRD`)
  const summary = page.getByRole('region', { name: 'Summary' })
  await summary.getByText('2 h', { exact: true }).first().waitFor()
  await page
    .getByText(/GRD-2 Plant the roses|Plant the roses/)
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'History' }).click()
  await page
    .getByText(/created/i)
    .first()
    .waitFor()

  await page.goto(`${app.stack().url}/t/GRD-1`)
  await page
    .getByText(/from To do to Done/)
    .first()
    .waitFor()

  await page.goto(`${app.stack().url}/projects/GRD`)
  const status = page.getByRole('combobox', { name: 'Status' })
  await status.selectOption('archived')
  await page.getByRole('button', { name: 'Log time' }).waitFor({ state: 'detached' })
  await status.selectOption('on_track')
  await page.getByRole('button', { name: 'Log time' }).waitFor()
})

test('axe finds nothing on the screens of projects and tasks', async () => {
  const { page } = await app.open()
  await choose(page, app.stack(), 'Ana Lima')
  await app.stack().api('ana', 'POST', '/sample-data')
  for (const path of ['/projects', '/projects/WEB', '/tasks', '/tasks?view=board', '/t/WEB-1']) {
    await page.goto(`${app.stack().url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await violationsInBothSchemes(page), path).toEqual([])
  }
})

async function makeProject(page: Page, name: string, key: string): Promise<void> {
  await page
    .getByRole('button', { name: /New project|Create a project/ })
    .first()
    .click()
  const form = page.getByRole('region', { name: 'New project' })
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('textbox', { name: 'Key' }).fill(key)
  await form.getByRole('button', { name: 'Create' }).click()
  await page
    .getByRole('link', { name: new RegExp(name) })
    .or(page.getByRole('heading', { name }))
    .first()
    .waitFor()
}

/** A card by its title and the column that its name says. */
function card(page: Page, title: string, column: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^\\S* ?${title}, ${column}`) })
}

/** By hand, as a mouse does it: pressed, moved in steps, let go. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await from.boundingBox()
  const end = await to.boundingBox()
  if (!start || !end) throw new Error('Nothing to drag, or nowhere to drop it.')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x + 30, end.y + 60, { steps: 12 })
  await page.mouse.up()
}
