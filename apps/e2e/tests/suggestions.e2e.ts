import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violationsInBothSchemes } from '../support/axe.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { aHistory, decisionsOf, heldFor } from '../support/help.ts'
import { bar, choose, hasFocus, row } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'

const offer = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

describe.each([
  ['without the inference service', 'none', 'From your entries'],
  ['with the inference service', 'stand-in', 'Suggested'],
] as const)('%s', (_, kind, label) => {
  const app = runApp({ inference: kind })
  const open = async (options = {}) => {
    await aHistory(app.stack())
    const { page } = await app.open(options)
    await choose(page, app.stack(), 'Mia Chen')
    await page.getByRole('article').first().waitFor()
    return page
  }

  test('three similar entries make the fourth line suggest their tag and project with a reason; one key takes them and logs', async () => {
    const page = await open()
    await bar(page).fill('2h fix login redirect')
    await offer(page, 'Suggested tag dev, likely').waitFor()
    await offer(page, 'Suggested project Website, likely').waitFor()
    await page.getByText(label, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Why?' }).click()
    const why = page.getByRole('region', { name: 'Why these are suggested' })
    await why
      .getByText(/^Like \d check-ins/)
      .first()
      .waitFor()
    await why.getByRole('link').first().waitFor()
    await bar(page).press('Alt+Enter')
    await row(page, 'fix login redirect, 2 hours, dev, Website', 0).waitFor()
    await hasFocus(bar(page))
    await expect.poll(() => bar(page).inputValue()).toBe('')
    await expect
      .poll(() => decisionsOf(app.stack(), 'mia'))
      .toEqual([
        { kind: 'project', outcome: 'accepted' },
        { kind: 'tag', outcome: 'accepted' },
      ])
  })

  test('a suggestion moves nothing when it comes, and Tab reaches it', async () => {
    const page = await open()
    await bar(page).fill('1h ')
    const first = page.getByRole('article').first()
    const before = await first.boundingBox()
    await bar(page).pressSequentially('fix login redirect')
    const accept = page.getByRole('button', { name: 'Accept suggested tag dev' })
    await accept.waitFor()
    expect(await first.boundingBox()).toEqual(before)
    await accept.focus()
    await page.keyboard.press('d')
    await offer(page, 'Suggested tag dev, likely').waitFor({ state: 'detached' })
    await hasFocus(bar(page))
    await bar(page).fill('')
  })

  test('the bar with suggestions is accessible in light and dark, and fits a phone', async () => {
    const page = await open()
    await bar(page).fill('2h fix login redirect')
    await offer(page, 'Suggested tag dev, likely').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    if (kind === 'stand-in') await picture(page, 'suggestions-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    if (kind === 'stand-in') await picture(page, 'suggestions')
    await page.getByRole('button', { name: 'Why?' }).click()
    await page
      .getByRole('region', { name: 'Why these are suggested' })
      .getByRole('link')
      .first()
      .waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Edit suggested tag dev' }).click()
    await page.getByRole('button', { name: 'Another tag…' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.keyboard.press('Escape')
    await hasFocus(bar(page))
    await bar(page).fill('')
    const { page: small } = await app.open(phone)
    await choose(small, app.stack(), 'Mia Chen')
    await bar(small).fill('2h fix login redirect')
    await small.getByRole('button', { name: '1 more' }).waitFor()
    expect(await violationsInBothSchemes(small)).toEqual([])
    await small.emulateMedia({ colorScheme: 'light' })
    if (kind === 'stand-in') await picture(small, 'suggestions-mobile')
    for (const width of [390, 320]) {
      await small.setViewportSize({ width, height: 700 })
      await expect.poll(() => sidewaysScroll(small)).toBe(0)
    }
    await bar(small).fill('')
  })
})

describe('a service that is slow', () => {
  const app = runApp({ inference: 'stand-in' })

  test('is not waited for: an entry is logged while it holds its answer for five seconds', async () => {
    await aHistory(app.stack())
    const { page } = await app.open()
    await choose(page, app.stack(), 'Mia Chen')
    await page.getByRole('article').first().waitFor()
    app.stack().inference.fake?.turn(heldFor(5000))
    await bar(page).fill('2h fix login redirect')
    await expect.poll(() => app.stack().inference.fake?.asked.length).toBeGreaterThan(0)
    const pressed = Date.now()
    await bar(page).press('Enter')
    await row(page, 'fix login redirect, 2 hours', 0).waitFor()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(Date.now() - pressed).toBeLessThan(5000)
  })

  test('is given up on after three seconds, with one quiet line', async () => {
    await aHistory(app.stack())
    const { page } = await app.open()
    await choose(page, app.stack(), 'Mia Chen')
    app.stack().inference.fake?.turn(heldFor(20_000))
    await bar(page).fill('1h fix login redirect')
    await page.getByText('No suggestion', { exact: true }).waitFor()
    await bar(page).fill('')
  })
})
