// What the measurements in a browser stand on: the app as `npm start` serves it, a person with ten
// thousand check-ins, a board of five hundred cards, and a Chromium.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startLocalApp } from '../local-app.ts'
import { root } from '../options.ts'
import { type HeldDoor, openHeldDoor } from './held-door.ts'

export const feedRows = 10_000
export const boardCards = 500

export type PersonName = 'Ana Lima' | 'Mia Chen'

export type Stage = {
  browser: Browser
  door: HeldDoor
  /** A page of a new visitor who has chosen this person, on Today. */
  openAs: (name: PersonName) => Promise<Page>
  close: () => Promise<void>
}

/** Starts it all; Mia has the check-ins, Ana the board. */
export async function openStage(chromiumPath: string, log: (line: string) => void): Promise<Stage> {
  mkdirSync(join(root, '.worksmart'), { recursive: true })
  const dataDir = mkdtempSync(join(root, '.worksmart', 'bench-web-'))
  const closers: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })]
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one()
  }
  try {
    log('Starting the app and filling it for the browser.')
    const app = await startLocalApp(dataDir)
    closers.push(app.stop)
    await fill(app.url)
    const door = await openHeldDoor(app.url)
    closers.push(door.close)
    const browser = await launchBrowser(chromiumPath)
    closers.push(() => browser.close())
    return { browser, door, openAs: (name) => openAs(browser, door.url, name), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Without any traffic of its own. Root needs to go without the sandbox. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return chromium.launch({ executablePath, args })
}

async function openAs(browser: Browser, url: string, name: PersonName): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  // tsx wraps functions to keep their names, also those that are sent to a page, which has no such
  // wrapper.
  await context.addInitScript('globalThis.__name = (wrapped) => wrapped')
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(url)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('search', { name: 'Filters' }).waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

async function fill(appUrl: string): Promise<void> {
  const people = (await (await fetch(`${appUrl}/api/local/people`)).json()) as {
    items: { id: string; name: string }[]
  }
  const idOf = (name: PersonName) => people.items.find((person) => person.name === name)?.id ?? ''
  const post = async (userId: string, path: string, body: object) => {
    const answer = await fetch(`${appUrl}/api${path}`, {
      method: 'POST',
      headers: { 'x-user-id': userId, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  const [ana, mia] = [idOf('Ana Lima'), idOf('Mia Chen')]
  for (let from = 0; from < feedRows; from += 1000) {
    await post(mia, '/checkins/batch', {
      items: Array.from({ length: 1000 }, (_, i) => entry(from + i)),
    })
  }
  const project = await post(ana, '/projects', { key: 'BRD', name: 'Board' })
  const statuses = ['todo', 'in_progress', 'blocked', 'done']
  for (let n = 0; n < boardCards; n++) {
    const status = statuses[n % statuses.length]
    await post(ana, '/tasks', {
      projectId: project.id,
      title: `Card number ${n} of the board`,
      status,
    })
  }
}

/** Twenty a day, back from today. */
function entry(n: number) {
  const day = new Date(Date.now() - Math.floor(n / 20) * 86_400_000)
  return {
    sourceId: `bench-${n}`,
    activity: `entry ${n}`,
    minutes: 5 + (n % 90),
    tags: [['dev', 'review', 'meeting'][n % 3]],
    workDate: day.toISOString().slice(0, 10),
  }
}
