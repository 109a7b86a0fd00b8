import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { bar, choose, type FirstPerson, row } from '../support/people.ts'

const app = runApp()
const lines = { ana: '1h #admin budget', marco: '2h #plan roadmap', mia: '3h #dev login page' }

beforeAll(async () => {
  for (const [person, text] of Object.entries(lines)) {
    const answer = await app
      .stack()
      .api(person as keyof typeof lines, 'POST', '/checkins', { text })
    expect(answer.status).toBe(201)
  }
})

const budget = (page: Page) => row(page, 'budget, 1 hour, admin, Ana Lima', 0)
const roadmap = (page: Page) => row(page, 'roadmap, 2 hours, plan, Marco Rossi', 0)
const loginPage = (page: Page) => row(page, 'login page, 3 hours, dev, Mia Chen', 0)

async function teamOf(name: FirstPerson): Promise<Page> {
  const { page } = await app.open()
  await choose(page, app.stack(), name)
  await page.getByRole('combobox', { name: 'Whose check-ins' }).selectOption('Team')
  await loginPage(page).waitFor()
  return page
}

test('a member has no team view and sees their own rows alone, whatever the address says', async () => {
  const { page } = await app.open()
  await choose(page, app.stack(), 'Mia Chen')
  for (const search of ['', '?who=team', `?who=${app.stack().idOf('ana')}`]) {
    await page.goto(`${app.stack().url}/today${search}`)
    await row(page, 'login page, 3 hours, dev', 0).waitFor()
    await page.getByRole('search', { name: 'Filters' }).waitFor()
    await expect.poll(() => page.getByRole('article').count()).toBe(1)
    expect(await page.getByRole('combobox', { name: 'Whose check-ins' }).count()).toBe(0)
  }
})

test('a manager sees the whole team and can change only their own rows', async () => {
  const page = await teamOf('Marco Rossi')
  await budget(page).waitFor()
  for (const others of [budget(page), loginPage(page)]) {
    await others.hover()
    // The one button that every row has: what else there is stands beside it by now.
    await others.getByRole('button', { name: /^Duplicate/ }).waitFor()
    expect(await others.getByRole('button', { name: /^Edit/ }).count()).toBe(0)
    expect(await others.getByRole('button', { name: /^Delete/ }).count()).toBe(0)
    await others.press('e')
    await others.press('Delete')
  }
  const own = roadmap(page)
  await own.hover()
  await own.getByRole('button', { name: 'Edit check-in roadmap' }).waitFor()
  await own.getByRole('button', { name: 'Delete check-in roadmap' }).waitFor()
  expect(await page.getByRole('textbox', { name: /^Edit check-in/ }).count()).toBe(0)
  await expect.poll(() => page.getByRole('article').count()).toBe(3)
})

test('a manager narrows the team to one person', async () => {
  const page = await teamOf('Marco Rossi')
  await page.getByRole('combobox', { name: 'Whose check-ins' }).selectOption('Mia Chen')
  await row(page, 'login page, 3 hours, dev', 0).waitFor()
  await expect.poll(() => page.getByRole('article').count()).toBe(1)
  await page.reload()
  await row(page, 'login page, 3 hours, dev', 0).waitFor()
  await expect.poll(() => page.getByRole('article').count()).toBe(1)
})

test('an admin says why before the row of another person is changed or deleted', async () => {
  const page = await teamOf('Ana Lima')
  await loginPage(page).press('e')
  const reason = page.getByRole('textbox', { name: 'Reason for the change' })
  const editor = page.getByRole('textbox', { name: 'Edit check-in login page' })
  await editor.fill('3h #dev login page and its tests')
  await editor.press('Enter')
  await page.getByText('Say why: this is another person’s entry.').waitFor()
  await expect.poll(() => editor.inputValue()).toBe('3h #dev login page and its tests')
  expect(await activitiesOfMia()).toEqual(['login page'])

  await reason.fill('Mia asked for it')
  await editor.press('Enter')
  const changed = row(page, 'login page and its tests, 3 hours, dev, Mia Chen', 0)
  await changed.waitFor()
  await expect.poll(activitiesOfMia).toEqual(['login page and its tests'])

  await changed.press('Delete')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('Say why: this is another person’s entry.').waitFor()
  await reason.fill('Logged twice')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await changed.waitFor({ state: 'detached' })
  await expect.poll(activitiesOfMia).toEqual([])
  await bar(page).waitFor()
})

async function activitiesOfMia(): Promise<string[]> {
  const answer = await app.stack().api('mia', 'GET', '/checkins')
  const { items } = (await answer.json()) as { items: { activity: string }[] }
  return items.map(({ activity }) => activity)
}
