// W4, W5 and W6: what a person waits for. The api is held at two seconds in all of them, so nothing
// that is painted in time can come from it.

import type { Page, Request } from 'playwright-core'
import { atMost, type Goal, reported } from '../goal.ts'
import { median } from '../measure.ts'
import { ms } from './feed.ts'
import { paintedOn, watchPaint, watchVisit } from './painted.ts'
import type { Stage } from './stage.ts'
import { type Throttle, throttleOf } from './trace.ts'

const heldMs = 2000
const times = 5

export async function measureMoments(stage: Stage): Promise<Goal[]> {
  const page = await stage.openAs('Mia Chen')
  const throttle = await throttleOf(page)
  try {
    return [
      ...(await measureAdding(stage, page, throttle)),
      ...(await measureClick(stage, page, throttle)),
      ...(await measureVisit(stage, page, throttle)),
    ]
  } finally {
    stage.door.hold(0)
    await page.context().close()
  }
}

async function measureAdding(stage: Stage, page: Page, throttle: Throttle): Promise<Goal[]> {
  const bar = page.getByRole('textbox', { name: 'Log a check-in' })
  const saved = page.getByRole('region', { name: 'Sidebar' }).getByText('Saved', { exact: true })
  async function add(words: string): Promise<number> {
    await bar.fill(`10m #dev ${words}`)
    await page.getByRole('button', { name: 'Duration 10 minutes, edit' }).waitFor()
    await watchPaint(page, { input: 'keydown', selector: 'article', words })
    await bar.press('Enter')
    const painted = await paintedOn(page)
    await saved.waitFor()
    await page.waitForLoadState('networkidle')
    return painted.ms
  }
  // The first line fetches what only a first line needs.
  await add('the first line of the visit')
  stage.door.hold(heldMs)
  const all: number[][] = []
  for (const rate of [1, 4]) {
    await throttle(rate)
    const taken: number[] = []
    for (let n = 0; n < times; n++) taken.push(await add(`line ${n} at ${rate}`))
    all.push(taken)
  }
  await throttle(1)
  stage.door.hold(0)
  const [own = [], slow = []] = all
  return [
    atMost('W4', 'Enter → row painted, api held at 2 s, 4×', {
      value: median(slow),
      most: 50,
      unit: 'ms',
      got: `${ms(median(slow))}, worst ${ms(Math.max(...slow))}`,
      reference: `${ms(median(own))} unthrottled`,
    }),
  ]
}

/** The pointer rests on the link before it is pressed, as a hand does. */
async function measureClick(stage: Stage, page: Page, throttle: Throttle): Promise<Goal[]> {
  const visits = [
    { link: 'Projects', selector: 'main table, main ul', words: 'Board', taken: [] as number[] },
    { link: 'Today', selector: 'article', words: 'entry', taken: [] as number[] },
  ]
  const asked: string[] = []
  const note = (request: Request) => {
    // Chromium looks at the page's icon again whenever the address changes.
    if (request.resourceType() !== 'other') asked.push(new URL(request.url()).pathname)
  }
  await throttle(4)
  for (let n = 0; n < times; n++) {
    for (const { link, selector, words, taken } of visits) {
      await page.getByRole('link', { name: link, exact: true }).hover()
      await page.waitForTimeout(200)
      await page.waitForLoadState('networkidle')
      stage.door.hold(heldMs)
      await watchPaint(page, { input: 'click', selector, words })
      page.on('request', note)
      await page.mouse.down()
      await page.mouse.up()
      taken.push((await paintedOn(page)).ms)
      page.off('request', note)
      stage.door.hold(0)
      await page.waitForLoadState('networkidle')
    }
  }
  await throttle(1)
  const files = asked.filter((path) => !path.startsWith('/api/'))
  const renewals = (asked.length - files.length) / (times * visits.length)
  return [
    atMost('W6', 'Click on a link under the pointer → painted, 4×', {
      value: Math.max(...visits.map(({ taken }) => median(taken))),
      most: 100,
      unit: 'ms',
      got: visits.map(({ link, taken }) => `${link} ${ms(median(taken))}`).join(', '),
      reference: `${renewals.toFixed(1)} renewals a click`,
    }),
    atMost('W6a', 'Files fetched at the click', {
      value: files.length,
      most: 0,
      got: files.length === 0 ? '0' : files.join(' '),
    }),
  ]
}

async function measureVisit(stage: Stage, page: Page, throttle: Throttle): Promise<Goal[]> {
  await page.getByRole('article').first().waitFor()
  // What the next visit starts from is written a moment after the last answer.
  await page.waitForFunction(() => localStorage.getItem('worksmart.snapshot')?.includes('entry'))
  await page.waitForTimeout(1000)
  await watchVisit(page, 'article')
  stage.door.hold(heldMs)
  const runs: { slow: number; own: number; answers: number }[] = []
  for (let n = 0; n < times; n++) {
    const visit = async (rate: number) => {
      await throttle(rate)
      await page.reload({ waitUntil: 'commit' })
      const painted = await paintedOn(page)
      await page.waitForLoadState('networkidle')
      return painted
    }
    const [own, slow] = [await visit(1), await visit(4)]
    runs.push({ own: own.ms, slow: slow.ms, answers: own.answers + slow.answers })
  }
  stage.door.hold(0)
  const answers = runs.reduce((sum, run) => sum + run.answers, 0)
  const slow = median(runs.map((run) => run.slow))
  const own = median(runs.map((run) => run.own))
  return [
    atMost('W5', 'Warm visit: answers before the feed is painted, api held at 2 s', {
      value: answers,
      most: 0,
      got: `${answers}`,
    }),
    reported(
      'W5a',
      'Warm visit: start → feed painted, 4×',
      '≤ 300 ms',
      ms(slow),
      `${ms(own)} unthrottled`,
    ),
  ]
}
