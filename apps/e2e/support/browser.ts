import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Starts it without any traffic of its own. Root needs to go without the sandbox. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}

export type WatchedPage = {
  page: Page
  context: BrowserContext
  /** What the console complained about; a test that ends with any of it has failed. */
  complaints: string[]
}

export type PageOptions = {
  colorScheme?: 'light' | 'dark'
  width?: number
  height?: number
  /** A finger instead of a mouse, and the viewport rules of phones. */
  isPhone?: boolean
  /** The clock of the page, stopped; the real one when absent. */
  now?: Date
  /** The test makes requests fail, and Chromium's own line about each is no complaint then. */
  isNetworkCut?: boolean
}

/** A page of a new person at the browser, whose console is watched. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    colorScheme: options.colorScheme ?? 'light',
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    isMobile: options.isPhone ?? false,
    hasTouch: options.isPhone ?? false,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    // Behind nginx the certificate is one that the test made.
    ignoreHTTPSErrors: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  if (options.now) await page.clock.setFixedTime(options.now)
  const complaints: string[] = []
  page.on('console', (message) => {
    const isOwnDoing = options.isNetworkCut && message.text().startsWith('Failed to load resource')
    if (message.type() !== 'error' || isOwnDoing) return
    // Chromium's line about an answer does not say to what.
    const from = message.text().startsWith('Failed to load') ? ` ${message.location().url}` : ''
    complaints.push(message.text() + from)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, context, complaints }
}
