import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

declare const axe: { run: (options: RunOptions) => Promise<AxeResults> }

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds on the page as it is now: one line for each element that breaks a rule. The
 * debugger puts axe into the page, so the content security policy stays as strict as it is.
 */
export async function violations(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  if (!isThere) {
    const session = await page.context().newCDPSession(page)
    await session.send('Runtime.evaluate', { expression: `${source};0` })
    await session.detach()
  }
  // A colour that is still fading in would be measured half-way. What turns for ever is not waited
  // for, and an animation whose element goes away ends without finishing.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map((each) => each.finished))
  })
  const found = await page.evaluate(
    (values) => axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    tags,
  )
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}\n${html.slice(0, 200)}\n${failureSummary}`,
    ),
  )
}

/** The same in both colour schemes, each line with the scheme it was found in. */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  const lines: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    lines.push(...(await violations(page)).map((line) => `${colorScheme}: ${line}`))
  }
  return lines
}
