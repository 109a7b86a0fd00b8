// From an input to the frame that shows what it did, measured inside the page.

import type { Page } from 'playwright-core'

export type Painted = {
  /** From the input, or from the start of the visit, to the end of the frame; ms. */
  ms: number
  /** Answers of the api that the page had by then. */
  answers: number
}

export type Wait = {
  /** The input that starts the clock; null means the start of the visit. */
  input: 'keydown' | 'click' | null
  /** What has to be in the document. */
  selector: string
  /** Words that it has to hold; empty for any. */
  words: string
}

declare global {
  interface Window {
    benchPainted?: Promise<Painted>
  }
}

/** Arms the page: the next such input starts the clock. Read it with `paintedOn`. */
export function watchPaint(page: Page, wait: Wait): Promise<void> {
  return page.evaluate(arm, wait)
}

/** The same for the next visit of the page, from its very start. */
export function watchVisit(page: Page, selector: string): Promise<unknown> {
  return page.addInitScript(arm, { input: null, selector, words: '' })
}

export async function paintedOn(page: Page): Promise<Painted> {
  await page.waitForFunction(() => window.benchPainted !== undefined)
  return page.evaluate(() => window.benchPainted as Promise<Painted>)
}

// Runs in the page, so it holds everything that it needs.
function arm({ input, selector, words }: Wait): void {
  window.benchPainted = new Promise((resolve) => {
    let from = input === null ? 0 : null
    if (input !== null) {
      const note = (event: Event) => {
        from ??= event.timeStamp
      }
      addEventListener(input, note, { capture: true, once: true })
    }
    const isThere = () =>
      from !== null &&
      [...document.querySelectorAll(selector)].some((one) => one.textContent?.includes(words))
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      // A message that is sent before a frame is painted arrives after it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const answers = performance
            .getEntriesByType('resource')
            .filter(({ name }) => name.includes('/api/')).length
          resolve({ ms: performance.now() - (from ?? 0), answers })
        }
        port2.postMessage(null)
      })
    })
    observer.observe(document, { childList: true, subtree: true, characterData: true })
  })
}
