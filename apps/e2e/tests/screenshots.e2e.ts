import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import type { PageOptions } from '../support/browser.ts'
import { isInSight } from '../support/geometry.ts'
import { bar, choose } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { failFeed } from '../support/problems.ts'
import { fillSampleDay, sampleNow } from '../support/sample-day.ts'

describe('before anything is logged', () => {
  const app = runApp({ now: sampleNow })

  test('the choice of a person', async () => {
    const { page } = await app.open({ now: sampleNow })
    await page.goto(app.stack().url)
    await page.getByRole('button', { name: /Mia Chen/ }).waitFor()
    await picture(page, 'choose-person')
  })

  test('the first use of Today', async () => {
    const { page } = await app.open({ now: sampleNow })
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('button', { name: 'Add sample data' }).waitFor()
    await picture(page, 'today-empty')
  })
})

describe('on an ordinary day', () => {
  const app = runApp({ now: sampleNow })
  let isFilled = false

  async function today(options: PageOptions = {}): Promise<Page> {
    if (!isFilled) await fillSampleDay(app.stack())
    isFilled = true
    const { page } = await app.open({ now: sampleNow, ...options })
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('article').first().waitFor()
    await page.getByRole('group', { name: 'Top tags' }).waitFor()
    const first = page.getByRole('article').first()
    await expect.poll(async () => isInSight(page, await first.boundingBox())).toBe(true)
    return page
  }

  test('Today in light', async () => {
    await picture(await today(), 'today-light')
  })

  test('Today in dark', async () => {
    await picture(await today({ colorScheme: 'dark' }), 'today-dark')
  })

  test('Today on a phone', async () => {
    await picture(await today(phone), 'today-mobile')
  })

  test('Today on a phone in dark', async () => {
    await picture(await today({ ...phone, colorScheme: 'dark' }), 'today-mobile-dark')
  })

  test('a line being typed', async () => {
    const page = await today()
    await bar(page).fill('2h #dev @website fix nav yesterday')
    await page.getByRole('button', { name: 'Project Website, edit' }).waitFor()
    await picture(page, 'bar-line')
  })

  test('a line with an error', async () => {
    const page = await today()
    await bar(page).fill('2 #dev @website fix nav')
    await bar(page).press('Enter')
    await page.getByRole('button', { name: '2h', exact: true }).waitFor()
    await picture(page, 'bar-error')
  })

  test('the team view', async () => {
    const page = await today()
    await page.getByRole('combobox', { name: 'Whose check-ins' }).selectOption('team')
    await page
      .getByRole('article', { name: /Mia Chen/ })
      .first()
      .waitFor()
    await picture(page, 'today-team')
  })

  test('an import before it starts', async () => {
    const page = await today()
    await page.goto(`${app.stack().url}/settings/data`)
    await page.getByLabel('Or paste lines').fill(worklog)
    await page.getByRole('button', { name: 'Check pasted lines' }).click()
    await page.getByRole('button', { name: /^Import \d+ lines$/ }).waitFor()
    await picture(page, 'import')
  })

  test('Today that could not load', async () => {
    const { page } = await app.open({ now: sampleNow, isNetworkCut: true })
    await failFeed(page)
    await choose(page, app.stack(), 'Ana Lima')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await picture(page, 'today-error')
  })
})

const worklog = [
  'at\tperson\tminutes\ttype\tscope\ttext',
  '2026-11-16T09:10:00+00:00\tP001\t90\tfeat\tnav\tadd a menu for small screens',
  '2026-11-16T14:30:00+00:00\tP001\t45\tdocs\t\texplain how to restore a backup',
  '2026-11-17T10:05:00+00:00\tP001\t120\tfix\tsync\tkeep the order of queued entries',
  '2026-11-18T16:20:00+00:00\tP001\t30\tchore\tdeps\tupdate the build tools',
  '2026-11-19T11:45:00+00:00\tP001\t0\tfix\t\tforgot to note the time',
].join('\n')
