import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { FirstPerson, Stack } from './stack.ts'

export type { FirstPerson }

/** Opens the app as somebody new at this browser and chooses a person. */
export async function choose(page: Page, stack: Stack, name: FirstPerson): Promise<void> {
  await stack.enter(page, name)
  await bar(page).waitFor()
}

/** The field at the top of Today. */
export function bar(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Log a check-in' })
}

/** Types a line into the bar and presses Enter. */
export async function log(page: Page, line: string): Promise<void> {
  await bar(page).fill(line)
  await bar(page).press('Enter')
}

/** `Monday 23 November`, in the zone of the tests' people; `back` counts days back from today. */
export function longDay(back: number, now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'Europe/London',
  }).formatToParts(now.getTime() - back * 86_400_000)
  const part = (type: string) => parts.find((one) => one.type === type)?.value
  return `${part('weekday')} ${part('day')} ${part('month')}`
}

/** A row by its spoken name: activity, time, tags and project, then the day it was worked. */
export function row(page: Page, name: string, back: number): Locator {
  return page.getByRole('article', { name: new RegExp(`^${name}, ${longDay(back)}`) })
}

/** Waits until the element has the focus, which often comes with the frame after. */
export async function hasFocus(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((one) => one === document.activeElement)).toBe(true)
}
