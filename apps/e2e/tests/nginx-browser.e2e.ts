// The journeys of the other files once more, as a person at a server has them: nginx with the
// configuration of production, TLS, sign-in by token. A page that the content policy refused
// anything complains, and a complaint fails its test.

import { afterAll, describe, expect, inject, test } from 'vitest'
import { issuer } from '../../api/test/clerk.ts'
import { behindNginx, runApp } from '../support/app.ts'
import { launchBrowser, openPage } from '../support/browser.ts'
import { nginxIsMissing, startNginx } from '../support/nginx.ts'
import { buildWeb, removeBuilds } from '../support/nginx-stack.ts'
import { bar, choose } from '../support/people.ts'

const missing = nginxIsMissing()
if (missing) process.stderr.write(`\n*** ${missing}: the tests behind nginx do NOT run. ***\n\n`)

behindNginx()
afterAll(removeBuilds)

describe.skipIf(missing)('behind nginx', () => {
  describe('check-ins', async () => void (await import('./checkins.e2e.ts')))
  describe('projects and tasks', async () => void (await import('./projects.e2e.ts')))
  describe('who may do what', async () => void (await import('./access.e2e.ts')))

  describe('the content policy', () => {
    const app = runApp()

    test('refuses what it should: a script in the page, code in a text, a foreign host', async () => {
      const { page, complaints } = await app.open()
      await choose(page, app.stack(), 'Ana Lima')
      await page.evaluate(() => {
        const seen: string[] = []
        Object.assign(window, { seen })
        document.addEventListener('securitypolicyviolation', (event) =>
          seen.push(event.effectiveDirective),
        )
        const attempt = (work: () => unknown) => {
          try {
            work()
          } catch {
            // Trusted types throw; that is the refusal.
          }
        }
        attempt(() => {
          const script = document.createElement('script')
          script.textContent = 'window.ran = true'
          document.body.append(script)
        })
        attempt(() => {
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">')
        })
        fetch('https://elsewhere.test/').catch(() => {})
      })
      const refused = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
      await expect
        .poll(refused)
        .toEqual(expect.arrayContaining(['require-trusted-types-for', 'connect-src']))
      expect(await page.evaluate(() => 'ran' in window)).toBe(false)
      await bar(page).waitFor()
      // These complaints were asked for.
      expect(complaints.length).toBeGreaterThan(0)
      complaints.length = 0
    })
  })

  test("Clerk's script may be loaded in the build that signs in with it", async () => {
    const host = new URL(issuer).host
    const bundleDir = await buildWeb({
      WORKSMART_SESSION: 'clerk',
      VITE_CLERK_PUBLISHABLE_KEY: `pk_live_${btoa(`${host}$`)}`,
    })
    const nginx = await startNginx({ bundleDir, apiPorts: [1], clerkIssuer: issuer })
    const browser = await launchBrowser(inject('chromium'))
    try {
      const { page, complaints } = await openPage(browser)
      const asked: string[] = []
      await page.route(`${issuer}/**`, (route) => {
        asked.push(route.request().url())
        return route.fulfill({ contentType: 'text/javascript', body: '' })
      })
      await page.goto(nginx.origin)
      await page.getByRole('heading', { name: 'Signing in' }).waitFor()
      await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0)
      expect(asked[0]).toMatch(/\.js$/)
      expect(complaints.filter((one) => /policy|trusted/i.test(one))).toEqual([])
    } finally {
      await browser.close()
      await nginx.stop()
    }
  })
})
