import type { Page, Request } from 'playwright-core'

export type HeldRequests = {
  /** Lets everything through, what was held and what comes. */
  release(): Promise<void>
}

/** Holds back the requests to the api that `isHeld` picks, until they are released. */
export async function holdRequests(
  page: Page,
  isHeld: (request: Request) => boolean = () => true,
): Promise<HeldRequests> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const pattern = '**/api/**'
  await page.route(pattern, async (route) => {
    if (isHeld(route.request())) await released
    // The page may be gone by then.
    await route.continue().catch(() => {})
  })
  return {
    async release() {
      release()
      await page.unroute(pattern)
    },
  }
}

/** Lets every write fail as without a network, reading goes on. Returns how to mend it. */
export async function cutWrites(page: Page): Promise<() => Promise<void>> {
  const pattern = '**/api/**'
  await page.route(pattern, (route) =>
    route.request().method() === 'GET' ? route.fallback() : route.abort(),
  )
  return () => page.unroute(pattern)
}
