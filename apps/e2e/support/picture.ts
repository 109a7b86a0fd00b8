// Each picture of the documentation is also a check: nothing scrolls sideways, nothing is cut off,
// no text is smaller than 12 pixels. UPDATE_SCREENSHOTS=1 writes the files.

import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { clippedTexts, sidewaysScroll, tinyTexts } from './geometry.ts'

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url))
const isWriting = process.env.UPDATE_SCREENSHOTS === '1'

export const phone = { width: 390, height: 844, isPhone: true } as const

export async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  // The pointer still stands where the person was chosen, and would mark what is there now.
  await page.mouse.move(0, 0)
  await expect.poll(() => sidewaysScroll(page)).toBe(0)
  await expect.poll(() => tinyTexts(page)).toEqual([])
  await expect.poll(() => clippedTexts(page)).toEqual([])
  if (!isWriting) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', caret: 'hide' })
}
