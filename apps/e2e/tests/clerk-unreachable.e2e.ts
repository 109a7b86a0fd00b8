// The production bundle as it is built for sign-in by Clerk, behind nginx, while Clerk's host is
// away. Nothing of Clerk is reached here: the browser is given no answer from its host.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { violationsInBothSchemes } from '../support/axe.ts'
import { launchBrowser, openPage } from '../support/browser.ts'
import { aLowPort, type Nginx, nginxIsMissing, startNginx } from '../support/nginx.ts'
import { buildWeb, removeBuilds } from '../support/nginx-stack.ts'

const missing = nginxIsMissing()
if (missing) process.stderr.write(`\n*** ${missing}: sign-in without Clerk does NOT run. ***\n\n`)

const clerkHost = 'clerk.example.test'
let nginx: Nginx
let browser: Browser
beforeAll(async () => {
  if (missing) return
  const bundleDir = await buildWeb({
    WORKSMART_SESSION: 'clerk',
    VITE_CLERK_PUBLISHABLE_KEY: `pk_live_${btoa(`${clerkHost}$`)}`,
  })
  // Nobody is signed in, so the api is not asked for anything.
  const apiPorts = [await aLowPort()]
  nginx = await startNginx({ bundleDir, apiPorts, clerkIssuer: `https://${clerkHost}` })
  browser = await launchBrowser(inject('chromium'))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await nginx?.stop()
  await removeBuilds()
})

describe.skipIf(missing)('while Clerk cannot be reached', () => {
  test.each([
    ['refuses', 'abort'],
    ['never answers', 'hold'],
  ])('and its host %s, the page says so, and what to do', async (_, way) => {
    const { page, context, complaints } = await openPage(browser, { isNetworkCut: true })
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).hostname))
    await page.route(`https://${clerkHost}/**`, (route) =>
      way === 'abort' ? route.abort('connectionrefused') : undefined,
    )
    await page.goto(`https://localhost:${nginx.httpsPort}`)
    await page.getByRole('heading', { name: 'Signing in' }).waitFor()
    await page.getByRole('heading', { name: 'Sign-in cannot be reached' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Signing in' }).waitFor()
    expect(complaints.filter((one) => one.includes('Content Security Policy'))).toEqual([])
    expect([...hosts].sort()).toEqual([clerkHost, 'localhost'])
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await context.close()
  })
})
