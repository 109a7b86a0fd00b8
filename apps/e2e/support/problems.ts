import type { Page } from 'playwright-core'

/** Answers the feed and its sums with an error of the server; everything else goes through. */
export async function failFeed(page: Page): Promise<void> {
  await page.route(/\/api\/checkins(\/stats)?\?/, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: '/problems/server.error',
        title: 'Server error',
        status: 500,
        detail: 'Something failed.',
        instance: 'request-7f3a',
        code: 'server.error',
      }),
    }),
  )
}

/** Lets the feed through again. */
export async function mendFeed(page: Page): Promise<void> {
  await page.unroute(/\/api\/checkins(\/stats)?\?/)
}
