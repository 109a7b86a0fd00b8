import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violations } from '../support/axe.ts'
import { choose } from '../support/people.ts'
import { failFeed } from '../support/problems.ts'

const app = runApp()
const schemes = ['light', 'dark'] as const

const bar = (page: Page) => page.getByRole('combobox', { name: 'Log a check-in' })
const filled = (page: Page) => page.getByRole('article').first().waitFor()

describe('in an empty workspace', () => {
  test.each(schemes)('the person chooser is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await page.goto(app.stack().url)
    await page.getByRole('button', { name: /Ana Lima/ }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('the first use of Today is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('heading', { name: 'Log your first check-in' }).waitFor()
    expect(await violations(page)).toEqual([])
  })
})

describe('in a filled workspace', () => {
  beforeAll(async () => {
    const added = await app.stack().api('ana', 'POST', '/sample-data')
    expect(added.ok).toBe(true)
  })

  test.each(schemes)('Today with rows is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await filled(page)
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('Today without a match is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/today?tag=nothing`)
    await page.getByRole('button', { name: 'Clear filters' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('Today that could not load is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme, isNetworkCut: true })
    await failFeed(page)
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('the team view is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Marco Rossi')
    await page.goto(`${app.stack().url}/today?who=team`)
    await filled(page)
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('chips and an open list of completions are accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await filled(page)
    await bar(page).pressSequentially('2h #dev yesterday fix nav @')
    await page.getByRole('listbox').waitFor()
    await page.getByRole('button', { name: 'Duration 2 hours, edit' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('an error with its fixes is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await filled(page)
    await bar(page).fill('2 #dev fixed login')
    await bar(page).press('Enter')
    await page.getByText('“2” has no unit.').first().waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('a row that is edited in its place is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('article').first().press('e')
    await page.getByRole('combobox', { name: /^Edit check-in/ }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('selected rows and the undo bar are accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await filled(page)
    await bar(page).fill('15m #dev a line to take back')
    await bar(page).press('Enter')
    await page.getByRole('region', { name: 'Undo' }).waitFor()
    await page.getByRole('article').first().press('x')
    await page.getByRole('region', { name: 'Selected check-ins' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('the data settings are accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/settings/data`)
    await page.getByRole('button', { name: 'Remove sample data' }).waitFor()
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('the shortcut sheet is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme })
    await choose(page, app.stack(), 'Ana Lima')
    await filled(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each(schemes)('Today on a phone is accessible in %s', async (colorScheme) => {
    const { page } = await app.open({ colorScheme, width: 390, height: 844 })
    await choose(page, app.stack(), 'Ana Lima')
    await filled(page)
    expect(await violations(page)).toEqual([])
  })

  test('the menu of the person is accessible', async () => {
    const { page } = await app.open()
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('button', { name: 'Signed in as Ana Lima' }).click()
    await page.getByRole('menu').waitFor()
    expect(await violations(page)).toEqual([])
  })
})
