import type { Page } from 'playwright-core'

/** How far the page can be scrolled sideways, in pixels; 0 is what every screen promises. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}

/** Visible texts set smaller than 12 pixels, each with its size. */
export function tinyTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement
      const words = node.textContent?.trim()
      if (!parent || !words || !parent.checkVisibility()) continue
      const size = Number.parseFloat(getComputedStyle(parent).fontSize)
      if (size < 12) found.push(`${words} (${size})`)
    }
    return found
  })
}

/** Visible texts that are cut off at the side by the box around them, without an ellipsis. */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLElement>('main *, header *, nav *')]
    return boxes
      .filter((box) => {
        const { overflowX, textOverflow, clipPath } = getComputedStyle(box)
        const isHidden = overflowX === 'hidden' || overflowX === 'clip'
        // What is kept for screen readers alone is cut to nothing on purpose.
        const isUnseen = box.clientWidth <= 1 || clipPath !== 'none'
        return isHidden && !isUnseen && textOverflow !== 'ellipsis' && box.checkVisibility()
      })
      .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.textContent?.trim() !== '')
      .map((box) => box.textContent?.trim().slice(0, 60) ?? '')
  })
}

/** True when the element is inside the window, whole. */
export function isInSight(page: Page, box: { y: number; height: number } | null): boolean {
  const height = page.viewportSize()?.height ?? 0
  return box !== null && box.y >= 0 && box.y + box.height <= height
}
