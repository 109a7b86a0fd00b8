import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { expectSeenFocus, tabTo } from '../support/keyboard.ts'
import { bar, hasFocus } from '../support/people.ts'
import { card, storedTask } from '../support/planning.ts'

const app = runApp()

const press = (page: Page, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

// Not one press of a mouse: everything below is said to the keyboard.
test('keys alone make a project and tasks, edit one, move it over the board and read the tabs', async () => {
  const { page } = await app.open()
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await page.goto(app.stack().url)
  await tabTo(page, page.getByRole('button', { name: /Ana Lima/ }))
  await press(page, 'Enter')
  await bar(page).waitFor()
  await page.getByRole('heading', { name: 'Log your first check-in' }).waitFor()

  await press(page, 'g', 'p')
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor()
  await hasFocus(page.getByRole('main'))
  await tabTo(page, button('Create a project'))
  await press(page, 'Enter')
  await expectSeenFocus(field('Name'))
  await press(page, 'Escape')
  await hasFocus(button('Create a project'))
  await press(page, 'Enter')
  await expectSeenFocus(field('Name'))
  await page.keyboard.type('Garden')
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Garden', level: 1 }).waitFor()
  await hasFocus(page.getByRole('main'))

  await tabTo(page, button('New task'))
  await press(page, 'Enter')
  await expectSeenFocus(field('Title'))
  for (const [words, ref] of [
    ['Dig the beds', 'GAR-1'],
    ['Plant the roses', 'GAR-2'],
  ] as const) {
    await page.keyboard.type(words)
    await press(page, 'Enter')
    await page.getByRole('row', { name: new RegExp(`${ref} ${words}`) }).waitFor()
  }
  await press(page, 'Escape')
  await expectSeenFocus(button('Add a task to To do'))

  const row = page.getByRole('row', { name: /GAR-1/ })
  await tabTo(page, page.getByRole('row', { name: /GAR-2/ }))
  await press(page, 'ArrowDown')
  await expectSeenFocus(row)
  await press(page, 'Enter')
  const drawer = page.getByRole('complementary', { name: 'Task GAR-1' })
  await hasFocus(drawer)
  await tabTo(page, drawer.getByRole('textbox', { name: 'Title' }))
  await press(page, 'Control+A')
  await page.keyboard.type('Dig all the beds')
  await press(page, 'Enter')
  await expect
    .poll(async () => (await storedTask(app.stack(), 'GAR-1')).title)
    .toBe('Dig all the beds')
  await tabTo(page, drawer.getByRole('combobox', { name: 'Status' }))
  await press(page, 'ArrowDown')
  await expect.poll(async () => (await storedTask(app.stack(), 'GAR-1')).status).toBe('in_progress')
  await press(page, 'Escape')
  await drawer.waitFor({ state: 'detached' })
  await expectSeenFocus(row)

  await press(page, 'v')
  await expectSeenFocus(card(page, 'GAR-1 Dig all the beds', 'In progress'))
  await press(page, 'Enter')
  await page.getByText(/^Lifted GAR-1 Dig all the beds\. In progress, 1 of 1/).waitFor()
  await press(page, 'ArrowRight', 'ArrowRight')
  await page.getByText(/^Done, 1 of 1/).waitFor()
  await press(page, 'Enter')
  await expectSeenFocus(card(page, 'GAR-1 Dig all the beds', 'Done'))
  await expect.poll(async () => (await storedTask(app.stack(), 'GAR-1')).status).toBe('done')
  await press(page, ' ')
  await hasFocus(drawer)
  await tabTo(page, drawer.getByRole('button', { name: 'Close the task' }))
  await press(page, 'Enter')
  await drawer.waitFor({ state: 'detached' })
  await expectSeenFocus(card(page, 'GAR-1 Dig all the beds', 'Done'))

  await press(page, 'g', 'p')
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor()
  await tabTo(page, page.getByRole('table').getByRole('link', { name: /Garden/ }))
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Garden', level: 1 }).waitFor()
  const parts = page.getByRole('navigation', { name: 'Parts of the project' })
  for (const [name, shown] of [
    ['Tasks', page.getByRole('link', { name: 'Dig all the beds' })],
    ['Time', page.getByRole('heading', { name: 'No time yet' })],
    ['History', page.getByText(/created Garden/)],
    ['Overview', page.getByRole('region', { name: 'Summary' })],
  ] as const) {
    const tab = parts.getByRole('link', { name })
    await tabTo(page, tab, name === 'Overview' ? 'Shift+Tab' : 'Tab')
    await press(page, 'Enter')
    await shown.waitFor()
    await expect.poll(() => tab.getAttribute('aria-current')).toBe('page')
    await expectSeenFocus(tab)
  }

  await tabTo(page, button('Edit'), 'Shift+Tab')
  await press(page, 'Enter')
  await expectSeenFocus(field('Name'))
  await press(page, 'Escape')
  await expectSeenFocus(button('Edit'))
})
