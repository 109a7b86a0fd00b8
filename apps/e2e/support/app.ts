import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { launchBrowser, openPage, type PageOptions, type WatchedPage } from './browser.ts'
import { startNginxStack } from './nginx-stack.ts'
import { type Stack, type StackOptions, startStack } from './stack.ts'

export type RunningApp = {
  /** Only inside tests and hooks: it starts with the first of them. */
  stack: () => Stack
  browser: () => Browser
  /** A page of its own, closed after the test. */
  open: (options?: PageOptions) => Promise<WatchedPage>
}

let start: typeof startStack = startStack

// Every test of a file opens its pages from one address within a second or two, which is more than
// nginx takes from an office. The app waits such an answer out, and that the limit holds is a test of
// its own; only Chromium's line about it is passed over.
const isLimit = (complaint: string) =>
  start === startNginxStack && complaint.includes('responded with a status of 429')

/** From now on `runApp` of this test file starts the product as it stands in production. */
export function behindNginx(): void {
  start = startNginxStack
}

/**
 * Starts the product and a browser for the tests of a file. A page that a test opened must have
 * had nothing to complain about: a console error or a refused script fails the test.
 */
export function runApp(options: StackOptions = {}): RunningApp {
  let stack: Stack | null = null
  let browser: Browser | null = null
  const pages: WatchedPage[] = []

  beforeAll(async () => {
    stack = await start(inject('adminUrl'), options)
    browser = await launchBrowser(inject('chromium'))
  })
  afterEach(async () => {
    const opened = pages.splice(0)
    const complaints = opened.flatMap((one) => one.complaints).filter((one) => !isLimit(one))
    // A request that a test holds back is let go of first: its route must not outlive its page.
    await Promise.all(opened.map(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' })))
    await Promise.all(opened.map(({ context }) => context.close()))
    stack?.setBroken(false)
    stack?.setDelay(0)
    stack?.storeWire.set({ kind: 'none' })
    stack?.inference.heal()
    expect(complaints).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await stack?.close()
  })

  return {
    stack: () => started(stack),
    browser: () => started(browser),
    async open(pageOptions) {
      const opened = await openPage(started(browser), pageOptions)
      pages.push(opened)
      return opened
    },
  }
}

function started<T>(thing: T | null): T {
  if (thing === null) throw new Error('The app starts before the first test, not with the file.')
  return thing
}
