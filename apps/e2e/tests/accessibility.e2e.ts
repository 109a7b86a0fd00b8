import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violationsInBothSchemes } from '../support/axe.ts'
import { bar, choose, type FirstPerson } from '../support/people.ts'
import { failFeed } from '../support/problems.ts'

const app = runApp()

const hasRows = (page: Page) => page.getByRole('article').first().waitFor()

async function todayOf(name: FirstPerson, search = ''): Promise<Page> {
  const { page } = await app.open()
  await choose(page, app.stack(), name)
  if (search !== '') await page.goto(`${app.stack().url}/today${search}`)
  return page
}

describe('in an empty workspace', () => {
  test('the choice of a person is accessible', async () => {
    const { page } = await app.open()
    await page.goto(app.stack().url)
    await page.getByRole('button', { name: /Ana Lima/ }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('the first use of Today is accessible', async () => {
    const page = await todayOf('Ana Lima')
    await page.getByRole('heading', { name: 'Log your first check-in' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })
})

describe('in a filled workspace', () => {
  beforeAll(async () => {
    const added = await app.stack().api('ana', 'POST', '/sample-data')
    expect(added.ok).toBe(true)
  })

  test('Today with rows is accessible', async () => {
    const page = await todayOf('Ana Lima')
    await hasRows(page)
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('Today without a match is accessible', async () => {
    const page = await todayOf('Ana Lima', '?tag=nothing')
    await page.getByRole('button', { name: 'Clear filters' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('Today that could not load is accessible', async () => {
    const { page } = await app.open({ isNetworkCut: true })
    await failFeed(page)
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('the team view is accessible', async () => {
    const page = await todayOf('Marco Rossi', '?who=team')
    await hasRows(page)
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('chips and an open list of completions are accessible', async () => {
    const page = await todayOf('Ana Lima')
    await hasRows(page)
    await bar(page).pressSequentially('2h #dev yesterday fix nav @')
    await page.getByRole('listbox').waitFor()
    await page.getByRole('button', { name: 'Duration 2 hours, edit' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('an error with its fixes is accessible', async () => {
    const page = await todayOf('Ana Lima')
    await bar(page).fill('2 #dev fixed login')
    await bar(page).press('Enter')
    await page.getByRole('button', { name: '2h', exact: true }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('a row that is edited in its place is accessible', async () => {
    const page = await todayOf('Ana Lima')
    await page.getByRole('article').first().press('e')
    await page.getByRole('textbox', { name: /^Edit check-in/ }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('a selected row and the undo bar are accessible', async () => {
    const page = await todayOf('Ana Lima')
    await hasRows(page)
    await bar(page).fill('15m #dev a line to take back')
    await bar(page).press('Enter')
    await page.getByRole('region', { name: 'Undo' }).waitFor()
    await page.getByRole('article').first().press('x')
    await page.getByRole('region', { name: 'Selected check-ins' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('the settings of data and workspace are accessible', async () => {
    const page = await todayOf('Ana Lima')
    await page.goto(`${app.stack().url}/settings/data`)
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.goto(`${app.stack().url}/settings/workspace`)
    await page.getByRole('button', { name: 'Remove sample data' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('the sheet of shortcuts is accessible', async () => {
    const page = await todayOf('Ana Lima')
    await hasRows(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('the menu of the person is accessible', async () => {
    const page = await todayOf('Ana Lima')
    await page.getByRole('button', { name: 'Signed in as Ana Lima' }).click()
    await page.getByRole('menu').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
  })

  test('Today on a phone is accessible', async () => {
    const { page } = await app.open({ width: 390, height: 844, isPhone: true })
    await choose(page, app.stack(), 'Ana Lima')
    await hasRows(page)
    expect(await violationsInBothSchemes(page)).toEqual([])
  })
})
