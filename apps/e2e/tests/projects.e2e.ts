import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { choose, hasFocus, log } from '../support/people.ts'
import { card, drag, fact, storedTask } from '../support/planning.ts'

const app = runApp()

test('a project is made, planned, worked on, moved over the board, archived and restored', async () => {
  const { page } = await app.open()
  await choose(page, app.stack(), 'Ana Lima')
  await makeProject(page, 'Garden', 'GRD')
  await expect.poll(() => fact(page, 'Hours in total').textContent()).toMatch(/^0 min/)
  await expect.poll(() => fact(page, 'Tasks').textContent()).toMatch(/^0 open/)

  await page.getByRole('button', { name: 'New task' }).click()
  const title = page.getByRole('textbox', { name: 'Title' })
  await hasFocus(title)
  for (const [words, ref] of [
    ['Dig the beds', 'GRD-1'],
    ['Plant the roses', 'GRD-2'],
    ['Water them', 'GRD-3'],
  ] as const) {
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: new RegExp(`${ref} ${words}`) }).waitFor()
  }
  await page.getByRole('button', { name: 'Close' }).click()

  await openProject(page, 'Garden')
  await expect
    .poll(() => fact(page, 'Tasks').textContent())
    .toBe('3 open3 to do · 0 in progress · 0 blocked · 0 done')
  await expect.poll(() => fact(page, 'Done this week').textContent()).toBe('0')

  await page.goto(`${app.stack().url}/today`)
  await log(page, '2h #dev GRD-2 plant the first roses')
  const logged = page.getByRole('article', { name: /^plant the first roses, 2 hours, dev, Garden/ })
  await logged.waitFor()
  await logged.getByRole('link', { name: 'GRD-2' }).click()
  const drawer = page.getByRole('complementary', { name: 'Task GRD-2' })
  await drawer.getByText('2 h logged by everyone').waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Board' }).click()
  await card(page, 'GRD-2 Plant the roses', 'To do').focus()
  await page.keyboard.press('Enter')
  await page.getByText(/^Lifted GRD-2 Plant the roses\. To do, /).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByText(/^In progress, 1 of 1/).waitFor()
  await page.keyboard.press('Enter')
  await hasFocus(card(page, 'GRD-2 Plant the roses', 'In progress'))

  await drag(
    page,
    card(page, 'GRD-1 Dig the beds', 'To do'),
    page.getByRole('region', { name: /^Done/ }).getByRole('list'),
  )
  await card(page, 'GRD-1 Dig the beds', 'Done').waitFor()
  await expect.poll(async () => (await storedTask(app.stack(), 'GRD-1')).status).toBe('done')
  await expect.poll(async () => (await storedTask(app.stack(), 'GRD-2')).status).toBe('in_progress')

  await openProject(page, 'Garden')
  await expect.poll(() => fact(page, 'Hours in total').textContent()).toMatch(/^2 h2 hours/)
  await expect.poll(() => fact(page, 'This week').textContent()).toMatch(/^2 h2 hours/)
  await expect
    .poll(() => fact(page, 'Tasks').textContent())
    .toBe('2 open1 to do · 1 in progress · 0 blocked · 1 done')
  await expect.poll(() => fact(page, 'Done this week').textContent()).toBe('1')
  await page
    .getByRole('region', { name: 'Time by task' })
    .getByRole('listitem')
    .filter({ hasText: 'GRD-2 Plant the roses2 h' })
    .waitFor()

  const parts = page.getByRole('navigation', { name: 'Parts of the project' })
  await parts.getByRole('link', { name: 'Tasks' }).click()
  await page.getByRole('link', { name: 'Dig the beds' }).click()
  await page
    .getByRole('complementary', { name: 'Task GRD-1' })
    .getByRole('listitem')
    .filter({ hasText: 'Ana Lima moved GRD-1 from To do to Done' })
    .waitFor()

  await openProject(page, 'Garden')
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('button', { name: 'Log time' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Projects', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Every project is archived' }).waitFor()
  await page.getByRole('button', { name: 'Show archived' }).click()
  await page.getByRole('link', { name: /Garden/ }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Reopen' }).click()
  await page.getByRole('button', { name: 'Log time' }).waitFor()
  const changes = page.getByRole('region', { name: 'Recent changes' }).getByRole('listitem')
  await changes.filter({ hasText: 'Ana Lima archived Garden' }).waitFor()
  await changes.filter({ hasText: 'Ana Lima reopened Garden as On track' }).waitFor()
})

test('a project that was deleted comes back from the settings', async () => {
  const { page } = await app.open()
  await choose(page, app.stack(), 'Ana Lima')
  await makeProject(page, 'Attempt', 'TMP')
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor()
  await page.goto(`${app.stack().url}/settings/data`)
  await page.getByRole('button', { name: 'Restore project Attempt' }).click()
  await page.getByText('No deleted projects').waitFor()
  await page.goto(`${app.stack().url}/projects/TMP`)
  await page.getByRole('heading', { name: 'Attempt', level: 1 }).waitFor()
})

async function makeProject(page: Page, name: string, key: string): Promise<void> {
  await page.goto(`${app.stack().url}/projects`)
  await page
    .getByRole('button', { name: 'New project' })
    .or(page.getByRole('button', { name: 'Create a project' }))
    .click()
  const form = page.getByRole('region', { name: 'New project' })
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('textbox', { name: 'Key' }).fill(key)
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

/** By the links that a person follows. */
async function openProject(page: Page, name: string): Promise<void> {
  const nav = page.getByRole('navigation', { name: 'Main' })
  await nav.getByRole('link', { name: 'Projects' }).click()
  await page
    .getByRole('table')
    .getByRole('link', { name: new RegExp(name) })
    .click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}
