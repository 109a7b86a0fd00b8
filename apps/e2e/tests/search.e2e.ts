import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violations, violationsInBothSchemes } from '../support/axe.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { say } from '../support/help.ts'
import { bar, choose, hasFocus } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { fillSampleDay, sampleNow } from '../support/sample-day.ts'

const box = (page: Page) => page.getByRole('searchbox', { name: 'Search everything' })
const group = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name}`) })

/** The index follows the writes a moment later, so the question is asked until it is answered. */
async function isIndexed(app: ReturnType<typeof runApp>, query: string): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await app.stack().api('mia', 'POST', '/search', { query })
      return ((await answer.json()) as { groups: unknown[] }).groups.length
    })
    .toBeGreaterThan(0)
}

describe.each([
  ['without the inference service', 'none'],
  ['with the inference service', 'stand-in'],
] as const)('%s', (_, kind) => {
  const app = runApp({ inference: kind })

  test('words are found from anywhere by one key, marked, and opened with the arrows and Enter', async () => {
    await say(app.stack(), 'mia', '2h #dev fix login redirect yesterday')
    await isIndexed(app, 'redirect')
    const { page } = await app.open()
    await choose(page, app.stack(), 'Mia Chen')
    await hasFocusAfterCommand(page)
    await page.keyboard.type('redirect')
    const hit = group(page, 'Check-ins').getByRole('link', { name: /fix login redirect/ })
    await hit.waitFor()
    await hit.getByText(/^Words/).waitFor()
    await expect.poll(() => hit.locator('mark').textContent()).toBe('redirect')
    await page.keyboard.press('ArrowDown')
    await hasFocus(hit)
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: /^fix login redirect/ }).waitFor()
    expect(new URL(page.url()).searchParams.get('day')).toMatch(/^\d{4}-\d\d-\d\d$/)
    await page.keyboard.press('/')
    await hasFocus(box(page))
  })

  test('tokens narrow what is found and are shown as understood', async () => {
    const { page } = await app.open()
    await choose(page, app.stack(), 'Mia Chen')
    await page.goto(`${app.stack().url}/search?q=${encodeURIComponent('#dev >1h yesterday')}`)
    await group(page, 'Check-ins')
      .getByRole('link', { name: /fix login redirect/ })
      .waitFor()
    const chips = page.getByRole('list', { name: 'Understood as' })
    await chips.getByText('at least 1 h 01').waitFor()
    await box(page).fill('#nothing')
    await page.getByRole('heading', { name: 'Nothing matches #nothing' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('')
  })

  if (kind === 'none') {
    test('a paraphrase is not found, and one quiet line says that only words are searched', async () => {
      const { page } = await app.open()
      await choose(page, app.stack(), 'Mia Chen')
      await page.goto(`${app.stack().url}/search?q=${encodeURIComponent('repair signin')}`)
      await page.getByText('AI help is off. Only words are searched.').waitFor()
      await page.getByRole('heading', { name: 'Nothing matches repair signin' }).waitFor()
    })
  } else {
    test('a paraphrase that shares no word is found on Enter, apart and marked as found by meaning', async () => {
      await isIndexed(app, 'repair signin')
      const { page } = await app.open()
      await choose(page, app.stack(), 'Mia Chen')
      await page.keyboard.press('Control+k')
      await box(page).fill('repair signin')
      await page.getByRole('button', { name: /^Search by meaning/ }).waitFor()
      await expect.poll(() => group(page, 'By meaning').count()).toBe(0)
      await box(page).press('Enter')
      const hit = group(page, 'By meaning').getByRole('link', { name: /fix login redirect/ })
      await hit.getByText('Meaning', { exact: true }).waitFor()
      await page.getByText('Found by AI, not by words').waitFor()
    })

    test('when the service goes away words are still found', async () => {
      const { page } = await app.open()
      await choose(page, app.stack(), 'Mia Chen')
      app.stack().inference.leave()
      await page.goto(`${app.stack().url}/search?q=redirect`)
      await group(page, 'Check-ins').getByRole('link').first().waitFor()
      await page.getByText('AI help is not available right now. Only words are searched.').waitFor()
    })
  }
})

/** The command key works where text is written, too. */
async function hasFocusAfterCommand(page: Page): Promise<void> {
  await bar(page).focus()
  await page.keyboard.press('Control+k')
  await hasFocus(box(page))
}

describe('how it looks', () => {
  const app = runApp({ now: sampleNow, inference: 'stand-in' })

  test('Search is accessible empty and filled, in light and dark and on a phone', async () => {
    await fillSampleDay(app.stack())
    await say(app.stack(), 'ana', '1h30 #dev repair forms 2026-11-20')
    await isIndexed(app, 'pricing')
    await isIndexed(app, 'repair')
    const { page } = await app.open({ now: sampleNow })
    await choose(page, app.stack(), 'Ana Lima')
    await page.goto(`${app.stack().url}/search`)
    await box(page).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await box(page).fill('fix pricing')
    await box(page).press('Enter')
    await group(page, 'Check-ins').getByRole('link').first().waitFor()
    await group(page, 'By meaning').getByRole('link').first().waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await picture(page, 'search-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'search')

    const { page: small } = await app.open({ now: sampleNow, ...phone })
    await choose(small, app.stack(), 'Ana Lima')
    await small.goto(
      `${app.stack().url}/search?q=${encodeURIComponent('fix pricing @website this month')}`,
    )
    await small
      .getByRole('link', { name: /pricing/ })
      .first()
      .waitFor()
    expect(await violationsInBothSchemes(small)).toEqual([])
    await small.emulateMedia({ colorScheme: 'light' })
    await picture(small, 'search-mobile')
    await small.setViewportSize({ width: 320, height: 700 })
    await expect.poll(() => sidewaysScroll(small)).toBe(0)
  })
})
