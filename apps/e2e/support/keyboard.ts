import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { hasFocus } from './people.ts'

const stopsMost = 60

/** Presses the key until the element has the focus, and checks that a person can see that it has. */
export async function tabTo(
  page: Page,
  element: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await element.waitFor()
  for (let stops = 0; stops < stopsMost; stops++) {
    if (await element.evaluate((one) => one === document.activeElement)) {
      return expectSeenFocus(element)
    }
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not come to ${element}.`)
}

/** The element has the focus, and it or what is around it is drawn with a ring. */
export async function expectSeenFocus(element: Locator): Promise<void> {
  await hasFocus(element)
  const hasRing = () =>
    element.evaluate((one) => {
      const around = [one, one.parentElement, one.parentElement?.parentElement]
      return around.some((each) => each && getComputedStyle(each).outlineStyle !== 'none')
    })
  await expect.poll(hasRing).toBe(true)
}
