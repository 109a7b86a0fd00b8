import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violations, violationsInBothSchemes } from '../support/axe.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { decisionsOf, say } from '../support/help.ts'
import { choose, type FirstPerson, hasFocus } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { fillSampleDay, sampleNow } from '../support/sample-day.ts'

const finding = (page: Page, name: string) =>
  page.getByRole('article', { name: new RegExp(`^${name}`) })

describe.each([
  ['without the inference service', 'none', 'AI help is off. Only certain slips are looked for.'],
  ['with the inference service', 'stand-in', null],
] as const)('%s', (_, kind, quiet) => {
  const app = runApp({ inference: kind })
  const open = async (name: FirstPerson) => {
    const { page } = await app.open()
    await choose(page, app.stack(), name)
    return page
  }

  test('an injected 24-hour day, an overlap and a duplicate are shown, and each is fixed by one key', async () => {
    const stack = app.stack()
    await say(stack, 'mia', '14h #dev migration window yesterday')
    await say(stack, 'mia', '11h #ops night watch yesterday')
    await say(stack, 'mia', '9:00-11:00 #dev write the parser 3 days ago')
    await say(stack, 'mia', '10:30-12:00 #dev review the parser 3 days ago')
    await say(stack, 'mia', '45m #admin weekly report 5 days ago')
    await say(stack, 'mia', '45m #admin weekly report 5 days ago')
    const page = await open('Mia Chen')
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    const list = page.getByRole('list', { name: 'Findings' })
    await finding(page, 'More than a day').waitFor()
    await finding(page, 'Overlap').waitFor()
    await finding(page, 'Logged twice').waitFor()
    if (quiet) await page.getByText(quiet).waitFor()

    await finding(page, 'Overlap').focus()
    await page.keyboard.press('a')
    await finding(page, 'Overlap').waitFor({ state: 'detached' })
    await finding(page, 'Logged twice').focus()
    await page.keyboard.press('a')
    await finding(page, 'Logged twice').waitFor({ state: 'detached' })
    await finding(page, 'More than a day').focus()
    await page.keyboard.press('a')
    const editor = page.getByRole('textbox', { name: 'Edit check-in migration window' })
    await hasFocus(editor)
    await page.keyboard.press('Control+A')
    await page.keyboard.type('4h #dev migration window yesterday')
    await page.keyboard.press('Enter')
    await finding(page, 'More than a day').waitFor({ state: 'detached' })
    await page.getByText('Saved', { exact: true }).waitFor()

    const stored = async () => {
      const answer = await stack.api('mia', 'GET', '/checkins?limit=100')
      const { items } = (await answer.json()) as { items: { activity: string; minutes: number }[] }
      return items.map(({ activity, minutes }) => `${activity} ${minutes}`).sort()
    }
    await expect
      .poll(stored)
      .toEqual([
        'migration window 240',
        'night watch 660',
        'review the parser 60',
        'weekly report 45',
        'write the parser 120',
      ])
    await expect
      .poll(() => decisionsOf(stack, 'mia'))
      .toEqual([
        { kind: 'anomaly', outcome: 'accepted' },
        { kind: 'anomaly', outcome: 'accepted' },
      ])
    // What only the service finds unusual is no slip, and can be called fine.
    if (kind === 'stand-in') {
      await finding(page, 'Unusual check-in').first().waitFor()
      await finding(page, 'Unusual check-in').first().focus()
      await page.keyboard.press('d')
    }
    await page.getByText('Nothing unusual in 30 days').waitFor()
    await expect.poll(() => list.count()).toBe(0)
  })

  test('what is snoozed is put away, and undo brings it back', async () => {
    await say(app.stack(), 'marco', '17h #ops night shift yesterday')
    const page = await open('Marco Rossi')
    await page.goto(`${app.stack().url}/insights`)
    await finding(page, 'Very long check-in').waitFor()
    await finding(page, 'Very long check-in').focus()
    await page.keyboard.press('s')
    await finding(page, 'Very long check-in').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Undo/ }).click()
    await finding(page, 'Very long check-in').waitFor()
  })
})

describe('how it looks', () => {
  const app = runApp({ now: sampleNow, inference: 'stand-in' })

  test('an empty Insights says what is looked for, accessibly', async () => {
    const { page } = await app.open({ now: sampleNow })
    await choose(page, app.stack(), 'Mia Chen')
    await page.goto(`${app.stack().url}/insights`)
    await page.getByText('Nothing unusual in 30 days').waitFor()
    await page.getByRole('heading', { name: 'No time in the last 30 days' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'insights-empty')
  })

  test('a filled Insights is accessible in light and dark and on a phone', async () => {
    await fillSampleDay(app.stack())
    await say(app.stack(), 'ana', '9:30-11:00 #dev @Website pair on the menu 2026-11-20')
    await say(app.stack(), 'ana', '10:30-12:00 #review @Website read the launch plan 2026-11-20')
    await say(app.stack(), 'ana', '16h30 #ops @Operations move the servers 2026-11-19')
    await say(app.stack(), 'ana', '45m #admin write the weekly report 2026-11-18')
    await say(app.stack(), 'ana', '45m #admin write the weekly report 2026-11-18')
    for (const outcome of ['accepted', 'accepted', 'edited', 'dismissed', null]) {
      const asked = await app.stack().api('ana', 'POST', '/categorize', { text: '1h fix the menu' })
      const { tag } = (await asked.json()) as { tag: { id: string } | null }
      if (!tag) throw new Error('No tag was suggested.')
      if (outcome === null) continue
      await app.stack().api('ana', 'POST', '/ai/feedback', { suggestionId: tag.id, outcome })
    }
    const { page } = await app.open({ now: sampleNow })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/insights`)
    await finding(page, 'Overlap').waitFor()
    await page.getByRole('figure').first().waitFor()
    await page.getByRole('region', { name: 'Suggestions', exact: true }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await picture(page, 'insights-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'insights')
    await page.getByRole('button', { name: 'Show data' }).first().click()
    await page.getByRole('figure').first().getByRole('table').waitFor()
    expect(await violations(page)).toEqual([])

    const { page: small } = await app.open({ now: sampleNow, ...phone })
    await choose(small, app.stack(), 'Ana Lima')
    await small.getByRole('button', { name: 'More' }).click()
    await small.getByRole('menuitem', { name: 'Insights' }).click()
    await finding(small, 'Overlap').waitFor()
    expect(await violationsInBothSchemes(small)).toEqual([])
    await small.emulateMedia({ colorScheme: 'light' })
    await picture(small, 'insights-mobile')
    for (const width of [390, 320]) {
      await small.setViewportSize({ width, height: 700 })
      await expect.poll(() => sidewaysScroll(small)).toBe(0)
    }
  })
})
