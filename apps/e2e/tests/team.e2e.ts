import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { bar, choose, type FirstPerson, hasFocus } from '../support/people.ts'

const app = runApp()

const personRow = (page: Page, name: string) =>
  page.getByRole('table', { name: 'People' }).getByRole('row', { name: new RegExp(name) })

// A refusal is Chromium's to log, and some of these tests are about refusals.
async function at(name: FirstPerson, path: string): Promise<Page> {
  const { page } = await app.open({ isNetworkCut: true })
  await choose(page, app.stack(), name)
  await page.goto(`${app.stack().url}${path}`)
  return page
}

type Listed = { id: string; name: string; role: string; active: boolean; version: number }

async function stored(name: string): Promise<Listed | undefined> {
  const answer = await app.stack().api('ana', 'GET', '/users?limit=100')
  const { items } = (await answer.json()) as { items: Listed[] }
  return items.find((person) => person.name === name)
}

describe('the team', () => {
  test('an admin adds a person by keyboard, who can come in at once', async () => {
    const page = await at('Ana Lima', '/today')
    await bar(page).waitFor()
    await page.getByRole('main').focus()
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.getByRole('button', { name: 'Add a person' }).press('Enter')
    await hasFocus(page.getByRole('textbox', { name: 'Name' }))
    await page.keyboard.type('Nora New')
    await page.keyboard.press('Tab')
    await page.keyboard.type('mia@example.com')
    await page.keyboard.press('Enter')
    await page.getByText(/^Somebody here has this e-mail/).waitFor()
    const email = page.getByRole('textbox', { name: 'E-mail' })
    expect(await email.getAttribute('aria-invalid')).toBe('true')
    await email.fill('nora@example.com')
    await email.press('Enter')
    await personRow(page, 'Nora New').waitFor()
    await expect.poll(() => stored('Nora New')).toMatchObject({ role: 'member', active: true })

    const { page: hers } = await app.open()
    await hers.goto(app.stack().url)
    await hers.getByRole('button', { name: /Nora New/ }).click()
    await bar(hers).waitFor()
  })

  test('a role that is changed decides at once what the person may do', async () => {
    const hers = await at('Mia Chen', '/team')
    await personRow(hers, 'Marco Rossi').waitFor()
    expect(await hers.getByRole('columnheader', { name: 'E-mail' }).count()).toBe(0)

    const page = await at('Ana Lima', '/team')
    await page.getByRole('button', { name: /Role of Mia Chen/ }).click()
    await page.getByRole('listbox').getByText('Sees everyone’s time').waitFor()
    await page.getByRole('option', { name: 'Manager' }).click()
    await page.getByRole('button', { name: 'Undo', exact: false }).waitFor()
    await expect.poll(async () => (await stored('Mia Chen'))?.role).toBe('manager')
    await hers.reload()
    await hers.getByRole('columnheader', { name: 'E-mail' }).waitFor()

    await page.getByRole('button', { name: 'Undo', exact: false }).click()
    await expect.poll(async () => (await stored('Mia Chen'))?.role).toBe('member')
  })

  test('a deactivated person loses access with their next request, and can be let in again', async () => {
    const his = await at('Marco Rossi', '/team')
    await personRow(his, 'Ana Lima').waitFor()
    const page = await at('Ana Lima', '/team')
    await page.getByRole('button', { name: 'More about Marco Rossi' }).click()
    await page.getByRole('menuitem', { name: 'Deactivate…' }).click()
    const question = page.getByRole('alertdialog', { name: 'Deactivate Marco Rossi?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    expect((await stored('Marco Rossi'))?.active).toBe(true)

    await page.getByRole('button', { name: 'More about Marco Rossi' }).click()
    await page.getByRole('menuitem', { name: 'Deactivate…' }).click()
    await question.getByRole('button', { name: 'Deactivate' }).click()
    await personRow(page, 'Marco Rossi').waitFor({ state: 'detached' })
    await expect.poll(async () => (await app.stack().api('marco', 'GET', '/me')).status).toBe(403)
    await his.reload()
    await his.getByText('This account is switched off.').waitFor()
    expect(await his.getByText('Ana Lima').count()).toBe(0)

    await page.getByRole('combobox', { name: 'Who is shown' }).selectOption('all')
    await expect.poll(() => new URL(page.url()).search).toBe('?show=all')
    await page.getByRole('button', { name: 'More about Marco Rossi' }).click()
    await page.getByRole('menuitem', { name: 'Activate again' }).click()
    await expect.poll(async () => (await stored('Marco Rossi'))?.active).toBe(true)
    expect((await app.stack().api('marco', 'GET', '/me')).status).toBe(200)
  })

  test('the last admin stays, and the place of the control says why', async () => {
    const page = await at('Ana Lima', '/team')
    const own = page.getByRole('button', { name: /Role of Ana Lima/ })
    await own.waitFor()
    expect(await own.isDisabled()).toBe(true)
    await page.getByText('The last admin stays. Make another person admin first.').waitFor()
    expect(await page.getByRole('button', { name: 'More about Ana Lima' }).count()).toBe(0)
    await page.goto(`${app.stack().url}/settings/data`)
    const erase = page.getByRole('button', { name: 'Erase my data' })
    await page.getByText(/^You are the only admin/).waitFor()
    expect(await erase.isDisabled()).toBe(true)
  })

  test('two admins who change one person at once are asked which role stands', async () => {
    const page = await at('Ana Lima', '/team')
    await personRow(page, 'Mia Chen').waitFor()
    const mia = await stored('Mia Chen')
    if (!mia) throw new Error('There is no Mia')
    const changed = await fetch(`${app.stack().url}/api/users/${mia.id}`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        'if-match': `"${mia.id}.${mia.version}"`,
        'x-user-id': app.stack().idOf('ana'),
      },
      body: JSON.stringify({ role: 'admin' }),
    })
    expect(changed.status).toBe(200)
    await page.getByRole('button', { name: /Role of Mia Chen/ }).click()
    await page.getByRole('option', { name: 'Manager' }).click()
    const notice = page.getByRole('alert', { name: 'Changed by someone else' })
    await notice.getByText('Manager').waitFor()
    await notice.getByText('Admin').waitFor()
    await notice.getByRole('button', { name: 'Keep mine' }).click()
    await expect.poll(async () => (await stored('Mia Chen'))?.role).toBe('manager')
    await notice.waitFor({ state: 'detached' })
  })

  test('the page of a person shows their feed, and a member is told who may look', async () => {
    const logged = await app.stack().api('ana', 'POST', '/checkins', { text: '2h #dev fix nav' })
    expect(logged.status).toBe(201)
    const path = `/team/${app.stack().idOf('ana')}`
    const his = await at('Marco Rossi', path)
    await his.getByRole('heading', { name: 'Ana Lima', level: 1 }).waitFor()
    await his.getByRole('article', { name: /^fix nav, 2 hours/ }).hover()
    await his.getByRole('button', { name: /^Duplicate/ }).waitFor()
    expect(await his.getByRole('button', { name: /^Edit check-in/ }).count()).toBe(0)
    await his.getByRole('img', { name: 'This week: 2 hours' }).waitFor()

    const mia = await stored('Mia Chen')
    if (mia?.role !== 'member') {
      const lowered = await fetch(`${app.stack().url}/api/users/${mia?.id}`, {
        method: 'PATCH',
        headers: {
          'content-type': 'application/json',
          'if-match': `"${mia?.id}.${mia?.version}"`,
          'x-user-id': app.stack().idOf('ana'),
        },
        body: JSON.stringify({ role: 'member' }),
      })
      expect(lowered.status).toBe(200)
    }
    const { page: hers } = await app.open({ isNetworkCut: true })
    await choose(hers, app.stack(), 'Mia Chen')
    await hers.goto(`${app.stack().url}${path}`)
    await hers.getByText('A manager or an admin of the workspace can.').waitFor()
  })
})

describe('one’s own settings', () => {
  test('a name is saved by leaving the field, and stands in the sidebar', async () => {
    const page = await at('Ana Lima', '/settings')
    const name = page.getByRole('textbox', { name: 'Name' })
    await name.fill('Ana Maria Lima')
    await page.keyboard.press('Tab')
    await page.getByRole('main').getByText('Saved', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Signed in as Ana Maria Lima' }).waitFor()
    await name.fill('Ana Lima')
    await name.press('Enter')
    await page.getByRole('button', { name: 'Signed in as Ana Lima' }).waitFor()
    await expect.poll(async () => (await stored('Ana Lima'))?.name).toBe('Ana Lima')
  })

  test('what a person chose for the device is there after a reload, and takes effect', async () => {
    await app.stack().api('ana', 'POST', '/checkins', { text: '14:00-15:30 #dev pair' })
    const page = await at('Ana Lima', '/settings/preferences')
    for (const [label, option] of [
      ['Density', 'Comfortable'],
      ['Times', '12 hours, 2:30 pm'],
      ['Motion', 'Reduced'],
      ['Theme', 'Dark'],
    ] as const) {
      await page.getByRole('button', { name: new RegExp(`${label}$`) }).click()
      await page.getByRole('option', { name: option }).click()
    }
    const target = page.getByRole('textbox', { name: 'Daily target' })
    await target.fill('6h')
    await target.press('Enter')
    await page.goto(`${app.stack().url}/today`)
    const line = page.getByRole('article', { name: /^pair, 1 hour 30 minutes/ })
    await line.getByText('2:00 pm–3:30 pm').waitFor()
    await page.getByText('of 6 h', { exact: true }).waitFor()
    const look = await page.evaluate(() => {
      const article = document.querySelector('[data-checkin] > div:last-of-type')
      const button = document.querySelector('button')
      return {
        height: article?.getBoundingClientRect().height ?? 0,
        scheme: getComputedStyle(document.documentElement).colorScheme,
        duration: button && getComputedStyle(button).transitionDuration,
      }
    })
    expect(look.height).toBeGreaterThanOrEqual(44)
    expect(look.scheme).toBe('dark')
    expect(look.duration).toMatch(/^0s/)
  })

  test('everything about a person arrives as one JSON file', async () => {
    const page = await at('Ana Lima', '/settings/data')
    const arriving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download everything about me' }).click()
    const download = await arriving
    expect(download.suggestedFilename()).toMatch(/^worksmart-me-\d{4}-\d\d-\d\d\.json$/)
    const everything = JSON.parse(await readFile(await download.path(), 'utf8'))
    expect(everything.person).toMatchObject({ name: 'Ana Lima', role: 'admin' })
    expect(everything.checkins.length).toBeGreaterThan(0)
  })
})

describe('erasing', () => {
  const fresh = runApp()

  test('an admin erases a colleague only after typing their name', async () => {
    const { page } = await fresh.open()
    await choose(page, fresh.stack(), 'Ana Lima')
    await page.goto(`${fresh.stack().url}/team`)
    await page.getByRole('button', { name: 'More about Mia Chen' }).click()
    await page.getByRole('menuitem', { name: 'Erase their data…' }).click()
    const question = page.getByRole('alertdialog', { name: 'Erase the data of Mia Chen?' })
    await question.getByRole('button', { name: 'Erase', exact: true }).click()
    await question.getByText('This is not the name above.').waitFor()
    expect((await fresh.stack().api('mia', 'GET', '/me')).status).toBe(200)
    await question.getByRole('textbox').fill('mia chen')
    await question.getByRole('button', { name: 'Erase', exact: true }).click()
    await page
      .getByText(/^Their data will be erased within the hour/)
      .first()
      .waitFor()
    expect((await fresh.stack().api('mia', 'GET', '/me')).status).toBe(403)
  })

  test('a person erases their own data and is led out', async () => {
    const { page } = await fresh.open({ isNetworkCut: true })
    await choose(page, fresh.stack(), 'Marco Rossi')
    await page.goto(`${fresh.stack().url}/settings/data`)
    await page.getByRole('button', { name: 'Erase my data' }).click()
    const question = page.getByRole('alertdialog', { name: 'Erase all your data?' })
    await question.getByRole('textbox').fill('Marco Rossi')
    await question.getByRole('button', { name: 'Erase', exact: true }).click()
    const done = page.getByRole('alertdialog', { name: /will be erased within the hour/ })
    await done.getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Choose a person' }).waitFor()
    expect(await page.getByRole('button', { name: /Marco Rossi/ }).count()).toBe(0)
    expect((await fresh.stack().api('marco', 'GET', '/me')).status).toBe(403)
  })
})
