import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violations, violationsInBothSchemes } from '../support/axe.ts'
import type { PageOptions } from '../support/browser.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { choose, type FirstPerson } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { fillSampleDay, sampleNow } from '../support/sample-day.ts'
import { fillSamplePlan } from '../support/sample-plan.ts'

const app = runApp({ now: sampleNow })
let isFilled = false

async function open(name: FirstPerson, options: PageOptions = {}): Promise<Page> {
  if (!isFilled) {
    await fillSampleDay(app.stack())
    await fillSamplePlan(app.stack())
    for (const [person, role] of [
      ['Priya Nair', 'member'],
      ['Tom Baker', 'member'],
    ] as const) {
      const email = `${person.split(' ')[0]?.toLowerCase()}@example.com`
      const added = await app.stack().api('ana', 'POST', '/users', { name: person, email, role })
      expect(added.status).toBe(201)
      if (person !== 'Tom Baker') continue
      const { id, version } = (await added.json()) as { id: string; version: number }
      const gone = await fetch(`${app.stack().url}/api/users/${id}`, {
        method: 'PATCH',
        headers: {
          'content-type': 'application/json',
          'if-match': `"${id}.${version}"`,
          'x-user-id': app.stack().idOf('ana'),
        },
        body: JSON.stringify({ active: false }),
      })
      expect(gone.status).toBe(200)
    }
  }
  isFilled = true
  const { page } = await app.open({ now: sampleNow, ...options })
  await choose(page, app.stack(), name)
  return page
}

const roles = ['Ana Lima', 'Marco Rossi', 'Mia Chen'] as const

const screens = (page: Page, person: string) =>
  [
    ['/team', page.getByText('Marco Rossi').last()],
    ['/team?show=all', page.getByText(person === 'Mia Chen' ? 'Ana Lima' : 'Tom Baker').last()],
    [
      `/team/${app.stack().idOf(person === 'Mia Chen' ? 'mia' : 'ana')}`,
      page.getByRole('article').first(),
    ],
    ['/settings/profile', page.getByRole('combobox', { name: 'Time zone' })],
    ['/settings/preferences', page.getByRole('textbox', { name: 'Daily target' })],
    ['/settings/shortcuts', page.getByRole('heading', { name: 'Anywhere' })],
    ['/settings/workspace', page.getByRole('switch', { name: 'Search by meaning' })],
    ['/settings/data', page.getByRole('button', { name: 'Choose a file' })],
  ] as const

for (const person of roles) {
  test(`team and settings of ${person} are accessible in light and dark`, async () => {
    const page = await open(person)
    for (const [path, ready] of screens(page, person)) {
      await page.goto(`${app.stack().url}${path}`)
      await ready.waitFor()
      expect([path, ...(await violationsInBothSchemes(page))]).toEqual([path])
    }
  })

  test(`team and settings of ${person} are accessible on a phone and never scroll sideways`, async () => {
    const page = await open(person, phone)
    for (const [path, ready] of screens(page, person)) {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto(`${app.stack().url}${path}`)
      await ready.waitFor()
      expect([path, ...(await violations(page))]).toEqual([path])
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 })
        await expect
          .poll(async () => [path, width, await sidewaysScroll(page)])
          .toEqual([path, width, 0])
      }
    }
  })
}

const looks: readonly [name: string, options: PageOptions][] = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['mobile', phone],
]

for (const [look, options] of looks) {
  test(`pictures of the team and the settings, ${look}`, async () => {
    const page = await open('Ana Lima', options)
    await page.goto(`${app.stack().url}/team`)
    await page.getByText('Priya Nair').last().waitFor()
    await picture(page, `team-${look}`)
    await page.goto(`${app.stack().url}/team/${app.stack().idOf('mia')}`)
    await page.getByRole('article').first().waitFor()
    await picture(page, `person-${look}`)
    await page.goto(`${app.stack().url}/settings/profile`)
    await page.getByRole('combobox', { name: 'Time zone' }).waitFor()
    await picture(page, `settings-${look}`)
  })
}

test('the form, the choice of a role, the menu and the question of an admin are accessible', async () => {
  const page = await open('Ana Lima')
  await page.goto(`${app.stack().url}/team`)
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Give them a name.').waitFor()
  expect(await violationsInBothSchemes(page)).toEqual([])
  await page.getByRole('button', { name: /Role of Mia Chen/ }).click()
  await page.getByRole('listbox').waitFor()
  expect(await violationsInBothSchemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More about Mia Chen' }).click()
  await page.getByRole('menu').waitFor()
  expect(await violationsInBothSchemes(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Erase their data…' }).click()
  await page.getByRole('alertdialog').waitFor()
  expect(await violationsInBothSchemes(page)).toEqual([])
})
